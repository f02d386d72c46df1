import type { Draft, SaveReason } from '../../workspace/workspace.ts'
import type { ClockSpeed } from '../../wire/clock-messages.ts'
import type { CheckReport, RunOutcome } from '../../wire/outcome.ts'
import type { Diagnostic } from '../../wire/program.ts'
import type { RunPhase } from '../../wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../../wire/value-data.ts'
import type { Lesson } from '../../course/lesson.ts'
import type { RunRecording } from './run-recording.ts'
import type { ServicesLink, StepWorkspace } from './step-services.ts'

/** Where the text of the open step is, seen from the learner: on the disk, on the way there, or only on this page. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'not-saved'; readonly message: string }
  /** Another tab saved something else. Nothing is saved until the learner takes theirs or keeps mine. */
  | { readonly kind: 'conflict'; readonly theirs: Draft }

export type RunState =
  | { readonly kind: 'idle' | 'compiling' | 'starting' | RunPhase }
  /** The text does not compile; the snapshot's diagnostics say why. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'ended'; readonly outcome: RunOutcome }
  /** The compiler itself did not answer: no fault of the learner's. */
  | { readonly kind: 'failed'; readonly message: string }

export interface CheckState {
  readonly kind: 'idle' | 'compiling' | 'checking' | 'report'
}

/** A report with the text it judges, which may have been edited since. */
export interface JudgedText {
  readonly report: CheckReport
  readonly text: string
}

/** A text that was replaced as a whole, until the learner goes on typing. */
export interface Replaced {
  readonly reason: SaveReason
  readonly before: string
}

/** All that the page shows of an open step, at one moment. */
export interface StepSnapshot {
  /** False until the draft was read. */
  readonly isOpen: boolean
  readonly text: string
  readonly save: SaveState
  readonly replaced: Replaced | null
  /** What stops the text from running. */
  readonly diagnostics: readonly Diagnostic[]
  /** Uncaught errors of the last run, at their places. */
  readonly runErrors: readonly Diagnostic[]
  readonly entries: readonly ConsoleEntry[]
  /** Console lines beyond the cap. */
  readonly dropped: number
  /** The console shows what an earlier text printed. */
  readonly isOutputStale: boolean
  readonly run: RunState
  /** Of the last run. */
  readonly recording: RunRecording | null
  /** The next run is recorded line by line. */
  readonly hasLines: boolean
  /** The text would have run by itself, but its types are wrong. */
  readonly isHeld: boolean
  /** The servers of this run, or of the next one; null if the step has none. */
  readonly services: ServicesLink | null
  /** The next run goes on with what this one leaves in Redis. */
  readonly keepsData: boolean
  readonly speed: ClockSpeed
  readonly check: CheckState
  readonly judged: JudgedText | null
  readonly hintsShown: number
  readonly isSolutionSeen: boolean
  readonly isPassed: boolean
  /** Runs after each edit: the learner's setting, and off while a run that had to be killed is not made good. */
  readonly isAutoRun: boolean
  readonly wasRunKilled: boolean
}

/** The snapshot of a session is another one now. */
export class SnapshotChange extends Event {
  static readonly type = 'snapshot-change'
  constructor() {
    super(SnapshotChange.type)
  }
}

/** How the parts of a session tell it what changed. */
export type Report = (change: Partial<StepSnapshot>) => void

/** What of it comes out of the workspace. */
export type StoredState = Pick<
  StepSnapshot,
  'save' | 'hintsShown' | 'isSolutionSeen' | 'isPassed' | 'isAutoRun' | 'wasRunKilled' | 'speed'
>

/** A step before its draft was read. */
export const blankStep: Omit<StepSnapshot, keyof StoredState> = {
  isOpen: false,
  text: '',
  replaced: null,
  diagnostics: [],
  runErrors: [],
  entries: [],
  dropped: 0,
  isOutputStale: false,
  run: { kind: 'idle' },
  recording: null,
  hasLines: false,
  isHeld: false,
  services: null,
  keepsData: false,
  check: { kind: 'idle' },
  judged: null,
}

/** What the workspace knows of a step, but for where its text is saved. */
export function storedState(
  { settings, progress }: Pick<StepWorkspace, 'settings' | 'progress'>,
  { id, hints }: Pick<Lesson, 'id' | 'hints'>,
): Omit<StoredState, 'save'> {
  const known = progress[id]
  return {
    hintsShown: Math.min(known?.hints ?? 0, hints.length),
    isSolutionSeen: known?.hasSeenSolution ?? false,
    isPassed: known?.passedAt !== undefined,
    isAutoRun: settings.isAutoRun && !settings.wasRunKilled,
    wasRunKilled: settings.wasRunKilled,
    speed: settings.speed,
  }
}
