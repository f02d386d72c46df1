import type { Prepared, StepTests } from '../checker/prepare-check.ts'
import { builtinModules } from '../runtime/builtins.ts'
import type { CheckReport } from '../wire/outcome.ts'
import type { StepCompiler, StepSandbox } from './step-services.ts'
import type { Report } from './step-snapshot.ts'

const timeLimitMs = 5000

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

  constructor(options: {
    compiler: StepCompiler
    sandbox: Pick<StepSandbox, 'check'>
    lesson: StepTests
    report: Report
    onReport: (report: CheckReport) => void
  }) {
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

  async #prepare(text: string, signal: AbortSignal): Promise<Prepared> {
    try {
      // Downloaded when it is needed first: nobody checks before the page stands.
      const { prepareCheck } = await import('../checker/prepare-check.ts')
      return await prepareCheck(text, this.#lesson, {
        compile: (request) => this.#compiler.compile(request, { signal }),
        builtins: builtinModules,
        timeLimitMs,
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
