import type { TraceLog } from '../../../trace/log.ts'
import type { TraceState } from '../../../trace/state.ts'
import { PastConsole } from './past-console.ts'
import type { Past } from './past.ts'
import { PastServices } from './past-services.ts'

/**
 * A recording as the page's panels show it at one moment after the other.
 *
 *     const view = new PastView(log)
 *     view.at(log.stateAt(412)).words     // 'Event 412 of 980'
 */
export class PastView {
  readonly log: TraceLog
  readonly #console: PastConsole
  #services: PastServices | null = null

  constructor(log: TraceLog) {
    this.log = log
    this.#console = new PastConsole(log)
  }

  at(state: TraceState): Past {
    const { seq } = state
    if (this.#services?.canShow(seq)) this.#services.show(state)
    else this.#services = new PastServices(this.log, state)
    return {
      words: `Event ${seq.toLocaleString('en')} of ${this.log.lastSeq.toLocaleString('en')}`,
      services: this.#services,
      entries: this.#console.upTo(seq),
      place: placeOf(this.log, state),
    }
  }
}

/** Where the lane stands whose event it is. */
function placeOf(log: TraceLog, { seq, lanes }: TraceState): Past['place'] {
  const lane = log.event(seq)?.lane
  const frame = lanes.find((one) => one.lane === lane)?.stack[0]
  return frame ? { file: frame.file, line: frame.line } : null
}
