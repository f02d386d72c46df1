import type { StepChecker, StepCheckerOptions, WatchedCheck, WatchOptions } from './step-checker.ts'

/**
 * The checks of an open step. Their code is downloaded when it is needed first: nobody checks before the page stands.
 *
 *     const checks = new StepChecks({ compiler, sandbox, lesson, report, onReport })
 *     checks.check(text)                  // … checks.stop()
 */
export class StepChecks {
  readonly #options: StepCheckerOptions
  #checker: Promise<StepChecker> | null = null
  /** Counts checks and stops: only the newest check may begin. */
  #turn = 0
  /** A check has been asked for and has not begun. */
  #isComing = false

  constructor(options: StepCheckerOptions) {
    this.#options = options
  }

  /** Loads its code ahead of the first check. */
  warmUp(): void {
    this.#load().catch(() => undefined)
  }

  check(text: string): void {
    const turn = ++this.#turn
    const { report } = this.#options
    this.#isComing = true
    report({ check: { kind: 'compiling' } })
    const begin = (checker: StepChecker): void => {
      if (turn !== this.#turn) return
      this.#isComing = false
      void checker.check(text)
    }
    this.#load().then(begin, () => {
      if (turn !== this.#turn) return
      this.#isComing = false
      report({ check: { kind: 'report' }, judged: { report: notDownloaded, text } })
    })
  }

  /** Checks beside any other check, tells of it nowhere else, and records what happens. */
  async watch(text: string, options: WatchOptions, signal: AbortSignal): Promise<WatchedCheck> {
    return await (await this.#load()).watch(text, options, signal)
  }

  /** Ends the check without a report. */
  stop(): void {
    this.#turn++
    if (this.#isComing) this.#options.report({ check: { kind: 'idle' } })
    this.#isComing = false
    void this.#checker?.then((checker) => checker.stop())
  }

  #load(): Promise<StepChecker> {
    this.#checker ??= this.#import().catch((error: unknown) => {
      // The next one tries again.
      this.#checker = null
      throw error
    })
    return this.#checker
  }

  async #import(): Promise<StepChecker> {
    const { StepChecker } = await import('./step-checker.ts')
    return new StepChecker(this.#options)
  }
}

const notDownloaded = {
  kind: 'crashed',
  reason: 'checker',
  error: {
    name: 'CheckError',
    message: 'The checker could not be downloaded. Check your connection and try again.',
    frames: [],
  },
} as const
