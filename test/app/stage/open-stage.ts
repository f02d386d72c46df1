import '../../../src/app/tokens.css'
import { StageModel } from '../../../src/app/stage/stage-model.ts'
import '../../../src/app/stage/stage.ts'
import { TraceLog } from '../../../src/trace/log.ts'
import { findOne } from '../page.ts'
import { mailRun } from './recordings.ts'

/** A stage on the page, with a recording; of what it shows, all is drawn. */
export async function open(size: readonly [number, number] = [1000, 700], events = mailRun()) {
  const log = new TraceLog()
  log.append(events)
  const model = new StageModel()
  model.open(log)
  const stage = document.createElement('mr-stage')
  stage.model = model
  stage.style.cssText = `width: ${size[0]}px; height: ${size[1]}px`
  document.body.append(stage)
  // By then it knows its size, and its parts have their places.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  await stage.updateComplete
  return { log, model, stage }
}

/** Its playhead. */
export const slider = (stage: Element) => findOne(stage, '[role="slider"]')
