import type { KeyState, TraceState } from '../../../trace/state.ts'
import { isFollowed, type DrawnAround } from './drawn-around.ts'

/** A sorted set on a line from its lowest score to its highest; by time, where scores are times. */
export interface DrawnSet {
  readonly kind: 'zset'
  readonly id: string
  readonly title: string
  readonly about: string
  readonly entries: readonly DrawnEntry[]
  readonly hidden: number
  readonly size: number
  /** Place of the playhead's time, from 0 to 1; null where scores are no times. */
  readonly now: number | null
  readonly words: string
}

export interface DrawnEntry {
  /** As of an item of a list. */
  readonly id: string | null
  readonly text: string
  /** Its task is followed. */
  readonly isFollowed: boolean
  /** `12`, `in 3.0 s`, `due for 1.5 s` */
  readonly score: string
  /** From 0, the lowest, to 1. */
  readonly place: number
  readonly isDue: boolean
}

const mostEntries = 10
/** Scores this near to now are times: ten years. */
const nearMs = 10 * 365 * 86_400_000

export function drawSet(key: KeyState, state: TraceState, around: DrawnAround): DrawnSet {
  const { event } = around
  const scores = key.entries.map(({ score = 0 }) => score)
  const unit = unitOf(scores, state.at)
  const at = unit === null ? null : state.at / unit
  const finite = [...scores.filter(Number.isFinite), ...(at === null ? [] : [at])]
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const placeOf = (score: number): number => {
    if (!Number.isFinite(score)) return score > 0 ? 1 : 0
    return high === low ? 0.5 : (score - low) / (high - low)
  }
  const entries = key.entries.slice(0, mostEntries).map(({ text, score = 0 }): DrawnEntry => {
    const id = key.idOfEntry(text)
    return {
      id,
      text,
      isFollowed: isFollowed(id, around),
      score: at === null || unit === null ? String(score) : dueWords((score - at) * unit),
      place: placeOf(score),
      isDue: at !== null && score <= at,
    }
  })
  const isAbout = event?.kind === 'command' && event.db === key.db && event.words.slice(1).includes(key.key)
  return {
    kind: 'zset',
    id: `${key.db} ${key.key}`,
    title: key.key,
    about: `Redis sorted set${key.db === 0 ? '' : `, db ${key.db}`}, by ${at === null ? 'score' : 'time'}`,
    entries,
    hidden: key.length - entries.length,
    size: key.length,
    now: at === null ? null : placeOf(at),
    words: isAbout
      ? `${(event.words[0] ?? '').toUpperCase()} ${event.words.slice(2, 5).join(' ')}`.trim()
      : '',
  }
}

/** Milliseconds in one of a score, where scores are times since 1970. */
function unitOf(scores: readonly number[], at: number): number | null {
  if (scores.length === 0 || at < nearMs) return null
  return [1, 1000].find((unit) => scores.every((score) => Math.abs(score * unit - at) < nearMs)) ?? null
}

function dueWords(ms: number): string {
  const seconds = (Math.abs(ms) / 1000).toFixed(1)
  return ms > 0 ? `in ${seconds} s` : `due for ${seconds} s`
}
