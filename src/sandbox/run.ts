import type { ClockSpeed } from '../wire/clock-messages.ts'
import type { TracePiece } from '../wire/lane-messages.ts'
import type { CheckReport, RunOutcome } from '../wire/outcome.ts'
import type { RunPhase } from '../wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../wire/value-data.ts'
import type { WebRequest, WebResponse } from '../wire/web-messages.ts'
import type { ServicesLink } from './services-link.ts'

/** What is told of a run while it goes on. */
export interface RunListener {
  onConsole(entries: readonly ConsoleEntry[]): void
  /**
   * `waiting`: `main()` is done, some of its timers, threads or connections are not. `serving`: `main()` is done, if there
   * was one, and the program's `app` answers requests until it is stopped.
   */
  onState?(state: 'starting' | RunPhase): void
  /** At each start, before the program starts: the services it talks to, null if it talks to none. */
  onServices?(services: ServicesLink | null): void
  /** A piece of the run's recording; of a run with services, some come after its end, as long as these live. */
  onTrace?(piece: TracePiece): void
}

export interface RunOptions {
  /** How its time passes; 1 unless told otherwise. */
  readonly speed?: ClockSpeed
  /** Commands for Redis before the program starts, as typed at a prompt, one a line. */
  readonly seed?: string
  /** Goes on with what the last run left in Redis. */
  readonly keepsData?: boolean
  /**
   * Decides in which order servers answer and threads get going, wherever a real system leaves it open. Such a run begins
   * with fresh data.
   */
  readonly orderSeed?: number | null
}

/** Something under way. `done` always resolves; `stop()` ends it within a moment, whatever it is doing. */
export interface Run {
  readonly done: Promise<RunOutcome>
  stop(): void
  /** From now on its time passes so. A program without timers of its own modules has no time to change. */
  setSpeed(speed: ClockSpeed): void
  /**
   * Asks the `app` that the program exports, as soon as its modules are loaded. Rejects with a sentence for the learner: no
   * app, the run has ended, no answer within 30 s; after an abort with the signal's reason.
   */
  request(request: WebRequest, signal?: AbortSignal): Promise<WebResponse>
}

export interface CheckOptions extends Pick<RunOptions, 'orderSeed'> {
  /** The check is recorded. All pieces have come when it is done. */
  readonly onTrace?: (piece: TracePiece) => void
}

export interface Check {
  readonly done: Promise<CheckReport>
  stop(): void
}
