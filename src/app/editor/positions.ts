import type { Text } from '@codemirror/state'
import type { Diagnostic } from '../../wire/program.ts'

/** The offset of a line and column that count from 1, moved into the text where they lie outside. */
export function offsetOf(doc: Text, line: number, column: number): number {
  const place = doc.line(Math.min(Math.max(1, Math.trunc(line) || 1), doc.lines))
  return Math.min(place.from + Math.max(0, Math.trunc(column) - 1 || 0), place.to)
}

/** The stretch of text a problem is about: never empty where there is a character to mark. */
export function rangeOf(doc: Text, problem: Diagnostic): { from: number; to: number } {
  const from = offsetOf(doc, problem.line, problem.column)
  const to = Math.max(from, offsetOf(doc, problem.endLine, problem.endColumn))
  if (to > from) return { from, to }
  const line = doc.lineAt(from)
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from }
}

export interface TextReplacement {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** The smallest single change that turns one text into the other, so that a cursor outside it stays where it is. */
export function changeBetween(before: string, after: string): TextReplacement {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

/** What is drawn in a file: given problems and the checker's, syntax first, the same mistake only once. */
export function mergeProblems(
  file: string,
  given: readonly Diagnostic[],
  checked: readonly Diagnostic[],
): readonly Diagnostic[] {
  const ofFile = given.filter((problem) => problem.file === file)
  // Two parsers word one mistake differently; the compiler's words are the ones shown beside the run.
  const isBroken = ofFile.some(({ source }) => source === 'syntax')
  const all = isBroken ? ofFile : [...ofFile, ...checked.filter((problem) => problem.file === file)]
  return all.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}

const rank = ({ source }: Diagnostic): number => (source === 'syntax' ? 0 : 1)
