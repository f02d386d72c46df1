import { describe, expect, test, vi } from 'vitest'
import { TraceLog } from '../../../src/trace/log.ts'
import type { OpenQuestion } from '../../../src/app/stage/prediction/prediction.ts'
import { StageChange, StageModel } from '../../../src/app/stage/stage-model.ts'
import type { FrameSource } from '../../../src/app/stage/stage-player.ts'
import { mailRun, printed, startMs } from './recordings.ts'

/** Frames that come when a test says so. */
class Frames implements FrameSource {
  #now = 0
  #next: ((now: number) => void) | null = null

  request(callback: (now: number) => void): number {
    this.#next = callback
    return 1
  }

  cancel(): void {
    this.#next = null
  }

  /** In frames of 20 ms. */
  pass(ms: number): void {
    for (const end = this.#now + ms; this.#now < end;) {
      this.#now += 20
      const callback = this.#next
      this.#next = null
      callback?.(this.#now)
    }
  }

  get isAsked(): boolean {
    return this.#next !== null
  }
}

const linesAt = (...times: readonly number[]) =>
  times.map((ms) => ({ lane: 'main', at: startMs + ms, kind: 'console', entry: printed(['x']) }) as const)

function open(events = mailRun(), options: ConstructorParameters<typeof StageModel>[0] = {}) {
  const log = new TraceLog()
  log.append(events)
  const frames = new Frames()
  const model = new StageModel({ frames, ...options })
  model.open(log)
  return { log, model, frames }
}

describe('where it is', () => {
  test('live it is at the last event, also when there are more; looked at, it stays', () => {
    const { log, model } = open(linesAt(0, 1, 2))
    expect(model.snapshot).toMatchObject({ playhead: null, seq: 3 })
    log.append(linesAt(3))
    const { version } = model.snapshot
    model.grew()
    expect(model.snapshot.seq).toBe(4)
    expect(model.snapshot.version).not.toBe(version)
    model.seek(2)
    log.append(linesAt(4))
    model.grew()
    expect(model.snapshot).toMatchObject({ playhead: 2, seq: 2 })
    model.live()
    expect(model.snapshot).toMatchObject({ playhead: null, seq: 5 })
  })

  test('the state is that of the playhead, and not worked out twice', () => {
    const { log, model } = open()
    model.seek(14)
    const { state } = model
    expect(state?.seq).toBe(14)
    const stateAt = vi.spyOn(log, 'stateAt')
    expect(model.state).toBe(state)
    expect(stateAt).not.toHaveBeenCalled()
  })

  test('beyond the ends it goes to the ends; without a recording nowhere', () => {
    const { model } = open(linesAt(0, 1, 2))
    model.seek(99)
    expect(model.snapshot.seq).toBe(3)
    model.seek(-4)
    expect(model.snapshot.seq).toBe(1)
    model.open(null)
    model.seek(2)
    model.step(-1, 'event')
    model.play()
    expect(model.snapshot).toMatchObject({ seq: 0, playhead: null, isPlaying: false })
    expect(model.state).toBeNull()
  })

  test('what is folded away can not be seen any more, but for errors', () => {
    const log = new TraceLog({ most: 20, keyframeEvery: 10 })
    const entry = { ...printed(['x']), error: { name: 'Error', message: 'no', frames: [] } }
    log.append([{ lane: 'main', at: startMs, kind: 'console', entry } as never, ...linesAt(1, 2, 3)])
    const model = new StageModel({ frames: new Frames() })
    model.open(log)
    model.seek(2)
    log.append(linesAt(...Array.from({ length: 60 }, (_, at) => 4 + at)))
    model.grew()
    expect(log.firstSeq).toBeGreaterThan(2)
    expect(model.snapshot.seq).toBe(log.firstSeq)
    model.seek(1)
    expect(model.snapshot.seq).toBe(1)
  })

  test('another recording is shown live, and follows no task of the last one', () => {
    const { model } = open()
    model.follow(14)
    model.seek(3)
    const other = new TraceLog()
    other.append(linesAt(0))
    model.open(other)
    expect(model.snapshot).toMatchObject({ log: other, playhead: null, task: null, seq: 1 })
  })
})

describe('steps', () => {
  test('by event; forward from the last one: live', () => {
    const { log, model } = open(linesAt(0, 1, 2))
    model.step(-1, 'event')
    expect(model.snapshot.playhead).toBe(2)
    model.step(1, 'event')
    expect(model.snapshot.playhead).toBe(log.lastSeq)
    model.step(1, 'event')
    expect(model.snapshot.playhead).toBeNull()
  })

  test('by lane they stay in the lane', () => {
    const { log, model } = open()
    model.seek(14)
    const lanes: (string | undefined)[] = []
    for (let step = 0; step < 5; step++) {
      model.step(1, 'lane')
      lanes.push(log.event(model.snapshot.seq)?.lane)
    }
    expect(lanes).toEqual(Array(5).fill('main'))
    const there = model.snapshot.seq
    model.step(-1, 'lane')
    model.step(1, 'lane')
    expect(model.snapshot.seq).toBe(there)
  })

  test('by task from push to mail through both lanes; from elsewhere to the task that is followed', () => {
    const { log, model } = open()
    const push = log.events(1, log.lastSeq).find((event) => event.kind === 'command')?.seq ?? 0
    model.seek(push)
    model.step(1, 'task')
    expect(log.event(model.snapshot.seq)).toMatchObject({ kind: 'command', lane: 'Thread-1', task: push })
    model.follow(push)
    model.seek(2)
    model.step(1, 'task')
    expect(model.snapshot.seq).toBe(push)
    model.live()
    model.step(-1, 'task')
    expect(log.event(model.snapshot.seq)?.task).toBe(push)
    model.follow(null)
    model.seek(2)
    model.step(1, 'task')
    expect(model.snapshot.seq).toBe(push)
  })

  test('from match to match; numbers stay what they are', () => {
    const { log, model } = open()
    expect(model.matches).toBeNull()
    model.setFilter({ text: 'rpush' })
    const pushes = log
      .events(1, log.lastSeq)
      .filter((event) => event.kind === 'command' && event.words[0] === 'RPUSH')
    expect(model.matches).toEqual(pushes.map(({ seq }) => seq))
    expect(model.matches).toBe(model.matches)
    model.seek(1)
    model.stepMatch(1)
    expect(model.snapshot.seq).toBe(pushes[0]?.seq)
    model.stepMatch(1)
    model.stepMatch(-1)
    expect(model.snapshot.seq).toBe(pushes[0]?.seq)
    model.setFilter({ groups: new Set(['mail']) })
    expect(model.matches).toEqual([])
    model.setFilter({ text: '', groups: null })
    expect(model.matches).toBeNull()
  })
})

describe('play', () => {
  test('goes along the times, and is live at the end', () => {
    const { model, frames } = open(linesAt(0, 200, 600))
    model.play()
    expect(model.snapshot).toMatchObject({ isPlaying: true, seq: 1 })
    frames.pass(180)
    expect(model.snapshot.seq).toBe(1)
    frames.pass(60)
    expect(model.snapshot.seq).toBe(2)
    frames.pass(340)
    expect(model.snapshot.seq).toBe(2)
    frames.pass(60)
    expect(model.snapshot).toMatchObject({ playhead: null, isPlaying: false, seq: 3 })
    expect(frames.isAsked).toBe(false)
  })

  test('nobody waits an hour; what was in one instant is seen one after the other', () => {
    const { model, frames } = open(linesAt(0, 3_600_000, 3_600_000, 3_600_000, 7_200_000))
    model.play()
    frames.pass(1_040)
    expect(model.snapshot.seq).toBe(2)
    frames.pass(60)
    expect(model.snapshot.seq).toBe(3)
    frames.pass(60)
    expect(model.snapshot.seq).toBe(4)
  })

  test('at a speed, also when it is changed while it plays', () => {
    const { model, frames } = open(linesAt(0, 400, 800, 1_200))
    model.setSpeed(2)
    model.play()
    frames.pass(240)
    expect(model.snapshot.seq).toBe(2)
    model.setSpeed(16)
    frames.pass(60)
    expect(model.snapshot.playhead).toBeNull()
    model.setSpeed(1_000)
    expect(model.snapshot.speed).toBe(16)
  })

  test('where nothing shall move, each event has the same time', () => {
    const { model, frames } = open(linesAt(0, 1, 2, 3), { isStill: () => true })
    model.play()
    frames.pass(480)
    expect(model.snapshot.seq).toBe(1)
    frames.pass(60)
    expect(model.snapshot.seq).toBe(2)
  })

  test('stays when it is paused, goes on from where it is; a step pauses', () => {
    const { model, frames } = open(linesAt(0, 100, 200, 300, 400))
    model.seek(2)
    model.play()
    frames.pass(140)
    expect(model.snapshot.seq).toBe(3)
    model.pause()
    frames.pass(500)
    expect(model.snapshot).toMatchObject({ seq: 3, isPlaying: false })
    model.play()
    model.step(-1, 'event')
    expect(model.snapshot).toMatchObject({ seq: 2, isPlaying: false })
  })

  test('stops before an event of which a question is open, until it is no more', () => {
    const { model, frames } = open(linesAt(0, 100, 200, 300))
    const question = { index: 0, before: 3 } as OpenQuestion
    model.setQuestions(new Map([[3, question]]))
    expect(model.snapshot.question).toBeNull()
    model.setSpeed(16)
    model.play()
    frames.pass(200)
    expect(model.snapshot).toMatchObject({ seq: 2, isPlaying: false, question })
    model.setQuestions(new Map())
    expect(model.snapshot.question).toBeNull()
    model.play()
    frames.pass(200)
    expect(model.snapshot.playhead).toBeNull()
  })
})

test('whoever listens is told of each change', () => {
  const { model } = open()
  const heard = vi.fn()
  model.addEventListener(StageChange.type, heard)
  model.seek(3)
  model.follow(14)
  model.follow(14)
  expect(heard).toHaveBeenCalledTimes(2)
})
