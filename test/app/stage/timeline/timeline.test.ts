import { describe, expect, test, vi } from 'vitest'
import { TimelineBuckets } from '../../../../src/app/stage/timeline/buckets.ts'
import { TimelineCamera } from '../../../../src/app/stage/timeline/camera.ts'
import { scaleFor } from '../../../../src/app/stage/timeline/timeline-index.ts'
import { timelineLanes } from '../../../../src/app/stage/timeline/lanes.ts'
import { TimelineSpans } from '../../../../src/app/stage/timeline/spans.ts'
import { tickStep, tickText } from '../../../../src/app/stage/timeline/view.ts'
import type { RawEvent } from '../../../../src/trace/event.ts'
import { TraceLog } from '../../../../src/trace/log.ts'
import { WrittenRun } from '../../../trace/written-run.ts'
import { longRun, mailRun, printed, startMs } from '../recordings.ts'

function logOf(events = mailRun()): TraceLog {
  const log = new TraceLog()
  log.append(events)
  return log
}

function cameraOf(log: TraceLog, width = 800): TimelineCamera {
  const camera = new TimelineCamera()
  camera.width = width
  camera.look(log, log.lastSeq)
  return camera
}

test('rows: programs first, each thread below the one that started it, servers last', () => {
  const lanes = ['server', 'Thread-10', 'main', 'Thread-2/Thread-1', 'prompt', 'Thread-2']
  expect(timelineLanes(lanes).map(({ id }) => id)).toEqual([
    'main',
    'Thread-2',
    'Thread-2/Thread-1',
    'Thread-10',
    'prompt',
    'server',
  ])
  expect(timelineLanes(lanes)[2]).toEqual({ id: 'Thread-2/Thread-1', label: 'Thread-1', depth: 1 })
})

describe('bars', () => {
  test('a lane lives from its start to its end; waits end with what they wait for, or with the lane', () => {
    const log = logOf(mailRun({ tasks: 1, workers: 1 }))
    const spans = new TimelineSpans()
    spans.read(log)
    const words = spans.all.map(({ lane, kind, what, from, to }) => {
      const end = to === 0 ? 'goes on' : log.event(to)?.kind
      return `${lane} ${kind} ${what} ${log.event(from)?.kind} – ${end}`
    })
    expect(words).toEqual([
      'main life  start – end',
      'Thread-1 life  start – goes on',
      'Thread-1 keys BLPOP mail blocked – command',
      'main timer 18 ms timer-set – timer-fired',
      'Thread-1 keys BLPOP mail blocked – goes on',
    ])
    log.append([{ lane: 'server', at: startMs + 900, kind: 'over', text: 'stopped', isTrouble: false }])
    spans.read(log)
    expect(spans.all.every(({ to }) => to > 0)).toBe(true)
  })

  test('a wait whose end was lost in a gap ends when the same client waits again', () => {
    const { events } = new WrittenRun('Thread-1').blocked('BLPOP mail 0').blocked('BLPOP mail 0')
    const spans = new TimelineSpans()
    spans.read(logOf([...events, ...new WrittenRun('Thread-1').command('BLPOP mail 0').events]))
    expect(spans.all.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
    ])
  })

  test('of a flood of commands only those are unpacked that may end a wait', () => {
    const log = logOf(longRun(6_000))
    const unpack = vi.spyOn(log, 'event')
    const camera = cameraOf(log)
    expect(camera.index.spans.filter(({ kind }) => kind === 'keys').length).toBeGreaterThan(20)
    expect(unpack.mock.calls.length).toBeLessThan(300)
  })

  test('those that ended before what is kept are forgotten', () => {
    const log = new TraceLog({ most: 40, keyframeEvery: 10 })
    const spans = new TimelineSpans()
    for (const event of mailRun({ tasks: 12 })) {
      log.append([event])
      spans.read(log)
    }
    expect(log.foldedCount).toBeGreaterThan(0)
    expect(spans.all.every(({ to }) => to === 0 || to >= log.firstSeq)).toBe(true)
    expect(spans.all.length).toBeGreaterThan(2)
  })
})

describe('what is seen', () => {
  test('all of it at first, also when it grows; events of one instant are drawn by order', () => {
    const at = startMs
    const entry = printed(['x'])
    const log = logOf([1, 2, 3].map(() => ({ lane: 'main', at, kind: 'console', entry })))
    const camera = cameraOf(log)
    expect(camera.scale).toBe('order')
    expect([camera.x(1), camera.x(2), camera.x(3)]).toEqual([14, 400, 786])
    log.append([{ lane: 'main', at: at + 1_000, kind: 'console', entry }])
    camera.look(log, 4)
    expect(camera.scale).toBe('time')
    expect([camera.x(1), camera.x(4)]).toEqual([14, 786])
    camera.swapScale()
    camera.look(log, 4)
    expect(camera.scale).toBe('order')
  })

  test('nearer around a point, which stays where it is; the playhead is brought into sight', () => {
    const log = logOf()
    const camera = cameraOf(log)
    const x = camera.x(40)
    camera.zoomAt(x, 0.25)
    expect(camera.isWhole).toBe(false)
    expect(camera.x(40)).toBeCloseTo(x)
    expect(camera.x(1)).toBeLessThan(0)
    camera.look(log, 1)
    expect(camera.x(1)).toBeGreaterThan(0)
    camera.zoomAt(0, 100)
    expect(camera.isWhole).toBe(true)
  })

  test('a point means the nearest event of its row; without one the last that had happened', () => {
    const log = logOf()
    const camera = cameraOf(log, 4_000)
    const mail = log.events(1, log.lastSeq).find(({ kind }) => kind === 'mail')
    const row = camera.index.rowOfLane(mail?.lane ?? '')
    expect(camera.hit(camera.x(mail?.seq ?? 0) + 2, row)?.seq).toBe(mail?.seq)
    expect(camera.hit(camera.x(mail?.seq ?? 0), camera.index.rowOfLane('server'))).toBeNull()
    expect(camera.seqAt(camera.x(mail?.seq ?? 0) + 1)).toBe(mail?.seq)
    expect(camera.seqAt(-5)).toBe(1)
  })
})

test('of thousands of events as many marks are left as there is room for, and none is lost from the counts', () => {
  const log = logOf(longRun(6_000))
  const camera = cameraOf(log)
  const buckets = new TimelineBuckets()
  const { columns } = log
  buckets.fill(camera.index, { columns, view: camera.view, width: 800, isMatch: null, task: 0 })
  expect(buckets.totals.reduce((sum, count) => sum + count)).toBe(6_000)
  expect(buckets.best.length).toBe(8 * 80)
  // What went wrong is never hidden by what went well.
  const wrong = buckets.best.filter((at) => at > 0 && columns.trouble[at - 1] === 1)
  expect(wrong.length).toBeGreaterThan(10)
})

test('the ruler tells round times', () => {
  expect([tickStep(0.3), tickStep(3), tickStep(70)]).toEqual([0.5, 5, 100])
  expect([
    tickText(0, 1),
    tickText(0.5, 0.5),
    tickText(250, 50),
    tickText(1_500, 500),
    tickText(150_000, 10_000),
  ]).toEqual(['0', '0.5 ms', '250 ms', '1.5 s', '2:30 min'])
})

test('coroutines have rows below their lane, and their events and waits lie there', () => {
  const run = new WrittenRun()
  run.enter('main', null).step('main', 1)
  for (const call of ['send 1', 'send 2']) run.enter(call, 'main').step(call).awaits(call).step('main', 2)
  run.awaits('main').resume('send 1').leave('send 1')
  const { log } = run
  const { index } = cameraOf(log)
  expect(index.lanes).toEqual([
    { id: 'main', label: 'main', depth: 0 },
    { id: 'main#2', label: 'send 1', depth: 1 },
    { id: 'main#3', label: 'send 2', depth: 1 },
  ])
  const rows = log.events(1, log.lastSeq).map((event) => [event.kind, index.row(event.seq)])
  expect(rows.slice(0, 6)).toEqual([
    ['enter', 0],
    ['step', 0],
    ['enter', 1],
    ['step', 1],
    ['await', 1],
    ['step', 0],
  ])
  expect(rows.at(-1)).toEqual(['leave', 1])
  expect(index.spans.map(({ lane, kind, to }) => [lane, kind, to > 0])).toEqual([
    ['main#2', 'life', true],
    ['main#3', 'life', false],
  ])
})

test('a short run with lines is drawn by order, one without by time', () => {
  const step = (at: number): RawEvent => ({ lane: 'main', at, kind: 'step', frame: 1, line: 1 })
  const start = (at: number): RawEvent => ({ lane: 'main', at, kind: 'start', target: 'main' })
  const scaleOf = (...events: readonly RawEvent[]) => {
    const log = new TraceLog()
    log.append(events)
    return scaleFor(log)
  }
  expect(scaleOf(start(0), step(20))).toBe('order')
  expect(scaleOf(start(0), step(2000))).toBe('time')
  expect(scaleOf(start(0), start(20))).toBe('time')
})
