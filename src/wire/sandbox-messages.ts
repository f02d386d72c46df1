/** Every message that crosses the sandbox's borders, by direction. */
import type { ConsoleEntry } from './value-data.ts'
import type { CheckReport, RunOutcome } from './outcome.ts'
import type { CompiledModule } from './program.ts'

/** What the frame can start: the learner's program, or the tests. */
export type WorkerRole = 'learner' | 'checker'

/** Compiled for the target `module`; `entry` is the module whose `main()` is called. */
export interface RunProgram {
  readonly modules: readonly CompiledModule[]
  readonly entry: string
}

/** Everything compiled for the target `function`, each module after those it imports. */
export interface CheckJob {
  /** Files given with the step, then the test file. Course code: trusted. */
  readonly test: readonly CompiledModule[]
  /** The learner's modules, `exercise.ts` last. Not trusted. */
  readonly learner: readonly CompiledModule[]
  /** Full names of the tests, all of which must run and pass. */
  readonly expectedTests: readonly string[]
  /** For the whole check, in milliseconds. */
  readonly timeLimitMs: number
}

/** Page → frame, once, on `window`: the port on which everything else goes. */
export interface ConnectMessage {
  readonly kind: 'mailroom-connect'
}

/** Page → frame, on that port. */
export type PageToFrame =
  /** Gives the frame a role's script, from which it makes the workers. The checker's is large and comes later. */
  | { readonly kind: 'install'; readonly role: WorkerRole; readonly script: string }
  /** Starts a task in a fresh worker; comes with the port on which the worker reports to the page. */
  | {
      readonly kind: 'start'
      readonly task: number
      readonly role: WorkerRole
      readonly payload: RunProgram | CheckJob
    }
  /** Ends a task's worker; nothing more is heard of it. */
  | { readonly kind: 'end'; readonly task: number }
  | { readonly kind: 'ping' }

/** Frame → page. */
export type FrameToPage =
  | { readonly kind: 'pong' }
  /** The worker did not answer for `ms` milliseconds and was ended. */
  | { readonly kind: 'hung'; readonly task: number; readonly ms: number }
  /** The worker could not be started or broke down as a whole. */
  | { readonly kind: 'broken'; readonly task: number; readonly message: string }

/** Frame → worker: the first and only message on the worker's own scope, with two ports, for pings and for the page. */
export interface TaskMessage {
  readonly kind: 'mailroom-task'
  readonly payload: unknown
}

/** Learner worker → page. */
export type LearnerToPage =
  | { readonly kind: 'console'; readonly entries: readonly ConsoleEntry[] }
  | { readonly kind: 'state'; readonly state: 'running' | 'waiting' }
  | { readonly kind: 'outcome'; readonly outcome: RunOutcome }

/** Checker worker → page. */
export type CheckerToPage =
  | { readonly kind: 'started' }
  | { readonly kind: 'test-started'; readonly name: string }
  | { readonly kind: 'report'; readonly report: CheckReport }
