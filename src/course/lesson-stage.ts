import type { Moment } from '../wire/moment.ts'
import { nearest } from './problem.ts'
import { momentExpectation, parseMoment } from './moment.ts'

/** What the stage shows of a step's run. */
export interface LessonStage {
  /** Recorded line by line, unless the learner says otherwise. */
  readonly isRecorded: boolean
  readonly drawn: readonly DrawnSpec[]
  readonly predictions: readonly PredictionSpec[]
  /** The order in which servers answer and threads get going can be another one. */
  readonly hasOrders: boolean
}

/** What is drawn: instances of a class, the digits of a variable, a key of Redis. */
export type DrawnSpec =
  | { readonly kind: 'queue' | 'stack'; readonly name: string }
  | { readonly kind: 'bits'; readonly name: string }
  | { readonly kind: 'list' | 'zset'; readonly key: string; readonly db: number }

/** A question that is asked before something happens. */
export interface PredictionSpec {
  readonly before: Moment
  /** Inline HTML, not yet sanitised; in the front matter, inline Markdown. */
  readonly ask: string
  /** Which item leaves, or which lane acts. */
  readonly of: 'items' | 'lanes'
  readonly explain: string
}

/** A question's words in another language. */
export type PredictionWords = Pick<PredictionSpec, 'ask' | 'explain'>

/** Tells what is wrong with a part of a value, which is found by its path. */
export type Tell = (path: readonly (string | number)[], message: string) => void

export const drawnExpectation =
  "'queue MyQueue', 'stack MyStack', 'bits num', 'list queue_name', 'list mail db 5' or 'zset delayed'"

/**
 * One line of `draw`.
 *
 *     parseDrawn('list mail db 5')     // { kind: 'list', key: 'mail', db: 5 }
 */
export function parseDrawn(text: string): DrawnSpec | null {
  const [, kind, name = ''] = /^(queue|stack|bits) ([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(text.trim()) ?? []
  if (kind === 'queue' || kind === 'stack' || kind === 'bits') return { kind, name }
  const [, type, key = '', db = '0'] = /^(list|zset) (\S+)(?: db (\d|1[0-5]))?$/.exec(text.trim()) ?? []
  return type === 'list' || type === 'zset' ? { kind: type, key, db: Number(db) } : null
}

/** `stage` of a lesson's front matter; undefined where something was told. `ask` and `explain` are Markdown still. */
export function readStage(value: unknown, tell: Tell): LessonStage | undefined {
  const parts = partsOf(value, [], ['lines', 'draw', 'predict', 'orders'], tell)
  if (!parts) return undefined
  const isRecorded = readSwitch(parts, 'lines', tell)
  const hasOrders = readSwitch(parts, 'orders', tell)
  const drawn = readEach(parts['draw'], ['draw'], tell, (item, path) => {
    const spec = typeof item === 'string' ? parseDrawn(item) : null
    if (!spec) tell(path, `is ${shown(item)}, expected ${drawnExpectation}`)
    return spec
  })
  const predictions = readEach(parts['predict'], ['predict'], tell, (item, path) =>
    readPrediction(item, path, tell),
  )
  if (isRecorded === null || hasOrders === null || !drawn || !predictions) return undefined
  return { isRecorded, drawn, predictions, hasOrders }
}

/** `predict` of a translation: the words of the lesson's questions, in their order. */
export function readWords(value: unknown, tell: Tell): readonly PredictionWords[] | undefined {
  return readEach(value, [], tell, (item, path) => {
    const parts = partsOf(item, path, ['ask', 'explain'], tell)
    return parts && readAskAndExplain(parts, path, tell)
  })
}

type Path = readonly (string | number)[]
type Parts = { readonly [key: string]: unknown }

function readPrediction(value: unknown, path: Path, tell: Tell): PredictionSpec | null {
  const parts = partsOf(value, path, ['before', 'ask', 'of', 'explain'], tell)
  if (!parts) return null
  const words = readAskAndExplain(parts, path, tell)
  const before = typeof parts['before'] === 'string' ? parseMoment(parts['before']) : null
  if (!before) tell([...path, 'before'], `is ${shown(parts['before'])}, expected ${momentExpectation}`)
  const { of = 'items' } = parts
  const isKnown = of === 'items' || of === 'lanes'
  if (!isKnown) tell([...path, 'of'], `is ${shown(of)}, expected items or lanes`)
  return words && before && isKnown ? { before, of, ...words } : null
}

function readAskAndExplain(parts: Parts, path: Path, tell: Tell): PredictionWords | null {
  const { ask, explain } = parts
  for (const [name, text] of [
    ['ask', ask],
    ['explain', explain],
  ] as const) {
    if (!isText(text)) tell([...path, name], `is ${shown(text)}, expected text`)
  }
  return isText(ask) && isText(explain) ? { ask: ask.trim(), explain: explain.trim() } : null
}

function readSwitch(parts: Parts, name: string, tell: Tell): boolean | null {
  const value = parts[name] ?? false
  if (typeof value === 'boolean') return value
  tell([name], `is ${shown(value)}, expected true or false`)
  return null
}

function readEach<T>(
  value: unknown,
  path: Path,
  tell: Tell,
  read: (item: unknown, path: Path) => T | null,
): readonly T[] | undefined {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    tell(path, `is ${shown(value)}, expected a list`)
    return undefined
  }
  const items = value.map((item: unknown, index) => read(item, [...path, index]))
  return items.every((item) => item !== null) ? items : undefined
}

function partsOf(value: unknown, path: Path, known: readonly string[], tell: Tell): Parts | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    tell(path, `is ${shown(value)}, expected lines like '${known[0]}: …'`)
    return null
  }
  const unknown = Object.keys(value).filter((key) => !known.includes(key))
  for (const key of unknown)
    tell([...path, key], `is no known key, expected ${nearest(key, known) ?? `one of ${known.join(', ')}`}`)
  return unknown.length > 0 ? null : { ...value }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return value === '' ? 'empty' : `'${value}'`
  return value === null ? 'empty' : JSON.stringify(value)
}
