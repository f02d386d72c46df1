import { parse } from '@babel/parser'
import type { Report } from './problem.ts'

type Program = ReturnType<typeof parse>['program']
export type Statement = Program['body'][number]
export type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression']
type Call = Extract<Expression, { type: 'CallExpression' }>
/** Whatever else the parser makes: enough to walk a tree. */
export interface SyntaxNode {
  readonly type: string
  readonly loc?: { readonly start: { readonly line: number } } | null | undefined
}
export type Argument = Call['arguments'][number]

/** A TypeScript file as a tree, or null where a syntax error was reported. */
export function parseTypeScript(text: string, file: string, report: Report): Program | null {
  try {
    return parse(text, { sourceType: 'module', plugins: ['typescript'] }).program
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const { line } = (error as SyntaxError & { loc?: { line: number } }).loc ?? {}
    const message = `${error.message.replace(/ \(\d+:\d+\)$/, '')}, expected valid TypeScript`
    report(line === undefined ? { file, message } : { file, line, message })
    return null
  }
}

export function lineOf(node: SyntaxNode): number {
  return node.loc?.start.line ?? 1
}

/** The nodes directly below, in the order of the source. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node)
    .flat()
    .filter((value): value is SyntaxNode => isNode(value))
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/**
 * A text as its author wrote it, in the pieces between template holes: `'a' + 'b'` → ['ab'], `` `${x} left` `` → ['', ' left'].
 * Null for what is no text.
 */
export function textPieces(node: SyntaxNode): readonly string[] | null {
  const expression = node as Expression
  switch (expression.type) {
    case 'StringLiteral':
      return [expression.value]
    case 'TemplateLiteral':
      return expression.quasis.map(({ value }) => value.cooked ?? value.raw)
    case 'BinaryExpression': {
      if (expression.operator !== '+') return null
      const left = textPieces(expression.left)
      const right = textPieces(expression.right)
      if (!left && !right) return null
      const [head, tail] = [left ?? ['', ''], right ?? ['', '']]
      return [...head.slice(0, -1), `${head.at(-1) ?? ''}${tail[0] ?? ''}`, ...tail.slice(1)]
    }
    default:
      return null
  }
}
