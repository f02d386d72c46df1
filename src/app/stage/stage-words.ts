import type { TraceEvent } from '../../trace/event.ts'
import { eventWords, laneWords } from '../../trace/event-words.ts'
import type { TraceLog } from '../../trace/log.ts'
import { secondsText } from '../panels/seconds-text.ts'
import { visibleText } from '../panels/visible-text.ts'

/** When it happened, since the recording began: `1.204 s`. */
export function sinceStart({ startMs }: TraceLog, { at }: TraceEvent): string {
  return `${secondsText(at - startMs)} s`
}

/** `0.21 ms`, `12 ms`, `1.204 s`, `2 min 5 s` */
export function durationText(ms: number): string {
  if (ms < 0.005) return '0 ms'
  if (ms < 10) return `${Number(ms.toFixed(2))} ms`
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(3))} s`
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 60).toLocaleString('en')} min ${seconds % 60} s`
}

/** Where one is: `event 412 of 980, Thread-2: BLPOP mail 0 → [mail, letter to Ada], task 398` */
export function positionWords(log: TraceLog, seq: number): string {
  const event = log.event(seq)
  const of = `event ${seq} of ${log.lastSeq}`
  return event ? `${of}, ${laneWords(event.lane)}: ${visibleText(eventWords(event))}` : of
}

/** A lane where there is little room: `main`, `Thread-2`; of a thread's thread, its own name. */
export function shortLane(lane: string): string {
  return lane.slice(lane.lastIndexOf('/') + 1)
}
