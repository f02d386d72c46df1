import { Marked, type Token } from 'marked'
import { momentExpectation, momentOfLink, parseMoment } from './moment.ts'
import type { Report } from './problem.ts'
import { findLine, type MarkdownSource } from './render.ts'

/** How many words of text a step should have, and how many it may have at most. */
const wordLimits = { asked: [60, 120], atMost: 200 } as const

/** Words a reader reads; code and drawings are not counted. */
export function countWords(markdown: string): number {
  let count = 0
  visit(new Marked().lexer(markdown), (token) => {
    const isLeaf = token.type === 'text' && !('tokens' in token && token.tokens)
    if (isLeaf) count += token.raw.match(/[\p{L}\p{N}]+(['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0
    return token.type !== 'image'
  })
  return count
}

/** Too many words are a problem, another number than asked for is advice. */
export function lintWords({ text, file }: MarkdownSource, report: Report, advise: Report): void {
  const count = countWords(text)
  const [least, most] = wordLimits.asked
  if (count > wordLimits.atMost)
    report({ file, message: `has ${count} words, expected at most ${wordLimits.atMost}` })
  else if (count < least || count > most)
    advise({ file, message: `has ${count} words, asked for are ${least} to ${most}` })
}

/**
 * Links lead to a step (`#/01-lists/02-stack`), to the front page (`#/`), to a moment of the recorded run
 * (`#see:lpop+queue_name+#2`), or out by https.
 */
export function lintLinks(source: MarkdownSource, steps: readonly string[], report: Report): void {
  visit(new Marked().lexer(source.text), (token) => {
    if (token.type !== 'link') return true
    const { href } = token as { href: string } & Token
    const problem = linkProblem(href, steps)
    if (problem) report({ file: source.file, line: findLine(source, href), message: problem })
    return true
  })
}

function linkProblem(href: string, steps: readonly string[]): string | null {
  if (href === '#/' || href.startsWith('https://')) return null
  if (href.startsWith('#/')) {
    return steps.includes(href.slice(2)) ? null : `links to ${href}, expected a step of this course`
  }
  const moment = momentOfLink(href)
  if (moment !== null)
    return parseMoment(moment) ? null : `links to ${href}, expected after #see: ${momentExpectation}`
  return `links to ${href}, expected #/chapter/step or an https address`
}

/** Walks all tokens; a visitor that returns false is not led further down. */
function visit(tokens: readonly Token[], visitor: (token: Token) => boolean): void {
  for (const token of tokens) {
    if (!visitor(token)) continue
    const {
      tokens: below,
      items,
      header,
      rows,
    } = token as Partial<Record<'tokens' | 'items' | 'header' | 'rows', unknown>>
    for (const list of [below, items, header, rows]) visit(asTokens(list), visitor)
  }
}

/** Lists hold items, tables hold cells in rows: both are flattened to what has tokens. */
function asTokens(list: unknown): readonly Token[] {
  return Array.isArray(list) ? (list.flat() as Token[]) : []
}
