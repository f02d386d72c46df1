import type { Prepared, StepTests } from '../../checker/prepare-check.ts'
import { builtinModules } from '../../runtime/builtins.ts'
import type { CheckReport } from '../../wire/outcome.ts'
import { RunRecording } from './run-recording.ts'
import type { StepCheckOptions, StepCompiler, StepSandbox } from './step-services.ts'
import type { Report } from './step-snapshot.ts'

const timeLimitMs = 5000

/** How a check is watched. */
export interface WatchOptions extends Pick<StepCheckOptions, 'orderSeed'> {
  /** Full name of a test: in it the answer tells of its lines, and none after it is run. */
  readonly linesOf?: string
}

/** A check with what happened in it. */
export interface WatchedCheck {
  readonly report: CheckReport
  readonly recording: RunRecording
}

export interface StepCheckerOptions {
  readonly compiler: StepCompiler
  readonly sandbox: Pick<StepSandbox, 'check'>
  readonly lesson: StepTests
  readonly report: Report
  readonly onReport: (report: CheckReport) => void
}

/**
 * Checks the open step's text against the step's tests, one check at a time.
 *
 *     const checker = new StepChecker({ compiler, sandbox, lesson, report, onReport })
 *     void checker.check(text)
 */
export class StepChecker {
  readonly #compiler: StepCompiler
  readonly #sandbox: Pick<StepSandbox, 'check'>
  readonly #lesson: StepTests
  readonly #report: Report
  readonly #onReport: (report: CheckReport) => void
  #active: { readonly controller: AbortController; stop(): void } | null = null

  constructor(options: StepCheckerOptions) {
    this.#compiler = options.compiler
    this.#sandbox = options.sandbox
    this.#lesson = options.lesson
    this.#report = options.report
    this.#onReport = options.onReport
  }

  async check(text: string): Promise<void> {
    this.stop()
    const controller = new AbortController()
    const active = { controller, stop: () => controller.abort() }
    this.#active = active
    this.#report({ check: { kind: 'compiling' } })
    const prepared = await this.#prepare(text, controller.signal)
    if (this.#active !== active) return
    if (prepared.kind === 'judged') return this.#end(prepared.report, text)
    this.#report({ check: { kind: 'checking' } })
    const check = this.#sandbox.check(prepared.job)
    active.stop = () => check.stop()
    const report = await check.done
    if (this.#active === active) this.#end(report, text)
  }

  /** Checks beside any other check, and tells of it nowhere else. */
  async watch(
    text: string,
    { orderSeed, linesOf }: WatchOptions,
    signal: AbortSignal,
  ): Promise<WatchedCheck> {
    const hasLines = linesOf !== undefined
    const recording = new RunRecording({ text, hasLines, orderSeed: orderSeed ?? null })
    const prepared = await this.#prepare(text, signal, linesOf)
    if (prepared.kind === 'judged') {
      // Whoever waits for the recording's end waits in vain otherwise.
      const report = signal.aborted ? ({ kind: 'stopped' } as const) : prepared.report
      recording.finish(report)
      return { report, recording }
    }
    const onTrace = recording.add.bind(recording)
    const check = this.#sandbox.check(prepared.job, {
      onTrace,
      ...(orderSeed !== undefined && { orderSeed }),
    })
    const stop = (): void => check.stop()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const report = await check.done
    signal.removeEventListener('abort', stop)
    recording.finish(report)
    return { report, recording }
  }

  /** Ends the check without a report. */
  stop(): void {
    const active = this.#active
    if (!active) return
    this.#active = null
    active.stop()
    this.#report({ check: { kind: 'idle' } })
  }

  #end(report: CheckReport, text: string): void {
    this.#active = null
    this.#report({ check: { kind: 'report' }, judged: { report, text } })
    this.#onReport(report)
  }

  async #prepare(text: string, signal: AbortSignal, linesOf?: string): Promise<Prepared> {
    try {
      const { prepareCheck } = await import('../../checker/prepare-check.ts')
      return await prepareCheck(text, this.#lesson, {
        compile: (request) => this.#compiler.compile(request, { signal }),
        builtins: builtinModules,
        timeLimitMs,
        linesOf,
      })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const report = {
        kind: 'crashed',
        reason: 'checker',
        error: { name: 'CheckError', message, frames: [] },
      } as const
      return { kind: 'judged', report }
    }
  }
}
