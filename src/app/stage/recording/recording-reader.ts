import type { RawEvent } from '../../../trace/event.ts'
import { TraceLog } from '../../../trace/log.ts'
import { isRawEvent } from '../../../trace/event-shape.ts'
import { unpackEvents } from '../../../trace/packed-events.ts'
import { unpackRecords } from '../../../trace/packed-records.ts'
import type { TracePiece } from '../../../wire/lane-messages.ts'
import type { CheckReport, RunOutcome } from '../../../wire/outcome.ts'
import { sizeOf, type RunRecording } from '../../session/run-recording.ts'

/** Milliseconds of a frame that reading may take. */
const sliceMs = 6
/** Milliseconds that a run is given to print what one waits for before any of its recording is read. */
export const headStartMs = 200
/** Characters of a recording that nobody looks at wait for the run's end: a run that tells a lot needs the processor itself. */
const mostUnread = 5_000_000
/** Milliseconds between two drawings while there is more and more to draw. */
const tellEveryMs = 100

/**
 * Reads a recording into a log, a little at a time, so that the page stays quick while a run tells a lot.
 *
 *     const reader = new RecordingReader(recording, () => model.grew())
 *     reader.see()                        // somebody looks at it while the run goes on
 *     await reader.whole                  // once the run is over
 */
export class RecordingReader {
  readonly recording: RunRecording
  readonly log = new TraceLog()
  /** Resolves when the run, or check, is over and all of it was read. */
  readonly whole: Promise<void>
  readonly #grew: () => void
  #resolve: () => void = () => {}
  #pieces: TracePiece[] = []
  /** Characters of those that came before the beginning. */
  #unread = 0
  #isSeen = false
  #hasBegun = false
  #isDue = false
  readonly #openedAt = performance.now()
  #headStart: ReturnType<typeof setTimeout> | undefined
  #toldAt = -Infinity
  #telling: ReturnType<typeof setTimeout> | undefined
  #isOver = false
  #isStopped = false

  /** `grew` is called when there is more in the log. */
  constructor(recording: RunRecording, grew: () => void) {
    this.recording = recording
    this.#grew = grew
    this.whole = new Promise((resolve) => (this.#resolve = resolve))
    recording.heard = () => this.#heard()
    this.#heard()
  }

  /** From now on it is read as it comes. */
  see(): void {
    if (this.#isSeen) return
    this.#isSeen = true
    this.#heard()
  }

  /** Nothing is read any more. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#telling)
    clearTimeout(this.#headStart)
    this.recording.heard = () => {}
  }

  #heard(): void {
    const pieces = this.recording.take()
    // That connections are broken off after the end is no part of the run: its last event tells how it ended.
    if (this.#isOver) return
    this.#pieces.push(...pieces)
    if (this.#isStopped) return
    if (!this.#hasBegun) return this.#awaitBegin(pieces)
    if (this.#isDue) return
    this.#isDue = true
    setTimeout(() => this.#read())
  }

  #awaitBegin(pieces: readonly TracePiece[]): void {
    const { outcome } = this.recording
    for (const piece of pieces) this.#unread += sizeOf(piece)
    if (this.#unread > mostUnread) return this.#begin()
    // What a short run has printed is drawn first.
    if (outcome) afterFrame(() => this.#begin())
    if (!outcome && !this.#isSeen) return
    const leftMs = this.#openedAt + headStartMs - performance.now()
    this.#headStart ??= setTimeout(() => this.#begin(), Math.max(0, leftMs))
  }

  #begin(): void {
    if (this.#hasBegun) return
    clearTimeout(this.#headStart)
    this.#hasBegun = true
    this.#heard()
  }

  #read(): void {
    this.#isDue = false
    if (this.#isStopped) return
    const until = performance.now() + sliceMs
    const before = this.log.lastSeq
    while (this.#pieces.length > 0 && performance.now() < until) {
      const piece = this.#pieces.shift()
      if (piece) this.log.append(eventsOf(piece))
    }
    if (this.#pieces.length > 0) this.#heard()
    else if (this.recording.outcome && !this.#isOver) return this.#conclude(this.recording.outcome)
    if (this.log.lastSeq > before) this.#tellSoon()
  }

  /** At once, but seldom: to draw what grew takes as long as to read it. */
  #tellSoon(): void {
    const waitMs = this.#toldAt + tellEveryMs - performance.now()
    if (waitMs <= 0) this.#tell()
    else this.#telling ??= setTimeout(() => this.#tell(), waitMs)
  }

  #tell(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    this.#toldAt = performance.now()
    this.#grew()
  }

  #conclude(outcome: RunOutcome | CheckReport): void {
    this.#isOver = true
    const at = this.log.event(this.log.lastSeq)?.at ?? Date.now()
    this.log.append([{ lane: 'server', at, kind: 'over', ...endWords(outcome) }])
    this.#tell()
    this.#resolve()
  }
}

/** In a page that is not seen no frame comes, and the head start's end is waited for. */
function afterFrame(callback: () => void): void {
  if ('requestAnimationFrame' in globalThis) requestAnimationFrame(() => setTimeout(callback))
  else setTimeout(callback)
}

/** What comes from a learner's worker can be anything: only what is an event becomes one. */
function eventsOf(piece: TracePiece): readonly RawEvent[] {
  if (piece.kind === 'text') return unpackEvents(piece.text).filter(isRawEvent)
  const { records, lane } = piece
  const given: unknown = typeof records === 'string' ? unpackRecords(records) : records
  if (!Array.isArray(given)) return []
  return given.map((record: unknown) => ({ ...Object(record), lane }) as unknown).filter(isRawEvent)
}

function endWords(outcome: RunOutcome | CheckReport): EndWords {
  switch (outcome.kind) {
    case 'finished':
      return { text: 'The run has finished.', isTrouble: false }
    case 'threw':
      return { text: `The run ended with ${outcome.error.name}: ${outcome.error.message}`, isTrouble: true }
    case 'stopped':
      return 'message' in outcome
        ? { text: outcome.message, isTrouble: outcome.reason !== 'user' }
        : { text: 'The check was stopped.', isTrouble: false }
    case 'tested':
      return { text: 'All tests have run.', isTrouble: false }
    case 'crashed':
      return { text: `The check ended with ${outcome.error.name}: ${outcome.error.message}`, isTrouble: true }
    case 'timed-out':
      return { text: `The check was ended after ${outcome.limitMs / 1000} s.`, isTrouble: true }
    case 'refused':
      return { text: 'The code could not be compiled.', isTrouble: true }
    default:
      return outcome satisfies never
  }
}

interface EndWords {
  readonly text: string
  readonly isTrouble: boolean
}
