import type { Lesson } from '../../src/course/lesson.ts'
import type {
  ServicesLink,
  StepCompiler,
  StepRunListener,
  StepRunOptions,
  StepSandbox,
  StepWorkspace,
} from '../../src/app/session/step-services.ts'
import type { ClockSpeed } from '../../src/wire/clock-messages.ts'
import type { CheckReport, RunOutcome } from '../../src/wire/outcome.ts'
import type { CompileOutcome, CompiledModule, Diagnostic, SourceFile } from '../../src/wire/program.ts'
import type { CheckJob, RunProgram } from '../../src/wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../../src/wire/value-data.ts'
import type { WebRequest, WebResponse } from '../../src/wire/web-messages.ts'
import type {
  Draft,
  HistoryEntry,
  Progress,
  SaveOutcome,
  SaveReason,
  Settings,
} from '../../src/workspace/workspace.ts'
import { ServicesDouble } from './services-double.ts'

/** One turn of the event loop: everything that only waits for promises has happened then. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** A promise that the test settles. */
export function withResolvers<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

export const starter = 'export async function main() {}\n'

export function lessonDouble(changes: Partial<Lesson> = {}): Lesson {
  return {
    id: '01-lists/01-queue',
    number: '1.1',
    title: 'Queue',
    minutes: 10,
    concepts: ['queue'],
    html: '<p>Build a queue.</p>',
    learned: '<p>You can build a queue.</p>',
    hints: ['<p>The concept.</p>', '<p>The place.</p>', '<p>Nearly the code.</p>'],
    starter,
    solution: '// the solution\n',
    test: "test('first in, first out', () => {\n  expect(1).toBe(1)\n})\n\ntest('empty at last', () => {\n  expect(2).toBe(2)\n})\n",
    tests: ['first in, first out', 'empty at last'],
    seed: '',
    files: [{ name: 'given.ts', text: 'export const given = 1\n' }],
    ...changes,
  }
}

export function problem(changes: Partial<Diagnostic> = {}): Diagnostic {
  const place = { file: 'exercise.ts', line: 3, column: 5, endLine: 3, endColumn: 9 }
  return { ...place, severity: 'error', source: 'syntax', message: "';' expected.", ...changes }
}

export function printed(...texts: string[]): ConsoleEntry[] {
  return texts.map((text) => ({
    level: 'log',
    form: 'line',
    values: [{ kind: 'primitive', type: 'string', text }],
    count: 1,
    indent: 0,
  }))
}

interface Asked {
  readonly files: readonly SourceFile[]
  readonly entry: string
  readonly target: string
  readonly builtins: readonly string[]
  readonly signal: AbortSignal | undefined
  answer(outcome: CompileOutcome): void
  fail(error: Error): void
}

/** Compiles when it is told to, or at once: `refuses` says what it refuses. */
export class CompilerDouble implements StepCompiler {
  readonly asked: Asked[] = []
  isManual = false
  refuses: (asked: Pick<Asked, 'files' | 'entry'>) => readonly Diagnostic[] = () => []

  compile(
    request: Parameters<StepCompiler['compile']>[0],
    options?: { signal?: AbortSignal },
  ): Promise<CompileOutcome> {
    return new Promise((resolve, reject) => {
      const signal = options?.signal
      signal?.addEventListener('abort', () => reject(new Error('Aborted')))
      const asked: Asked = { ...request, signal, answer: resolve, fail: reject }
      this.asked.push(asked)
      if (this.isManual) return
      const diagnostics = this.refuses(request)
      resolve(diagnostics.length > 0 ? { kind: 'refused', diagnostics } : compiled(request.files))
    })
  }

  /** The exercise's text of each request. */
  get texts(): string[] {
    return this.asked.map(({ files }) => files.find(({ name }) => name === 'exercise.ts')?.text ?? '')
  }
}

export function compiled(files: readonly SourceFile[]): CompileOutcome {
  const modules = files.map(({ name, text }): CompiledModule => ({
    name,
    code: text,
    imports: [],
    exports: [],
    globals: [],
  }))
  return { kind: 'compiled', modules }
}

export interface RunDouble {
  readonly program: RunProgram
  readonly listener: StepRunListener
  readonly options: StepRunOptions
  readonly speeds: ClockSpeed[]
  readonly requests: WebRequest[]
  isStopped: boolean
  finish(outcome: RunOutcome): void
}

export interface CheckDouble {
  readonly job: CheckJob
  isStopped: boolean
  finish(report: CheckReport): void
}

export const finished: RunOutcome = { kind: 'finished', ms: 12 }
export const hung: RunOutcome = {
  kind: 'stopped',
  reason: 'hang',
  message: 'Stopped: a loop that never ends?',
}

/** Runs and checks that end when the test says so. */
export class SandboxDouble implements StepSandbox {
  readonly runs: RunDouble[] = []
  readonly checks: CheckDouble[] = []
  readonly opened: { seed: string; imported: readonly string[]; link: ServicesDouble }[] = []
  warmed = 0
  /** If set, each run prints this and is finished at once. */
  prints: ((program: RunProgram) => readonly ConsoleEntry[]) | null = null
  /** What the app of each run answers. */
  answers: (request: WebRequest) => WebResponse = () => fail('There is no app')
  /** If set, each check has this report at once. */
  reports: ((job: CheckJob) => CheckReport) | null = null

  run(
    program: RunProgram,
    listener: StepRunListener,
    options: StepRunOptions = {},
  ): ReturnType<StepSandbox['run']> {
    const done = withResolvers<RunOutcome>()
    const speeds: ClockSpeed[] = []
    const requests: WebRequest[] = []
    const run: RunDouble = {
      program,
      listener,
      options,
      speeds,
      requests,
      isStopped: false,
      finish: done.resolve,
    }
    this.runs.push(run)
    listener.onState?.('starting')
    if (this.prints) {
      listener.onConsole(this.prints(program))
      done.resolve(finished)
    }
    const stop = (): void => {
      run.isStopped = true
      done.resolve({ kind: 'stopped', reason: 'user', message: 'Stopped.' })
    }
    return {
      done: done.promise,
      stop,
      setSpeed: (speed) => void speeds.push(speed),
      request: async (request) => {
        requests.push(request)
        return this.answers(request)
      },
    }
  }

  openServices(seed: string, imported: readonly string[] = []): ServicesLink {
    const link = new ServicesDouble()
    this.opened.push({ seed, imported, link })
    return link
  }

  check(job: CheckJob): ReturnType<StepSandbox['check']> {
    const done = withResolvers<CheckReport>()
    const check: CheckDouble = { job, isStopped: false, finish: done.resolve }
    this.checks.push(check)
    if (this.reports) done.resolve(this.reports(job))
    const stop = (): void => {
      check.isStopped = true
      done.resolve({ kind: 'stopped' })
    }
    return { done: done.promise, stop }
  }

  warmChecker(): void {
    this.warmed++
  }

  get lastRun(): RunDouble {
    return this.runs.at(-1) ?? fail('Nothing was run')
  }

  get lastCheck(): CheckDouble {
    return this.checks.at(-1) ?? fail('Nothing was checked')
  }
}

function fail(message: string): never {
  throw new Error(message)
}

export interface SavedText {
  readonly text: string
  readonly base: number
  readonly reason: SaveReason
}

/** A workspace in memory; `answers` replaces its own answer to the next saves. */
export class WorkspaceDouble extends EventTarget implements StepWorkspace {
  storage: StepWorkspace['storage'] = { kind: 'saving' }
  progress: Progress = {}
  settings: Settings = {
    isAutoRun: true,
    lastStep: null,
    wasRunKilled: false,
    theme: 'system',
    speed: 1,
    panes: {},
  }
  draft: Draft | null = null
  readonly saves: SavedText[] = []
  readonly answers: ((save: SavedText) => SaveOutcome | Promise<SaveOutcome>)[] = []
  readonly marks: string[] = []
  entries: readonly HistoryEntry[] = []

  async load(): Promise<Draft | null> {
    return this.draft
  }

  async save(step: Draft['step'], text: string, base: number, reason: SaveReason): Promise<SaveOutcome> {
    const save: SavedText = { text, base, reason }
    this.saves.push(save)
    const answer = this.answers.shift()
    if (answer) return await answer(save)
    this.draft = { step, text, revision: base + 1, savedAt: 0 }
    return { kind: 'saved', draft: this.draft }
  }

  async history(): Promise<readonly HistoryEntry[]> {
    return this.entries
  }

  async changeSettings(changes: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...changes }
    this.dispatchEvent(new Event('settings-change'))
  }

  async markStarted(step: string): Promise<void> {
    this.marks.push(`started ${step}`)
  }

  async markPassed(step: string): Promise<void> {
    this.marks.push(`passed ${step}`)
    this.progress = { [step]: { hints: 0, hasSeenSolution: false, checks: 1, passedAt: 1 } }
    this.dispatchEvent(new Event('progress-change'))
  }

  async countCheck(step: string): Promise<void> {
    this.marks.push(`checked ${step}`)
  }

  async markHint(_step: string, hints: number): Promise<void> {
    this.marks.push(`hint ${hints}`)
  }

  async markSolutionSeen(): Promise<void> {
    this.marks.push('solution seen')
  }
}
