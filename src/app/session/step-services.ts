import type { CompileRequest } from '../../compiler/compile.ts'
import type { CommandEvent, KeyName } from '../../services/redis/observer.ts'
import type { DialogueLine, Mail, SessionView } from '../../services/smtp/observer.ts'
import type { PromptReply, RedisState, SessionGap } from '../../services/services-messages.ts'
import type { ClockSpeed } from '../../wire/clock-messages.ts'
import type { FaultPlan } from '../../wire/fault-plan.ts'
import type { CheckReport, RunOutcome } from '../../wire/outcome.ts'
import type { CompileOutcome, SourceFile } from '../../wire/program.ts'
import type { CheckJob, RunPhase, RunProgram } from '../../wire/sandbox-messages.ts'
import type { TracePiece } from '../../wire/lane-messages.ts'
import type { ConsoleEntry } from '../../wire/value-data.ts'
import type { WebRequest, WebResponse } from '../../wire/web-messages.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** What a session asks of the rooms around it: only the methods it uses, so that tests can give doubles. */
export interface StepRooms {
  readonly workspace: StepWorkspace
  readonly compiler: StepCompiler
  readonly sandbox: StepSandbox
  readonly language: StepLanguage
}

export interface StepCompiler {
  compile(request: CompileRequest, options?: { signal?: AbortSignal }): Promise<CompileOutcome>
}

export interface StepSandbox {
  run(program: RunProgram, listener: StepRunListener, options?: StepRunOptions): StepRun
  /** Starts the services of the next run ahead of it, with this data, and loads what that imports. */
  openServices(seed: string, imported: readonly string[]): ServicesLink
  /** Recorded if somebody listens. */
  check(job: CheckJob, options?: StepCheckOptions): { readonly done: Promise<CheckReport>; stop(): void }
  warmChecker(): void
}

export interface StepRun {
  readonly done: Promise<RunOutcome>
  stop(): void
  setSpeed(speed: ClockSpeed): void
  /** Asks the `app` that the program exports. Rejects with a sentence for the learner. */
  request(request: WebRequest, signal: AbortSignal): Promise<WebResponse>
}

export interface StepRunOptions {
  readonly speed?: ClockSpeed
  /** Commands for Redis before the program starts. */
  readonly seed?: string
  /** Goes on with what the last run left in Redis. */
  readonly keepsData?: boolean
  /** Decides in which order servers answer and threads get going, wherever a real system leaves it open. */
  readonly orderSeed?: number
}

export type StepCheckOptions = Pick<StepRunOptions, 'orderSeed'> & Pick<StepRunListener, 'onTrace'>

export interface StepRunListener {
  onConsole(entries: readonly ConsoleEntry[]): void
  onState?(state: 'starting' | RunPhase): void
  /** At each start: the services that the run talks to, null if it talks to none. */
  onServices?(services: ServicesLink | null): void
  /** A piece of the run's recording; some come after its end, as long as its servers live. */
  onTrace?(piece: TracePiece): void
}

/** The servers of a run, as long as they live. */
export type ServicesLink = RedisLink & MailLink

/** The Redis of a run, as long as it lives. */
export interface RedisLink {
  /** Returns the function that ends the listening. */
  listen(listener: RedisListener): () => void
  /** Says which database is looked at; null: none. */
  watch(db: number | null): void
  /** Runs a line as if typed into redis-cli. Rejects, with a sentence for the learner, when this Redis is gone. */
  prompt(line: string): Promise<PromptReply>
  /** Ctrl+C: ends what the prompt waits for. */
  interrupt(): void
}

export interface RedisListener {
  onState?(state: RedisState): void
  /** `left` counts commands that came too fast to be sent. */
  onCommands?(commands: readonly CommandEvent[], left: number): void
  onExpired?(keys: readonly (KeyName & { readonly at: number })[]): void
  /** What comes to the prompt unasked: messages of subscriptions, lines of MONITOR. */
  onPush?(text: string): void
  onEnd?(): void
}

/** The mail server of a run, as long as it lives. */
export interface MailLink {
  /** Returns the function that ends the listening. */
  listen(listener: MailListener): () => void
  /** Asks for what was delivered and said so far; then what follows is told, too. */
  watchMail(): void
  /** What shall go wrong from now on; null: nothing. */
  setFaults(plan: FaultPlan | null): void
}

export interface MailListener {
  onMail?(mails: readonly Mail[]): void
  /** Sessions that opened or changed, lines in the order they were said, and where lines were left out. */
  onDialogue?(
    sessions: readonly SessionView[],
    lines: readonly DialogueLine[],
    gaps: readonly SessionGap[],
  ): void
  onEnd?(): void
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
