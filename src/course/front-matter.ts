import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import { readStage, readWords, type LessonStage, type PredictionWords, type Tell } from './lesson-stage.ts'
import { nearest, type Report } from './problem.ts'
import { parseRequestLine, type LessonRequest } from './request-line.ts'

/** How one key of the front matter is read. */
interface Field<T> {
  /** Completes "minutes is 'abc', expected …". */
  readonly expected: string
  readonly isOptional: boolean
  /** The value, or undefined where it is not what is expected; what is wrong with a part of it is told by itself. */
  read(value: unknown, tell: Tell): T | undefined
}

type Fields = { readonly [key: string]: Field<unknown> }
type ValueOf<F> = F extends Field<infer T> ? T : never
type Values<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const text: Field<string> = {
  expected: 'text',
  isOptional: false,
  read: (value) => (isText(value) ? value.trim() : undefined),
}

const optionalText: Field<string | undefined> = { ...text, isOptional: true }

const minutes: Field<number> = {
  expected: 'a number',
  isOptional: false,
  read: (value) => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined),
}

const texts: Field<readonly string[]> = {
  expected: 'a list of texts',
  isOptional: false,
  read: (value) => (Array.isArray(value) && value.every(isText) ? value : undefined),
}

const requests: Field<readonly LessonRequest[] | undefined> = {
  expected: "a list of requests like 'GET /path?query' or 'POST /path body'",
  isOptional: true,
  read: (value) => {
    if (!Array.isArray(value)) return undefined
    const read = value.map((item) => (typeof item === 'string' ? parseRequestLine(item) : null))
    return read.every((request) => request !== null) ? read : undefined
  },
}

const stage: Field<LessonStage | undefined> = {
  expected: 'lines, draw, predict and orders',
  isOptional: true,
  read: readStage,
}

const predict: Field<readonly PredictionWords[] | undefined> = {
  expected: 'a list of ask and explain',
  isOptional: true,
  read: readWords,
}

/**
 * Front matter of `lesson.md`. `learned` is Markdown; `requests` are suggested for the step's `app`; `stage` says what is
 * drawn and asked while the recorded run is watched.
 */
export const stepFields = {
  title: text,
  minutes,
  concepts: texts,
  source: optionalText,
  learned: text,
  requests,
  stage,
}

/** Front matter of `lesson.zh.md`. `predict` has the words of the lesson's questions. */
export const translationFields = {
  title: text,
  minutes,
  concepts: texts,
  source: optionalText,
  learned: text,
  predict,
}

/** Front matter of `chapter.md`. */
export const chapterFields = { title: text, summary: text }

interface FrontMatter<F extends Fields> {
  /** Null where a problem was reported. */
  readonly values: Values<F> | null
  readonly body: string
  /** Line of the file on which the body begins. */
  readonly bodyLine: number
}

/**
 * Splits a Markdown file into its typed front matter and its body, and reports what is wrong with the first.
 *
 *     const { values, body } = parseFrontMatter(source, 'lessons/01-lists/02-stack/lesson.md', stepFields, report)
 */
export function parseFrontMatter<F extends Fields>(
  source: string,
  file: string,
  fields: F,
  report: Report,
): FrontMatter<F> {
  const lines = source.split('\n')
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) {
    const message =
      lines[0] === '---'
        ? "the front matter is not closed, expected a line '---' after it"
        : `begins with ${show(lines[0])}, expected '---' and the front matter`
    report({ file, line: 1, message })
    return { values: null, body: lines[0] === '---' ? '' : source, bodyLine: 1 }
  }
  const yaml = lines.slice(1, end).join('\n')
  return {
    values: parseFields(yaml, file, fields, report),
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  }
}

function parseFields<F extends Fields>(
  yaml: string,
  file: string,
  fields: F,
  report: Report,
): Values<F> | null {
  let hasProblem = false
  const complain = (line: number, message: string): void => {
    hasProblem = true
    report({ file, line, message })
  }
  const lineCounter = new LineCounter()
  const lineOf = (offset: number): number => lineCounter.linePos(offset).line + 1
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false })
  for (const error of document.errors) {
    complain(
      lineOf(error.pos[0]),
      `the front matter is not valid YAML (${error.message}), expected 'key: value' lines`,
    )
  }
  if (hasProblem) return null
  const { contents } = document
  if (!isMap<Node, Node | null>(contents)) {
    complain(2, "the front matter is not a list of keys, expected lines like 'title: …'")
    return null
  }
  const values = new Map<string, unknown>()
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : key.toString()
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const line = lineOf(key.range?.[0] ?? 0)
    if (!field) {
      const known = Object.keys(fields)
      complain(
        line,
        `${name} is no known key, expected ${nearest(name, known) ?? `one of ${known.join(', ')}`}`,
      )
      continue
    }
    const raw: unknown = value?.toJS(document) ?? null
    let isTold = false
    const read = field.read(raw, (path, message) => {
      isTold = true
      complain(lineOf(offsetOf(value, path) ?? key.range?.[0] ?? 0), `${pathText(name, path)} ${message}`)
    })
    if (read === undefined && !isTold) complain(line, `${name} is ${show(raw)}, expected ${field.expected}`)
    values.set(name, read)
  }
  for (const [name, field] of Object.entries(fields)) {
    if (!field.isOptional && !values.has(name)) complain(1, `${name} is missing, expected ${field.expected}`)
  }
  return hasProblem ? null : (Object.fromEntries(values) as Values<F>)
}

/** Where a part of a value begins, or the part around it if it is missing. */
function offsetOf(value: Node | null, path: readonly (string | number)[]): number | undefined {
  let node: unknown = value
  let offset: number | undefined
  for (const step of path) {
    const pair = isMap<Node, Node | null>(node) ? node.items.find(({ key }) => isKey(key, step)) : undefined
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined
    const place = pair ? pair.key : next
    if (!isNode(place)) break
    offset = place.range?.[0] ?? offset
    node = next
  }
  return offset
}

function isKey(key: Node, name: string | number): boolean {
  return isScalar(key) && String(key.value) === String(name)
}

/** `stage.predict[0].before` */
function pathText(name: string, path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    name,
  )
}

function show(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'empty' : `'${value}'`
  return value === null ? 'empty' : JSON.stringify(value)
}
