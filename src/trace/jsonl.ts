import type { Place, RawEvent } from './event.ts'
import { eventJson } from './event-json.ts'
import { foldedStart } from './folded-start.ts'
import { JsonlReader } from './jsonl-reader.ts'
import type { TraceLog } from './log.ts'
import type { ReadRecording, RecordingHeader, RecordingInfo } from './recording-info.ts'

export type { ReadRecording, RecordingInfo } from './recording-info.ts'

/** So many events are taken from the log at once. */
const pieceLength = 1_024

/**
 * A recording as a file: a line that says what it is of, then one event a line, all in JSON. Numbers and causes are not
 * told: whoever appends the events to a new `TraceLog` gets the same. Where older events were folded away, those begin the
 * file that bring about how things stood then, and numbers start anew.
 *
 *     const text = toJsonl(log, { step: '05-coroutines/06-race', text: code, startedAt: log.startMs })
 *     const read = readJsonl(text)
 *     if (read.kind === 'recording') new TraceLog().append(read.events)
 */
export function toJsonl(log: TraceLog, { step, text, startedAt }: RecordingInfo): string {
  // Of what was folded away, errors and mails are kept.
  const early = log.events(1, log.firstSeq - 1)
  const gone = log.firstSeq - 1 - early.length
  const start = log.firstSeq > 1 ? [...early, ...foldedStart(log.stateAt(log.firstSeq - 1), gone)] : []
  const header: RecordingHeader = {
    mailroom: 'recording',
    version: 1,
    step,
    text,
    startedAt,
    count: start.length + log.lastSeq - log.firstSeq + 1,
    ...(gone > 0 && { folded: gone }),
  }
  const lines = [JSON.stringify(header)]
  for (const event of start) lines.push(line(event))
  // Piece by piece: all events at once would take far more memory than their text.
  for (let from = log.firstSeq; from <= log.lastSeq; from += pieceLength)
    for (const event of log.events(from, from + pieceLength - 1)) lines.push(line(event))
  return `${lines.join('\n')}\n`
}

/** Reads what `toJsonl` wrote; a text of any other kind is told in words, and as much kept of a damaged one as can be. */
export function readJsonl(text: string): ReadRecording {
  const reader = new JsonlReader()
  reader.add(text)
  return reader.end()
}

function line(event: RawEvent & Partial<Place>): string {
  // Left out as `undefined`.
  return eventJson(Object.assign({ ...event }, { seq: undefined, cause: undefined, task: undefined }))
}
