import type { ParseError } from '@babel/parser'
import { nearest } from './nearest.ts'
import { findUnclosed } from './unclosed.ts'

/** What to say about a syntax error, and where: offsets of the text to underline. */
export interface Explanation {
  readonly message: string
  readonly start: number
  readonly end: number
}

const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']', '${': '}' }

/** Words that a misspelt one at the start of a statement was probably meant to be. */
const keywords =
  'async await break class const continue export extends finally for function if import interface let return static switch throw type while'.split(
    ' ',
  )

/** The parser's message without its "(3:5)", or a kinder one for what learners meet most. */
export function explainSyntaxError(text: string, error: ParseError): Explanation {
  const details = detailsOf(error)
  const at = Math.min(details.offset, text.length)
  const found = tokenAt(text, at)
  const here = { start: at, end: at + found.length }
  const plain = error.message.replace(/ \(\d+:\d+\)$/, '')
  switch (error.reasonCode) {
    case 'UnexpectedToken':
      return text.slice(at).trim() === ''
        ? atEnd(text, details.expected)
        : unexpected(text, here, found, details.expected)
    case 'MissingSemicolon':
      return missingSemicolon(text, at)
    case 'InvalidOrUnexpectedToken':
      return { ...here, message: strangeCharacter(found) }
    case 'UnterminatedString':
      return {
        start: at,
        end: endOfLine(text, at),
        message: `This text has no closing ${found.charAt(0)} on its line.`,
      }
    case 'UnterminatedTemplate':
      return { start: at, end: endOfLine(text, at), message: 'This text begins with ` and has no closing `.' }
    case 'UnterminatedComment':
      return {
        start: at,
        end: endOfLine(text, at),
        message: 'This comment begins with /* and has no closing */.',
      }
    case 'MissingPlugin':
      return {
        ...here,
        message: 'This syntax does not run here: browsers do not know it yet.',
      }
    case 'AwaitNotInAsyncContext':
      return {
        ...here,
        message: 'await only works inside an async function. Write "async" before this function.',
      }
    case 'VarRedeclaration':
      return {
        ...here,
        message: `${found} is declared twice. Give one of the two another name, or write ${found} = … without let or const.`,
      }
    default:
      return { ...here, message: /[.?!]$/.test(plain) ? plain : `${plain}.` }
  }
}

function atEnd(text: string, expected: string | null): Explanation {
  const end = text.trimEnd().length
  const place = { start: Math.max(0, end - 1), end }
  const open = findUnclosed(text)
  if (open) {
    const closer = closers[open.bracket] ?? '}'
    return {
      ...place,
      message: `The file ends here, but the ${open.bracket} in line ${open.line} is still open. Its ${closer} is missing.`,
    }
  }
  const what = expected === null ? 'something is' : `${expected} is`
  return { ...place, message: `The file ends here in the middle of a statement: ${what} still missing.` }
}

function unexpected(
  text: string,
  here: Omit<Explanation, 'message'>,
  found: string,
  expected: string | null,
): Explanation {
  if (expected === ',') {
    return {
      ...here,
      message: `Expected "," before ${found}. A comma, an operator or a closing bracket is missing.`,
    }
  }
  if (expected !== null) return { ...here, message: `Expected "${expected}" before ${found}.` }
  if (/^[)\]}]$/.test(found) && findUnclosed(text.slice(0, here.start)) === null) {
    return {
      ...here,
      message: `This ${found} closes nothing: there is one ${found} too many, or an opening bracket is missing.`,
    }
  }
  return { ...here, message: `${found} was not expected here. Look at what stands before it.` }
}

/** The parser stops behind a complete statement; what follows it on the same line is what puzzles it. */
function missingSemicolon(text: string, offset: number): Explanation {
  const before =
    /[\p{ID_Continue}$]+\s*$/u.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].trim() ?? ''
  const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0)
  const found = tokenAt(text, start)
  const keyword = /^\p{ID_Start}/u.test(found) ? nearest(before, keywords) : undefined
  if (keyword !== undefined && keyword !== before) {
    const beginning = offset - before.length
    return {
      start: beginning,
      end: offset,
      message: `${before} is not a word of the language. Did you mean ${keyword}?`,
    }
  }
  return {
    start,
    end: start + found.length,
    message: `${found} was not expected here. Something is missing before it, or it belongs on a line of its own.`,
  }
}

function strangeCharacter(found: string): string {
  if (/[“”„‟«»]/.test(found)) return `${found} is a quotation mark of prose. Code has " or '.`
  if (/[‘’‚‛´]/.test(found)) return `${found} is a quotation mark of prose. Code has ' or ".`
  const code = found.codePointAt(0) ?? 0
  const plain = code > 0xff00 && code < 0xff5f ? String.fromCodePoint(code - 0xfee0) : undefined
  if (plain !== undefined) return `${found} is a full-width sign. Code has ${plain}.`
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (/[\p{C}\p{Z}]/u.test(found)) return `An invisible character (${name}) cannot stand here. Delete it.`
  return `${found} cannot stand here.`
}

/** Name, number, or one sign at an offset; '' at the end. */
function tokenAt(text: string, offset: number): string {
  return /^(?:[\p{ID_Continue}$#@]+|=>|\.\.\.|[\s\S])/u.exec(text.slice(offset, offset + 60))?.[0] ?? ''
}

function endOfLine(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/)
  return length < 0 ? text.length : offset + length
}

/** Babel attaches more than its types tell. */
function detailsOf(error: ParseError): { offset: number; expected: string | null } {
  const { pos, details } = error as ParseError & { pos?: unknown; details?: unknown }
  const expected =
    typeof details === 'object' && details !== null && 'expected' in details ? details.expected : null
  return {
    offset: typeof pos === 'number' ? pos : 0,
    expected: typeof expected === 'string' ? expected : null,
  }
}
