import type { TracePiece } from '../../wire/lane-messages.ts'
import type { CheckReport, RunOutcome } from '../../wire/outcome.ts'

/** What was recorded: of which text, and how. */
export interface RecordingAbout {
  readonly text: string
  /** Line by line, too. */
  readonly hasLines: boolean
  /** In which order servers answered and threads got going, where that is open; null: as it came. */
  readonly orderSeed: number | null
}

/** Characters that are kept until somebody takes them: much more than one can look through. */
const most = 50_000_000

/**
 * The recording of one run or check, piece by piece, for the stage, whose code comes after the first run.
 *
 *     recording.heard = () => log.append(read(recording.take()))
 */
export class RunRecording {
  readonly about: RecordingAbout
  /** Called when there is something to take. */
  heard: () => void = () => {}
  /** How the run, or the check, ended; null while it goes on. */
  outcome: RunOutcome | CheckReport | null = null
  #pieces: TracePiece[] = []
  #size = 0

  constructor(about: RecordingAbout) {
    this.about = about
  }

  add(piece: TracePiece): void {
    if (this.#size > most) return
    this.#size += sizeOf(piece)
    this.#pieces.push(piece)
    this.heard()
  }

  finish(outcome: RunOutcome | CheckReport): void {
    this.outcome = outcome
    this.heard()
  }

  /** What came since the last time. */
  take(): readonly TracePiece[] {
    const pieces = this.#pieces
    this.#pieces = []
    this.#size = 0
    return pieces
  }
}

/** In characters; an object counts as so many as its text might have. */
export function sizeOf(piece: TracePiece): number {
  const records = piece.kind === 'text' ? piece.text : piece.records
  return typeof records === 'string' ? records.length : 200 * records.length
}
