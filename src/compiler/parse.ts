import { parse, type ParseError, type ParserOptions } from '@babel/parser'
import type { Diagnostic, SourceFile } from '../wire/program.ts'
import { Lines } from './lines.ts'
import { isNestedTooDeeply } from './nesting.ts'
import { SourceUnit } from './source-unit.ts'
import type { Explanation } from './syntax-messages.ts'

/** Longer files are refused: a lesson's file has 2 kB, and a page must stay quick. */
const longestFile = 200_000

/** Each comment of a line costs the parser a look at all of the line: long lines take it seconds. */
const longestLine = 20_000

/** Nobody reads more; most come from the first ones anyway. */
const mostErrors = 20

const options: ParserOptions = {
  sourceType: 'module',
  // The last two are parsed only to be refused with a better message than "unexpected token".
  plugins: ['typescript', 'decorators-legacy', 'explicitResourceManagement'],
  errorRecovery: true,
  attachComment: false,
  createParenthesizedExpressions: true,
  createImportExpressions: true,
}

/** What to say about a syntax error of a text. */
export type Explain = (text: string, error: ParseError) => Explanation

/** Parses a file, or says all that is wrong with it. Never throws. */
export function parseFile(file: SourceFile, explain: Explain): SourceUnit | readonly Diagnostic[] {
  const lines = new Lines(file.text)
  const refuse = (message: string): readonly Diagnostic[] => [lines.diagnostic(file.name, message, 0, 0)]
  if (file.text.length > longestFile) {
    const size = Math.round(file.text.length / 1000)
    return refuse(
      `${file.name} is too long: it has ${size},000 characters, and ${longestFile / 1000},000 are the most that run here.`,
    )
  }
  if (file.text.split(/[\r\n]/).some((line) => line.length > longestLine)) {
    return refuse(
      `${file.name} has a line of more than ${longestLine / 1000},000 characters, which does not run here. Break it up.`,
    )
  }
  if (isNestedTooDeeply(file.text)) return refuse(tooDeep(file.name))
  try {
    const result = parse(file.text, options)
    if (result.errors?.length) return explainAll(file, lines, result.errors, explain)
    return new SourceUnit(file, result.program, result.comments ?? [], lines)
  } catch (error) {
    if (error instanceof RangeError) return refuse(tooDeep(file.name))
    if (isParseError(error)) return explainAll(file, lines, [error], explain)
    return refuse(`${file.name} could not be read: ${String(error)}`)
  }
}

/**
 * Whether what was made of a module is JavaScript. The parser lets some wrong TypeScript pass, such as `a?.<b`, and
 * an engine would refuse the whole module without naming a place. `linesBefore` were put in front of the source.
 */
export function checkOutput(
  { name, code }: { readonly name: string; readonly code: string },
  linesBefore: number,
  explain: Explain,
): readonly Diagnostic[] {
  const lines = new Lines(code)
  return explainAll({ name, text: code }, lines, errorsIn(code), explain).map((diagnostic) => ({
    ...diagnostic,
    line: Math.max(1, diagnostic.line - linesBefore),
    endLine: Math.max(1, diagnostic.endLine - linesBefore),
  }))
}

function errorsIn(code: string): readonly ParseError[] {
  try {
    parse(code, { sourceType: 'module', attachComment: false })
    return []
  } catch (error) {
    if (isParseError(error)) return [error]
    throw error
  }
}

export function tooDeep(file: string): string {
  return `${file} is too deeply nested to be read: brackets stand inside brackets too many times, or one expression is too long.`
}

function explainAll(
  file: SourceFile,
  lines: Lines,
  errors: readonly ParseError[],
  explain: Explain,
): readonly Diagnostic[] {
  const byPlace = new Map<number, Diagnostic>()
  for (const error of errors.slice(0, mostErrors)) {
    const { message, start, end } = explain(file.text, error)
    if (!byPlace.has(start)) byPlace.set(start, lines.diagnostic(file.name, message, start, end))
  }
  return [...byPlace.values()]
}

function isParseError(error: unknown): error is ParseError {
  return error instanceof SyntaxError && 'reasonCode' in error
}
