import type { CompileRequest } from '../compiler/compile.ts'
import type { CheckReport, RunOutcome } from '../wire/outcome.ts'
import type { CompileOutcome, SourceFile } from '../wire/program.ts'
import type { CheckJob, RunProgram } from '../wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../wire/value-data.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** What a session asks of the rooms around it: only the methods it uses, so that tests can give doubles. */

export interface StepCompiler {
  compile(request: CompileRequest, options?: { signal?: AbortSignal }): Promise<CompileOutcome>
}

export interface StepSandbox {
  run(program: RunProgram, listener: StepRunListener): { readonly done: Promise<RunOutcome>; stop(): void }
  check(job: CheckJob): { readonly done: Promise<CheckReport>; stop(): void }
  warmChecker(): void
}

export interface StepRunListener {
  onConsole(entries: readonly ConsoleEntry[]): void
  onState?(state: 'starting' | 'running' | 'waiting'): void
}

export interface StepLanguage {
  start(): void
  setFiles(files: readonly SourceFile[]): void
}

export type StepWorkspace = Pick<
  Workspace,
  | 'load'
  | 'save'
  | 'history'
  | 'storage'
  | 'progress'
  | 'settings'
  | 'changeSettings'
  | 'markStarted'
  | 'markPassed'
  | 'countCheck'
  | 'markHint'
  | 'markSolutionSeen'
  | 'addEventListener'
  | 'removeEventListener'
>
