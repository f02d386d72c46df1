import { JsonlReader } from '../../../trace/jsonl-reader.ts'
import type { ReadRecording, RecordingInfo } from '../../../trace/jsonl.ts'
import { TraceLog } from '../../../trace/log.ts'

/** A file that was opened, or words about why not and what to do. */
export type OpenedFile =
  | {
      readonly kind: 'recording'
      readonly log: TraceLog
      readonly info: RecordingInfo
      /** What is to be known of it: that its end is missing, or the like. */
      readonly note: string | null
    }
  | { readonly kind: 'broken'; readonly message: string }

const mostBytes = 200 * 1024 * 1024
/** So much takes some milliseconds to read. */
const pieceBytes = 256 * 1024
const pieceEvents = 500

/**
 * Reads a recording's file in slices between which the page can do other things.
 *
 *     const opened = await openRecording(file)
 *     if (opened.kind === 'recording') model.open(opened.log)
 */
export async function openRecording(file: Blob): Promise<OpenedFile> {
  const read = await readRecording(file)
  if (read.kind === 'broken') return read
  const log = new TraceLog()
  for (let at = 0; at < read.events.length; at += pieceEvents) {
    log.append(read.events.slice(at, at + pieceEvents))
    await nextTask()
  }
  return { kind: 'recording', log, info: read.info, note: read.note }
}

async function readRecording(file: Blob): Promise<ReadRecording> {
  if (file.size > mostBytes) return broken(tooLarge(file.size))
  const reader = new JsonlReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let at = 0; at < file.size; at += pieceBytes) {
    const bytes = await bytesOf(file.slice(at, at + pieceBytes))
    if (typeof bytes === 'string') return broken(bytes)
    if (at === 0 && isUtf16(bytes)) return broken(wrongEncoding)
    const piece = decoded(decoder, bytes)
    if (piece === null) return broken(at === 0 ? noText : wrongEncoding)
    if (!reader.add(piece)) break
  }
  // Half a character at the end of a file that was cut off is no more than half a line.
  return reader.end()
}

async function bytesOf(slice: Blob): Promise<Uint8Array<ArrayBuffer> | string> {
  try {
    return new Uint8Array(await slice.arrayBuffer())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `The file could not be read (${reason}). It may have been moved or changed: choose it again.`
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return decoder.decode(bytes, { stream: true })
  } catch {
    return null
  }
}

const wrongEncoding =
  'The file is not in UTF-8: another program has saved it in its own way. ' +
  'Open it there and save it as UTF-8, or save the recording once more where it was made.'

const noText =
  'This file is no text, so it is no recording. ' +
  'Mailroom opens the .jsonl files that “Save recording” makes; unpack one that was packed.'

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function tooLarge(size: number): string {
  const megabytes = Math.ceil(size / 1024 / 1024).toLocaleString('en')
  return (
    `The file has ${megabytes} MB; recordings of Mailroom have less than 200. ` +
    'Choose a .jsonl file that “Save recording” has made.'
  )
}

function broken(message: string): ReadRecording {
  return { kind: 'broken', message }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
