/** Every message that crosses the sandbox's borders, by direction. */
import type { ClockSpeed } from './clock-messages.ts'
import type { ConsoleEntry } from './value-data.ts'
import type { SentRecords } from './lane-messages.ts'
import type { CheckReport, RunOutcome } from './outcome.ts'
import type { CompiledModule } from './program.ts'

/** What the frame can start: the learner's program and its threads, the tests, the servers that both talk to. */
export type WorkerRole = 'learner' | 'checker' | 'services'

/** Compiled for the target `module`; `entry` is the module whose `main()` is called. */
export interface RunProgram {
  readonly modules: readonly CompiledModule[]
  readonly entry: string
  /** The modules were compiled so that they tell of each statement: what they tell it to must be there. */
  readonly isRecorded?: boolean
}

/** Everything compiled for the target `function`, each module after those it imports. */
export interface CheckJob {
  /** Files given with the step, then the test file. Course code: trusted. */
  readonly test: readonly CompiledModule[]
  /** The learner's modules, `exercise.ts` last. Not trusted. */
  readonly learner: readonly CompiledModule[]
  /** The learner's modules and those given, compiled for the target `module`: what threads load. None if no thread can start. */
  readonly threads: RunProgram | null
  /** Full names of the tests, all of which must run and pass. */
  readonly expectedTests: readonly string[]
  /** For loading the answer, and anew for each test, in milliseconds of real time; a check as a whole has 12 times as long. */
  readonly timeLimitMs: number
  /**
   * Full name of the test in which the learner's modules tell of each statement, compiled for that; no test after it is run.
   * None: they are as they were written.
   */
  readonly linesOf?: string
}

/** Page → frame, once, on `window`: the port on which everything else goes. */
export interface ConnectMessage {
  readonly kind: 'mailroom-connect'
}

/** Page → frame, on that port. */
export type PageToFrame =
  /** Gives the frame a role's script, from which it makes the workers. The checker's is large and comes later. */
  | { readonly kind: 'install'; readonly role: WorkerRole; readonly script: string }
  /** Makes a world; comes with the port on which its services talk to the page, if it has services. */
  | {
      readonly kind: 'open-world'
      readonly world: number
      readonly speed: ClockSpeed
      /** Decides in which order things go that may go in any; null: as they come. */
      readonly orderSeed: number | null
      /** Null for a world without servers: a clock and threads only. */
      readonly services: Pick<ServicesTask, 'seed'> | null
    }
  /** From now on time in the world passes so. */
  | { readonly kind: 'set-speed'; readonly world: number; readonly speed: ClockSpeed }
  /** Ends a world, with its services and whatever runs in it. */
  | { readonly kind: 'close-world'; readonly world: number }
  /** Starts a task in a fresh worker; comes with the port on which the worker reports to the page. */
  | {
      readonly kind: 'start'
      readonly task: number
      readonly role: 'learner' | 'checker'
      readonly payload: RunProgram | CheckJob
      /** Where it lives; null for a program that needs no time, no network and no threads of the world's. */
      readonly world: number | null
      /** What its lane is called in the recording: `main`, `tests`. None: it is not recorded. */
      readonly lane?: string
    }
  /** Ends a task's worker; nothing more is heard of it. */
  | { readonly kind: 'end'; readonly task: number }
  | { readonly kind: 'ping' }

/** What a world's services are started with. */
export interface ServicesTask {
  /** Commands as one types them at a prompt of Redis, one a line, run before anybody can connect. */
  readonly seed: string
  /** Decides in which order they answer where it could be any; null: as things come. */
  readonly orderSeed: number | null
}

/** Frame → page. */
export type FrameToPage =
  | { readonly kind: 'pong' }
  /** A task has started a thread; comes with the port on which the thread's console reports to the page. */
  | {
      readonly kind: 'thread-started'
      readonly task: number
      readonly threadName: string
      /** Of its task's recording, if there is one. */
      readonly lane?: string
    }
  /** The worker did not answer for `ms` milliseconds and was ended. */
  | { readonly kind: 'hung'; readonly task: number; readonly ms: number }
  /** The worker could not be started or broke down as a whole. */
  | { readonly kind: 'broken'; readonly task: number; readonly message: string }
  /** A world's services could not be started or broke down. What runs in the world is reported by itself. */
  | { readonly kind: 'world-broken'; readonly world: number; readonly message: string }

/** Frame → worker: the first and only message on the worker's own scope. */
export interface TaskMessage {
  readonly kind: 'mailroom-task'
  readonly payload: unknown
  readonly ports: TaskPorts
  /** What it is called in the recording. None: it is not recorded. */
  readonly lane?: string
}

/** A worker's ways out, all of them transferred with its task. */
export interface TaskPorts {
  /** The frame's pings. */
  readonly control: MessagePort
  /** To the page: LearnerToPage, CheckerToPage, ServicesToPage; of a thread, its console and its records only. */
  readonly page: MessagePort
  /** To the world's clock (clock-messages). Without one, time is real. */
  readonly clock?: MessagePort
  /** To the hosts of the world (network-messages). Without one, the machine is offline. */
  readonly network?: MessagePort
  /** To the frame, for starting threads (thread-messages). */
  readonly threads?: MessagePort
  /** Of services only: FrameToServices. */
  readonly frame?: MessagePort
  /** To the world's services, for what is recorded (LaneRecords). Without one, the page gets it. */
  readonly trace?: MessagePort
  /** Of checks only: to the mail sink of the world's services (inbox-calls). */
  readonly inbox?: MessagePort
  /** Of threads only: their ThreadOutcome, to whoever started them. */
  readonly answer?: MessagePort
}

/** Frame → services. */
export type FrameToServices =
  /** Another worker dials; comes with its link's port (network-messages). Its lane, if it is recorded. */
  | { readonly kind: 'link'; readonly link: number; readonly lane?: string }
  /** It is recorded; comes before its link, with the port on which its records come (LaneRecords). */
  | { readonly kind: 'lane'; readonly lane: string }
  /** A check's tests ask what lies in the mail sink; comes with the port for it (inbox-calls). */
  | { readonly kind: 'open-inbox' }
  /** That worker has ended: its connections are reset. */
  | { readonly kind: 'hang-up'; readonly link: number }

/** Page → learner worker: asks to be let in to the program's `app`; comes with the port for it (web-messages). */
export interface OpenWebMessage {
  readonly kind: 'open-web'
}

/**
 * A worker whose lane is recorded → the services of its world, or else → the page: what happened in it, in order, a
 * little later than it happened.
 */
export interface LaneRecords {
  readonly kind: 'records'
  readonly records: SentRecords
}

/** How far a run is: see RunListener. */
export type RunPhase = 'running' | 'waiting' | 'serving'

/** Learner worker → page. */
export type LearnerToPage =
  | { readonly kind: 'console'; readonly entries: readonly ConsoleEntry[] }
  | { readonly kind: 'state'; readonly state: RunPhase }
  | { readonly kind: 'outcome'; readonly outcome: RunOutcome }
  | LaneRecords

/** Checker worker → page. */
export type CheckerToPage =
  | { readonly kind: 'started' }
  | { readonly kind: 'test-started'; readonly name: string }
  | { readonly kind: 'report'; readonly report: CheckReport }
  | LaneRecords
