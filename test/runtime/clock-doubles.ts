import type { ClockCore } from '../../src/runtime/clock.ts'
import { makeScopeClock, type ScopeClock } from '../../src/runtime/scope-clock.ts'
import type { ClockToThread, ThreadToClock } from '../../src/wire/clock-messages.ts'

/** Real time in the hands of a test. */
export class ManualTime {
  ms = 1_000_000
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>()
  #lastId = 0

  readonly now = (): number => this.ms
  readonly setTimeout = (callback: () => void, ms: number): number => {
    this.#timers.set(++this.#lastId, { at: this.ms + ms, callback })
    return this.#lastId
  }
  readonly clearTimeout = (timer: unknown): void => void this.#timers.delete(timer as number)

  /** Lets time pass, each timer in its turn, with all that it sets off. */
  async pass(ms: number): Promise<void> {
    const end = this.ms + ms
    await settled()
    for (;;) {
      const [next] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)
      if (!next) break
      const [id, { at, callback }] = next
      this.#timers.delete(id)
      this.ms = Math.max(this.ms, at)
      callback()
      await settled()
    }
    this.ms = end
  }
}

/** After everything that messages in memory and tasks set off. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
}

interface PortEnd<Send, Receive> {
  postMessage(message: Send): void
  onmessage: ((event: MessageEvent<Receive>) => void) | null
}

/** A thread at a clock. */
export interface ThreadDouble {
  readonly scope: ScopeClock
  readonly leave: () => void
  /** What it said to the clock. */
  readonly said: ThreadToClock[]
  /** While set, the thread is busy: its tasks wait. */
  holdTasks(isHeld: boolean): void
}

/** Lets a thread join, with ports in memory. */
export async function joinThread(clock: ClockCore, time: ManualTime): Promise<ThreadDouble> {
  const said: ThreadToClock[] = []
  const clockEnd: PortEnd<ClockToThread, ThreadToClock> = {
    onmessage: null,
    postMessage: (data) =>
      void setImmediate(() => threadEnd.onmessage?.({ data } as MessageEvent<ClockToThread>)),
  }
  const threadEnd: PortEnd<ThreadToClock, ClockToThread> = {
    onmessage: null,
    postMessage: (data) => {
      said.push(data)
      setImmediate(() => clockEnd.onmessage?.({ data } as MessageEvent<ThreadToClock>))
    },
  }
  let held: (() => void)[] | null = null
  const nextTask = (callback: () => void): void =>
    void (held ? held.push(callback) : setImmediate(() => (held ? held.push(callback) : callback())))
  const { now: realNow, setTimeout, clearTimeout } = time
  const ready = makeScopeClock(threadEnd, { realNow, setTimeout, clearTimeout, nextTask, Date })
  const leave = clock.join(clockEnd)
  const holdTasks = (isHeld: boolean): void => {
    const waiting = held ?? []
    held = isHeld ? [] : null
    for (const callback of waiting) nextTask(callback)
  }
  return { scope: await ready, leave, said, holdTasks }
}

export const sleepOn = (scope: ScopeClock, ms: number): Promise<void> =>
  new Promise((resolve) => void scope.setTimeout(resolve, ms))
