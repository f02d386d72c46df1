import type { RawEvent } from './event.ts'
import { isRawEvent } from './event-shape.ts'
import type { ReadRecording, RecordingHeader } from './recording-info.ts'

/** More than Mailroom writes: a line, and a file's events. */
const longestLine = 32 * 1024 * 1024
const mostEvents = 300_000

const saveAnew = 'Save the recording once more where it was made, and open that file.'

/**
 * Reads a recording's file piece by piece, so that a long one need not be held as text, nor the page be kept waiting.
 *
 *     const reader = new JsonlReader()
 *     for await (const piece of pieces) if (!reader.add(piece)) break
 *     const read = reader.end()
 */
export class JsonlReader {
  readonly #events: RawEvent[] = []
  #header: RecordingHeader | null = null
  #broken: string | null = null
  /** Pieces of a line that has no end yet. */
  #open: string[] = []
  #openLength = 0
  #isFirstPiece = true
  #skipped = 0
  #isCutOff = false

  /** Whether there is a point in reading on. */
  add(piece: string): boolean {
    const text = this.#isFirstPiece && piece.startsWith('\uFEFF') ? piece.slice(1) : piece
    this.#isFirstPiece &&= text === ''
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0 && !this.#isOver; end = text.indexOf('\n', start)) {
      this.#keepOpen(text.slice(start, end))
      this.#endLine()
      start = end + 1
    }
    if (!this.#isOver) this.#keepOpen(text.slice(start))
    return !this.#isOver
  }

  end(): ReadRecording {
    if (!this.#isOver && this.#openLength > 0) this.#endLine(true)
    if (this.#broken !== null) return { kind: 'broken', message: this.#broken }
    const header = this.#header
    if (!header)
      return { kind: 'broken', message: `The file is empty, so there is nothing to open. ${saveAnew}` }
    const { step, text, startedAt } = header
    const events = this.#events
    return { kind: 'recording', info: { step, text, startedAt }, events, note: this.#note(header) }
  }

  get #isOver(): boolean {
    return this.#broken !== null || this.#events.length >= mostEvents
  }

  #keepOpen(part: string): void {
    this.#openLength += part.length
    // The rest of a line that is too long is not kept.
    if (this.#openLength <= longestLine && part !== '') this.#open.push(part)
    else if (!this.#header && this.#openLength > longestLine)
      this.#broken = `This is no recording: its first line is longer than 32 MB. ${whatToOpen}`
  }

  #endLine(isLast = false): void {
    const isTooLong = this.#openLength > longestLine
    const line = this.#open.join('')
    this.#open = []
    this.#openLength = 0
    if (line.trim() === '' && !isTooLong) return
    const value = isTooLong ? undefined : parse(line)
    if (!this.#header) {
      const read = readHeader(value, line)
      if (typeof read === 'string') this.#broken = read
      else this.#header = read
    } else if (isRawEvent(value)) this.#events.push(value)
    else if (isLast) this.#isCutOff = true
    else this.#skipped++
  }

  #note({ count, folded }: RecordingHeader): string | null {
    const read = this.#events.length
    const notes: string[] = []
    const missing = count - read - this.#skipped
    if (read >= mostEvents && missing > 0)
      notes.push(`Only the first ${number(mostEvents)} of its ${number(count)} events were read.`)
    else if (this.#isCutOff || missing > 0)
      notes.push(
        `The end of the file is missing: of ${events(count)}, ${number(read)} could be read. ` +
          'What is there can be watched.',
      )
    if (this.#skipped > 0)
      notes.push(
        this.#skipped === 1
          ? '1 line is no event, and was left out.'
          : `${number(this.#skipped)} lines are no events, and were left out.`,
      )
    if (folded)
      notes.push(
        `${events(folded)} from its beginning had been folded away when it was saved: ` +
          'it begins with how things stood after them, and its numbers start anew.',
      )
    if (count === 0 && read === 0 && notes.length === 0) notes.push('There are no events in it.')
    return notes.join(' ') || null
  }
}

const whatToOpen = 'Mailroom opens the .jsonl files that “Save recording” makes.'

/** The header, or what is wrong with the file. */
function readHeader(value: unknown, line: string): RecordingHeader | string {
  if (/\0/.test(line.slice(0, 1_000)))
    return (
      'This file is no plain text, or text in UTF-16, as some editors save it. ' +
      `If you edited a recording, save it as UTF-8. ${whatToOpen}`
    )
  if (!isObject(value)) return unknownFile(line)
  if ('traceEvents' in value)
    return `This file was made for Perfetto: open it at ui.perfetto.dev. ${whatToOpen}`
  if (value['format'] === 'mailroom-work') return `This file holds saved work, not a recording. ${whatToOpen}`
  if (isRawEvent(value) || (typeof value['kind'] === 'string' && typeof value['lane'] === 'string'))
    return `The first line is missing, which says of which step and code the recording is. ${saveAnew}`
  if (value['mailroom'] !== 'recording') return `This is no recording. ${whatToOpen}`
  const { version, step, text, startedAt, count, folded } = value
  if (version !== 1)
    return typeof version === 'number' && version > 1
      ? `A newer Mailroom made this recording (format ${version}; this one reads format 1). ` +
          'Reload the page to get the newest, then open the file again.'
      : `The recording says that it is of format ${shortText(version)}, which there never was. ${saveAnew}`
  if (typeof step !== 'string' || typeof text !== 'string' || !isNumber(startedAt) || !isNumber(count))
    return `The first line, which says of which step and code the recording is, is damaged. ${saveAnew}`
  return {
    mailroom: 'recording',
    version,
    step,
    text,
    startedAt,
    count,
    ...(isNumber(folded) && { folded }),
  }
}

function unknownFile(line: string): string {
  if (line.startsWith('{"traceEvents"')) return `This file was made for Perfetto. ${whatToOpen}`
  if (line.startsWith('{"mailroom":"recording"'))
    return `The first line, which says of which step and code the recording is, is cut off. ${saveAnew}`
  return `This is no recording: its first line is no JSON object. ${whatToOpen}`
}

/** A line's value, undefined if it is no JSON. Keys that mean an object's prototype are left out. */
function parse(line: string): unknown {
  try {
    // Such a key may be written in escapes as well. Most lines have neither, and are read the fast way.
    return /__proto__|\\u/.test(line) ? JSON.parse(line, withoutPrototypes) : JSON.parse(line)
  } catch {
    return undefined
  }
}

function withoutPrototypes(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value)
}

function shortText(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 20)
}

function events(count: number): string {
  return count === 1 ? '1 event' : `${number(count)} events`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
