/** Messages between the one clock of a run and the threads that live by it, by direction. */

/** How a run's time passes: so many times as fast as real time, or from one timer to the next, leaving out the waiting. */
export type ClockSpeed = 1 | 5 | 20 | 'fast'

/** From which every thread reads the same time: `virtualMs + (real now − realMs) × rate`. */
export interface ClockState {
  /** Milliseconds since 1970, as the run's programs see them. */
  readonly virtualMs: number
  /** The real time at which that was so, milliseconds since 1970. */
  readonly realMs: number
  /** 0: the clock stands, and is moved on by further states. */
  readonly rate: number
}

/** A thread's next timer. */
export interface NextTimer {
  readonly dueMs: number
  /** When it was set: of two that are due at once, the older fires first. */
  readonly setMs: number
}

/** Clock → thread. */
export type ClockToThread =
  /** On joining, on another speed, and each time a standing clock moves on. */
  | { readonly kind: 'clock-state'; readonly state: ClockState }
  /** The clock stands: fire what is due now. While it runs, each thread fires its own timers itself. */
  | { readonly kind: 'timers-due' }
  /** Answer once there is nothing to do but wait. */
  | { readonly kind: 'quiet-question'; readonly round: number }

/** Thread → clock. */
export type ThreadToClock =
  /** A timer was set or cleared since the last `quiet`; said once. */
  | { readonly kind: 'awake' }
  /**
   * There is nothing to do before `next`. `sent` and `received` count the thread's messages to and from other threads
   * since its start: while the sums over all threads differ, one is still on its way, and somebody will have work.
   */
  | {
      readonly kind: 'quiet'
      readonly round: number
      readonly sent: number
      readonly received: number
      /** The time as it is there. Later than the clock's if it was read while the word that time stands was on its way. */
      readonly nowMs: number
      readonly next: NextTimer | null
      /** It is not quiet at all, and after so long it is not to be expected: it asks again and again whether there is something. */
      readonly isRestless?: true
    }
