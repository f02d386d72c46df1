/** A bracket that nothing closes. */
export interface Unclosed {
  readonly bracket: string
  /** From 1. */
  readonly line: number
}

interface Opener extends Unclosed {
  readonly indent: number
}

const openerOf: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' }

/** Strings, comments and templates without holes; then brackets and line breaks. */
const token =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\/|[{}()[\]\n]/g

/**
 * The bracket a person most likely forgot to close. A closing brace that is indented less than the brace it would close
 * gives it away: in the following it is the `if`, though the parser would name the function.
 *
 *     function f() {
 *       if (a) {
 *     }
 */
export function findUnclosed(text: string): Unclosed | null {
  const open: Opener[] = []
  let suspect: Opener | null = null
  let line = 1
  let lineStart = 0
  for (const match of text.matchAll(token)) {
    const sign = match[0]
    if (sign === '\n') {
      line++
      lineStart = match.index + 1
    } else if (sign === '{' || sign === '(' || sign === '[') {
      open.push({ bracket: sign, line, indent: indentOf(text, lineStart) })
    } else if (sign in openerOf) {
      const last = open.at(-1)
      if (last?.bracket !== openerOf[sign]) suspect ??= last ?? null
      else open.pop()
      const isFirst = text.slice(lineStart, match.index).trim() === ''
      if (last && isFirst && indentOf(text, lineStart) < last.indent) suspect ??= last
    } else {
      const breaks = sign.split('\n')
      line += breaks.length - 1
      if (breaks.length > 1) lineStart = match.index + sign.lastIndexOf('\n') + 1
    }
  }
  if (open.length === 0) return null
  return suspect ?? open.at(-1) ?? null
}

function indentOf(text: string, lineStart: number): number {
  return /^[ \t]*/.exec(text.slice(lineStart, lineStart + 200))?.[0].length ?? 0
}
