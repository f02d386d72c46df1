import type { Traffic } from '../network/traffic.ts'
import type { ClockState, ClockToThread, ThreadToClock } from '../wire/clock-messages.ts'
import { patience, readClock } from './clock.ts'
import { TimerQueue } from './clock-timers.ts'

/** A thread's end of the port to the clock. Nobody else listens on it. */
export interface ScopeClockPort {
  postMessage(message: ThreadToClock): void
  onmessage: ((event: MessageEvent<ClockToThread>) => void) | null
}

/** The thread's own time and tasks, as they were before the clock took their place. */
export interface ScopeSurroundings {
  /** Real milliseconds since 1970; the same function as the clock's. */
  realNow(): number
  setTimeout(callback: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
  /** Calls back in a task of its own, soon, in the order of the calls. */
  nextTask(callback: () => void): void
  /** Whether something is under way that will call back, and that no message shows: a file that is being read. */
  isBusy?(): boolean
  readonly Date: DateConstructor
}

/** What a thread that lives by a run's clock has in place of its own timers and dates. */
export interface ScopeClock {
  setTimeout<A extends unknown[]>(callback: (...values: A) => void, ms?: number, ...values: A): number
  clearTimeout(timer?: number): void
  setInterval<A extends unknown[]>(callback: (...values: A) => void, ms?: number, ...values: A): number
  clearInterval(timer?: number): void
  readonly Date: DateConstructor
  /** Milliseconds since 1970, with fractions. */
  now(): number
  /** For `performance.now`: milliseconds since this clock was made. */
  performanceNow(): number
  /**
   * Counts this thread as busy, until the returned function is called: while something is on its way that the clock
   * cannot see, such as a module that is being loaded.
   */
  hold(): () => void
  /**
   * Resolves once it is this thread's turn: at `fast`, when all others have nothing to do and the threads that joined
   * earlier had their turns. A thread that waits for it before its program begins makes runs go the same way each time.
   */
  turn(): Promise<void>
  /** Calls back once, after so many milliseconds; unlike in `setTimeout`, fractions count, and 0 is 0. */
  after(ms: number, callback: () => void): void
  /** Count here each message to and from other threads, so that no time passes while one is under way. */
  readonly traffic: Traffic
  /** Has the clock look at these counts as well, of messages or bytes, whenever it asks. */
  watch(traffic: Readonly<Traffic>): void
  /** Something happened here that no timer and no message shows, so the thread is not quiet yet. */
  stir(): void
  /** Drops all timers. From now on none is set any more, and the clock gets no answers. */
  end(): void
}

const longestDelay = 2 ** 31 - 1

/**
 * A thread's view of the run's clock. Resolves once the clock has said what time it is.
 *
 *     const clock = await makeScopeClock(port, surroundings)
 *     Object.assign(globalThis, { setTimeout: clock.setTimeout, Date: clock.Date, … })
 */
export function makeScopeClock(port: ScopeClockPort, surroundings: ScopeSurroundings): Promise<ScopeClock> {
  const { Date: RealDate } = surroundings
  const timers = new TimerQueue()
  const traffic: Traffic = { sent: 0, received: 0 }
  const counts: Readonly<Traffic>[] = [traffic]
  let state: ClockState = { virtualMs: 0, realMs: 0, rate: 0 }
  let latestMs = 0
  let startMs = 0
  let lastId = 0
  let turns = 0
  let hasSaidQuiet = false
  let holds = 0
  let hasEnded = false
  /** The clock's latest question, until it is answered. */
  let question: number | null = null
  let isLooking = false
  /** Turns in which something happened since the last answer, and how many there may be. */
  let busyTurns = 0
  let mostBusyTurns = patience.first
  let alarm: unknown

  // Never backwards: a timer's callback must not see a time before the timer was due.
  const now = (): number => (latestMs = Math.max(latestMs, readClock(state, surroundings.realNow())))

  const fire = (id: number): void => {
    // An interval may have been due twice before its first turn came.
    const timer = timers.remove(id, now())
    if (!timer) return
    turns++
    if (timer.everyMs !== null) timers.add({ ...timer, dueMs: now() + timer.everyMs, setMs: now() })
    timer.run()
  }
  /** A task for each, as timers have: what one has set off happens before the next. */
  const fireDue = (): void => {
    turns++
    for (const id of timers.dueAt(now())) surroundings.nextTask(() => fire(id))
    // After the last of them, so that an interval is set again.
    surroundings.nextTask(setAlarm)
  }
  /** While the clock runs: one real timer, for the next of ours. */
  const setAlarm = (): void => {
    surroundings.clearTimeout(alarm)
    const { first } = timers
    if (!first || state.rate === 0) return
    const wait = Math.max(0, (first.dueMs - now()) / state.rate)
    alarm = surroundings.setTimeout(fireDue, Math.min(Math.ceil(wait), longestDelay))
  }
  const noteChange = (): void => {
    turns++
    setAlarm()
    if (!hasSaidQuiet) return
    hasSaidQuiet = false
    port.postMessage({ kind: 'awake' })
  }
  const add = (run: () => void, delayMs: number, everyMs: number | null): number => {
    const id = ++lastId
    if (hasEnded) return id
    timers.add({ id, run, dueMs: now() + delayMs, setMs: now(), everyMs })
    noteChange()
    return id
  }
  const set = (callback: unknown, ms: unknown, values: readonly unknown[], isInterval: boolean): number => {
    if (typeof callback !== 'function')
      throw new TypeError(`A timer needs a function; it was given ${typeof callback}`)
    // As Node does with what is no time: 1 ms.
    const delay = Number(ms) >= 1 && Number(ms) <= longestDelay ? Math.trunc(Number(ms)) : 1
    return add(() => void Reflect.apply(callback, undefined, values), delay, isInterval ? delay : null)
  }
  const clear = (timer?: number): void => {
    if (timers.remove(Number(timer))) noteChange()
  }
  const total = (): Traffic => ({
    sent: counts.reduce((sum, { sent }) => sum + sent, 0),
    received: counts.reduce((sum, { received }) => sum + received, 0),
  })
  /**
   * Answers after a task in which nothing happened. Only ever the latest question, and once: an answer that came late
   * to an older one would be taken for this thread's last word.
   */
  const look = (): void => {
    if (isLooking || holds > 0 || question === null || hasEnded) return
    isLooking = true
    const before = { turns, ...total() }
    surroundings.nextTask(() => {
      isLooking = false
      const after = total()
      const isQuiet =
        turns === before.turns && after.sent === before.sent && after.received === before.received
      const isRestless = !isQuiet && ++busyTurns > mostBusyTurns
      if (holds > 0 || surroundings.isBusy?.() || (!isQuiet && !isRestless)) return look()
      if (question === null || hasEnded) return
      const { first } = timers
      const next = first ? { dueMs: first.dueMs, setMs: first.setMs } : null
      hasSaidQuiet = true
      const answer = { kind: 'quiet', round: question, ...after, nowMs: now(), next } as const
      port.postMessage(isRestless ? { ...answer, isRestless } : answer)
      question = null
      busyTurns = 0
      mostBusyTurns = isRestless ? patience.next : patience.first
    })
  }
  const hold = (): (() => void) => {
    holds++
    noteChange()
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      holds--
      turns++
      look()
    }
  }
  const end = (): void => {
    hasEnded = true
    surroundings.clearTimeout(alarm)
    timers.clear()
    port.onmessage = null
  }
  const scope: ScopeClock = {
    setTimeout: (callback, ms, ...values) => set(callback, ms, values, false),
    setInterval: (callback, ms, ...values) => set(callback, ms, values, true),
    clearTimeout: clear,
    clearInterval: clear,
    Date: dateOn(RealDate, now),
    now,
    performanceNow: () => now() - startMs,
    hold,
    turn: () => new Promise((resolve) => void add(resolve, 0, null)),
    after: (ms, callback) => void add(callback, ms, null),
    traffic,
    watch: (more) => void counts.push(more),
    stir: () => void turns++,
    end,
  }
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => {
      switch (data.kind) {
        case 'clock-state':
          state = data.state
          startMs ||= now()
          setAlarm()
          return resolve(scope)
        case 'timers-due':
          return fireDue()
        case 'quiet-question':
          question = data.round
          return look()
        default:
          return data satisfies never
      }
    }
  })
}

/** A Date whose "now" is the clock's; all else is the real one's. */
function dateOn(RealDate: DateConstructor, now: () => number): DateConstructor {
  const whole = (): number => Math.floor(now())
  return new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [whole()] : values, newTarget) as object,
    apply: () => new RealDate(whole()).toString(),
    get: (target, key, receiver) => (key === 'now' ? whole : Reflect.get(target, key, receiver)),
  })
}
