import { exerciseFile } from '../../checker/step-files.ts'
import { builtinModules } from '../../runtime/builtins.ts'
import type { CompileOutcome, SourceFile } from '../../wire/program.ts'
import type { ClockSpeed } from '../../wire/clock-messages.ts'
import type { RunOutcome } from '../../wire/outcome.ts'
import type { ConsoleEntry } from '../../wire/value-data.ts'
import type { WebRequest, WebResponse } from '../../wire/web-messages.ts'
import { appendLines, errorsInFiles, noLines, type ConsoleLines } from './step-console.ts'
import { RunRecording } from './run-recording.ts'
import type { StepCompiler, StepRun, StepRunOptions, StepSandbox } from './step-services.ts'
import type { Report } from './step-snapshot.ts'

interface Wish {
  readonly text: string
  /** False: only find out whether it compiles. */
  readonly isToRun: boolean
  /** Asked for by a person, not by an edit. */
  readonly isManual: boolean
}

interface Live extends Omit<StepRun, 'done'> {
  readonly wish: Wish
  isStarting: boolean
  hasOutput: boolean
}

/**
 * Compiles and runs the open step, one run at a time. An edit acts at once (on the leading edge); while that is being
 * compiled or started, one further edit waits, and only the newest.
 *
 *     const runner = new StepRunner({ compiler, sandbox, given, options, report, onRest })
 *     runner.edit(text, isAutoRun)        // after each edit
 *     runner.run(text)                    // the Run button
 */
export class StepRunner {
  readonly #compiler: StepCompiler
  readonly #sandbox: Pick<StepSandbox, 'run'>
  readonly #given: readonly SourceFile[]
  readonly #options: () => StepRunOptions
  readonly #hasLines: () => boolean
  readonly #report: Report
  readonly #onRest: (outcome: RunOutcome | 'serving', isManual: boolean) => void
  #compiling: AbortController | null = null
  #queued: Wish | null = null
  #live: Live | null = null
  #lines: ConsoleLines = noLines

  constructor(options: {
    compiler: StepCompiler
    sandbox: Pick<StepSandbox, 'run'>
    given: readonly SourceFile[]
    /** Asked at each start. */
    options: () => StepRunOptions
    /** Asked before compiling: whether its code shall tell of each statement. */
    hasLines: () => boolean
    report: Report
    /** A run has ended, or has done all but serve its `app`. */
    onRest: (outcome: RunOutcome | 'serving', isManual: boolean) => void
  }) {
    this.#compiler = options.compiler
    this.#sandbox = options.sandbox
    this.#given = options.given
    this.#options = options.options
    this.#hasLines = options.hasLines
    this.#report = options.report
    this.#onRest = options.onRest
  }

  /** The text changed: say whether it compiles, and run it if `isToRun`. */
  edit(text: string, isToRun: boolean): void {
    const wish: Wish = { text, isToRun, isManual: false }
    if (this.#compiling || this.#live?.isStarting) this.#queued = wish
    else void this.#begin(wish)
  }

  /** Resolves once it is compiled and, if it can be, started. */
  async run(text: string): Promise<void> {
    this.#compiling?.abort()
    this.#queued = null
    await this.#begin({ text, isToRun: true, isManual: true })
  }

  /** Asks the `app` of the run under way, or of a new one if that is of another text. Rejects with a sentence. */
  async request(text: string, request: WebRequest, signal: AbortSignal): Promise<WebResponse> {
    if (this.#live?.wish.text !== text) await this.run(text)
    if (this.#live?.wish.text !== text)
      throw new Error('Your code does not run yet, so there is no app to ask. The tab Problems tells why.')
    return await this.#live.request(request, signal)
  }

  stop(): void {
    this.#queued = null
    if (this.#compiling) {
      this.#compiling.abort()
      this.#compiling = null
      if (!this.#live) this.#report({ run: { kind: 'idle' } })
    }
    this.#live?.stop()
  }

  /** Also of the run that is under way. */
  setSpeed(speed: ClockSpeed): void {
    this.#live?.setSpeed(speed)
  }

  clearConsole(): void {
    this.#show(noLines)
  }

  async #begin(wish: Wish): Promise<void> {
    const compiling = new AbortController()
    this.#compiling = compiling
    if (wish.isToRun && !this.#live) this.#report({ run: { kind: 'compiling' } })
    const hasLines = wish.isToRun && this.#hasLines()
    let outcome: CompileOutcome
    try {
      outcome = await this.#compiler.compile(
        {
          files: [...this.#given, { name: exerciseFile, text: wish.text }],
          entry: exerciseFile,
          target: 'module',
          builtins: builtinModules,
          ...(hasLines && { isRecorded: true }),
        },
        { signal: compiling.signal },
      )
    } catch (error) {
      if (this.#compiling !== compiling) return
      this.#compiling = null
      const message = error instanceof Error ? error.message : String(error)
      this.#report({ run: { kind: 'failed', message } })
      return this.#next()
    }
    if (this.#compiling !== compiling) return
    this.#compiling = null
    if (outcome.kind === 'refused') this.#refuse(outcome.diagnostics)
    else if (wish.isToRun) this.#start(wish, outcome.modules, hasLines)
    else this.#report({ diagnostics: [], runErrors: [], isOutputStale: this.#lines.entries.length > 0 })
    this.#next()
  }

  #refuse(diagnostics: Extract<CompileOutcome, { kind: 'refused' }>['diagnostics']): void {
    this.#report({
      diagnostics,
      runErrors: [],
      isOutputStale: this.#lines.entries.length > 0,
      ...(this.#live ? {} : { run: { kind: 'refused' } }),
    })
  }

  #start(
    wish: Wish,
    modules: Extract<CompileOutcome, { kind: 'compiled' }>['modules'],
    hasLines: boolean,
  ): void {
    this.#live?.stop()
    const options = this.#options()
    const recording = new RunRecording({ text: wish.text, hasLines, orderSeed: options.orderSeed ?? null })
    const live: Live = {
      wish,
      isStarting: true,
      hasOutput: false,
      stop: () => run.stop(),
      setSpeed: (speed) => run.setSpeed(speed),
      request: (request, signal) => run.request(request, signal),
    }
    this.#live = live
    // The old output stays, dimmed, until the new run says something: no flicker while one types.
    this.#report({
      diagnostics: [],
      run: { kind: 'starting' },
      recording,
      isOutputStale: this.#lines.entries.length > 0,
    })
    const run = this.#sandbox.run(
      { modules, entry: exerciseFile, ...(hasLines && { isRecorded: true }) },
      {
        onTrace: (piece) => recording.add(piece),
        onConsole: (entries) => {
          if (this.#live === live) this.#print(live, entries)
        },
        onServices: (services) => {
          if (this.#live === live) this.#report({ services })
        },
        onState: (kind) => {
          if (this.#live !== live) return
          this.#report({ run: { kind } })
          if (kind === 'starting') return
          if (kind !== 'running') this.#print(live, [])
          live.isStarting = false
          if (kind === 'serving') this.#onRest(kind, wish.isManual)
          this.#next()
        },
      },
      options,
    )
    void run.done.then((outcome) => {
      recording.finish(outcome)
      if (this.#live !== live) return
      this.#print(live, [])
      this.#live = null
      this.#report({ run: { kind: 'ended', outcome } })
      this.#onRest(outcome, wish.isManual)
      this.#next()
    })
  }

  #print(live: Live, entries: readonly ConsoleEntry[]): void {
    const isFirst = !live.hasOutput
    live.hasOutput = true
    if (isFirst || entries.length > 0) this.#show(appendLines(isFirst ? noLines : this.#lines, entries))
  }

  #show(lines: ConsoleLines): void {
    this.#lines = lines
    const { entries, dropped } = lines
    this.#report({ entries, dropped, runErrors: errorsInFiles(entries), isOutputStale: false })
  }

  #next(): void {
    const wish = this.#queued
    if (!wish || this.#compiling || this.#live?.isStarting) return
    this.#queued = null
    void this.#begin(wish)
  }
}
