import { toChromeTrace } from '../../../trace/chrome-trace.ts'
import { toJsonl, type RecordingInfo } from '../../../trace/jsonl.ts'
import type { TraceLog } from '../../../trace/log.ts'

/** A recording that can be saved. */
export interface RecordingToSave {
  readonly log: TraceLog
  readonly info: RecordingInfo
  /** Of the step, as the contents show it: `5.6`. */
  readonly number: string
}

/** Hands a recording to the person as a file that Mailroom opens again. */
export function saveRecording({ log, info, number }: RecordingToSave): void {
  download(`${fileName(number, info.startedAt)}.jsonl`, toJsonl(log, info), 'application/jsonl')
}

/** Hands it over as a file for ui.perfetto.dev. */
export function saveForPerfetto({ log, info, number }: RecordingToSave): void {
  const text = toChromeTrace(log, { step: number })
  download(`${fileName(number, info.startedAt)}-perfetto.json`, text, 'application/json')
}

/** `mailroom-5.6-2026-11-27` */
function fileName(number: string, startedAt: number): string {
  const date = new Date(startedAt)
  const day = Number.isNaN(date.getTime()) ? '' : `-${date.toISOString().slice(0, 10)}`
  // The number may be one that a file told.
  return `mailroom-${number.replace(/[^\w.-]/g, '_')}${day}`
}

function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
