import type { Node } from '@babel/types'
import type { Diagnostic } from '../wire/program.ts'
import type { Edits } from './edits.ts'
import { rangeOf, walk, type SourceUnit } from './source-unit.ts'

/**
 * What a SES Compartment refuses wherever it stands, also in strings (packages/ses/src/transforms.js of endojs/endo).
 * `at` counts from the match to a character that can be written otherwise, `inRegExp` likewise: in `(?<!--` the mark is
 * part of the group and in `[!--]` the first dash makes a range, but the last dash is always itself.
 */
const forbidden = [
  { pattern: /\bimport(?=\s*(?:\(|\/[/*]))/g, at: 5, inRegExp: 5, shown: 'import(' },
  { pattern: /\beval(?=\s*\()/g, at: 3, inRegExp: 3, shown: 'eval(' },
  { pattern: /<!--/g, at: 1, inRegExp: 3, shown: '<!--' },
  { pattern: /-->/g, at: 2, inRegExp: 2, shown: '-->' },
] as const

/** A string literal that holds none of these texts. */
export function quote(text: string): string {
  return forbidden.reduce(
    (quoted, { pattern, at }) =>
      quoted.replace(
        pattern,
        (match) => match.slice(0, at) + hexEscape(match.charAt(at)) + match.slice(at + 1),
      ),
    JSON.stringify(text),
  )
}

/**
 * Writes these texts in another way that means the same, or says where that cannot be done. Goes before the erasure of
 * types, which then overwrites what was changed in types. Comments are the caller's to blank.
 */
export function avoidForbiddenTexts(unit: SourceUnit, edits: Edits): Diagnostic[] {
  if (!forbidden.some(({ pattern }) => unit.text.search(pattern) >= 0)) return []
  const avoidance = new Avoidance(unit, edits)
  walk(unit.program, (node, parent) => avoidance.enter(node, parent))
  return avoidance.diagnostics
}

/** Puts a space into `a<!--b` and `a-->b`: engines take the signs for HTML comments, also in modules. */
export function separateOperators(unit: SourceUnit, edits: Edits): void {
  if (!/<!--|-->/.test(unit.text)) return
  walk(unit.program, (node) => {
    if (node.type !== 'BinaryExpression') return
    const operator = unit.next(rangeOf(node.left).end)
    const end = operator + node.operator.length
    if (node.operator.endsWith('<') && unit.text.startsWith('!--', end)) edits.before(end, ' ')
    if (node.operator.startsWith('>') && unit.text.endsWith('--', operator)) edits.before(operator, ' ')
  })
}

class Avoidance {
  readonly diagnostics: Diagnostic[] = []
  readonly #unit: SourceUnit
  readonly #edits: Edits

  constructor(unit: SourceUnit, edits: Edits) {
    this.#unit = unit
    this.#edits = edits
  }

  enter(node: Node, parent: Node | null): void {
    const { start } = rangeOf(node)
    switch (node.type) {
      case 'StringLiteral':
      case 'DirectiveLiteral':
        return this.#escapeAll(node)
      case 'TemplateLiteral':
        for (const quasi of node.quasis) {
          if (parent?.type === 'TaggedTemplateExpression') this.#refuseFirst(quasi, 'a tagged template')
          else this.#escapeAll(quasi)
        }
        return
      case 'RegExpLiteral':
        if (node.flags.includes('v')) return this.#refuseFirst(node, 'a regular expression with the flag v')
        return this.#escapeAll(node, 'inRegExp')
      case 'Identifier':
        // A property or method of that name: its calls read like the real ones, unless they follow a dot.
        if ((node.name !== 'import' && node.name !== 'eval') || this.#unit.text[start - 1] === '.') return
        return this.#replace(start + 3, (character) => `\\u00${hex(character)}`)
    }
  }

  #escapeAll(node: Node, place: 'at' | 'inRegExp' = 'at'): void {
    const { start, end } = rangeOf(node)
    const text = this.#unit.text.slice(start, end)
    for (const entry of forbidden) {
      for (const { index } of text.matchAll(entry.pattern))
        this.#replace(start + index + entry[place], hexEscape)
    }
  }

  #refuseFirst(node: Node, where: string): void {
    const { start, end } = rangeOf(node)
    const text = this.#unit.text.slice(start, end)
    for (const { pattern, shown } of forbidden) {
      const index = text.search(pattern)
      if (index < 0) continue
      const message = `The text ${shown} cannot stand in ${where} when a step is checked. Put it together from two pieces.`
      const at = start + index
      this.diagnostics.push(this.#unit.lines.diagnostic(this.#unit.name, message, at, at + shown.length))
      return
    }
  }

  #replace(at: number, write: (character: string) => string): void {
    this.#edits.cover(at, at + 1, write(this.#unit.text.charAt(at)))
  }
}

function hexEscape(character: string): string {
  return `\\x${hex(character)}`
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0')
}
