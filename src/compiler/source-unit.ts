import type { Comment, Node, Program } from '@babel/types'
import type { SourceFile } from '../wire/program.ts'
import type { Lines } from './lines.ts'

export type { Node } from '@babel/types'

/** Where a node begins and ends. The parser always sets both; its types say it may not. */
export interface Range {
  readonly start: number
  readonly end: number
}

export function rangeOf(node: { readonly start?: number | null; readonly end?: number | null }): Range {
  return { start: node.start ?? 0, end: node.end ?? 0 }
}

const notChildren = new Set(['loc', 'extra', 'errors'])

/** A node's child nodes, in no promised order. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  const fields = node as unknown as Readonly<Record<string, unknown>>
  for (const key in fields) {
    const value = fields[key]
    if (value === null || typeof value !== 'object' || notChildren.has(key)) continue
    if (isNode(value)) children.push(value)
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item)
  }
  return children
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Calls `enter` for a node and all below it; `false` keeps it from going below. */
export function walk(
  node: Node,
  enter: (node: Node, parent: Node | null) => boolean | void,
  parent: Node | null = null,
): void {
  if (enter(node, parent) === false) return
  for (const child of childrenOf(node)) walk(child, enter, node)
}

/** A parsed file, and how to find one's way in its text between the nodes. */
export class SourceUnit {
  readonly name: string
  readonly text: string
  readonly program: Program
  readonly comments: readonly Comment[]
  readonly lines: Lines
  readonly #endOfComment = new Map<number, number>()
  readonly #startOfComment = new Map<number, number>()

  constructor(file: SourceFile, program: Program, comments: readonly Comment[], lines: Lines) {
    this.name = file.name
    this.text = file.text
    this.program = program
    this.comments = comments
    this.lines = lines
    for (const { start, end } of comments.map(rangeOf)) {
      this.#endOfComment.set(start, end)
      this.#startOfComment.set(end, start)
    }
  }

  /** Offset of the first character at or after `offset` that is neither white space nor comment. */
  next(offset: number): number {
    let index = offset
    for (;;) {
      const end = this.#endOfComment.get(index)
      if (end !== undefined) index = end
      else if (index < this.text.length && /\s/.test(this.text.charAt(index))) index++
      else return index
    }
  }

  /** Offset just behind the last character before `offset` that is neither white space nor comment. */
  previous(offset: number): number {
    let index = offset
    for (;;) {
      const start = this.#startOfComment.get(index)
      if (start !== undefined) index = start
      else if (index > 0 && /\s/.test(this.text.charAt(index - 1))) index--
      else return index
    }
  }

  /** The identifier or keyword at `offset`, '' if there is none. */
  wordAt(offset: number): string {
    return (
      /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/u.exec(this.text.slice(offset, offset + 100))?.[0] ??
      ''
    )
  }

  hasLineBreak(start: number, end: number): boolean {
    return /[\n\r\u2028\u2029]/.test(this.text.slice(start, end))
  }
}
