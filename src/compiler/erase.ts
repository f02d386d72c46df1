import type {
  ArrowFunctionExpression,
  BinaryExpression,
  Class,
  Node,
  TSAsExpression,
  TSSatisfiesExpression,
  TSTypeAssertion,
} from '@babel/types'
import { eraseFromClass, eraseFromMember, isErasedMember, separateMembers } from './erase-class.ts'
import type { Edits } from './edits.ts'
import { lowerEnum } from './enums.ts'
import type { LinkedModule } from './module.ts'
import { childrenOf, rangeOf } from './source-unit.ts'
import { isTypeOnly } from './type-only.ts'

/**
 * Blanks all that is TypeScript's, so that what is left is JavaScript at the same lines and columns. Imports and exports
 * of names are left to the targets, since they differ in them.
 */
export function eraseTypes(module: LinkedModule, edits: Edits): void {
  const eraser = new Eraser(module, edits)
  for (const statement of module.unit.program.body) eraser.visit(statement)
}

class Eraser {
  readonly #module: LinkedModule
  readonly #edits: Edits

  constructor(module: LinkedModule, edits: Edits) {
    this.#module = module
    this.#edits = edits
  }

  visit(node: Node): void {
    const { start, end } = rangeOf(node)
    const { unit } = this.#module
    if (isTypeOnly(node)) return eraseWhole(this.#edits, node)
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return
      case 'TSTypeAnnotation':
      case 'TSTypeParameterDeclaration':
      case 'TSTypeParameterInstantiation':
        return this.#edits.blank(start, end)
      case 'TSEnumDeclaration':
        return lowerEnum(this.#module, this.#edits, node, start, (initializer) => this.visit(initializer))
      case 'ExportNamedDeclaration':
        if (node.declaration?.type !== 'TSEnumDeclaration') break
        return lowerEnum(this.#module, this.#edits, node.declaration, start, (initializer) =>
          this.visit(initializer),
        )
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#visitClass(node)
      case 'ClassMethod':
      case 'ClassPrivateMethod':
      case 'ClassProperty':
      case 'ClassPrivateProperty':
      case 'ClassAccessorProperty':
        eraseFromMember(unit, this.#edits, node)
        break
      case 'TSParameterProperty':
        this.#edits.blank(start, rangeOf(node.parameter).start)
        return this.visit(node.parameter)
      case 'VariableDeclarator':
        if (node.definite) this.#blankMark(node.id, '!')
        break
      case 'Identifier':
      case 'ObjectPattern':
      case 'ArrayPattern':
        if (node.optional) this.#blankMark(node, '?')
        break
      case 'ArrowFunctionExpression':
        this.#keepArrowOnItsLine(node)
        break
      case 'BinaryExpression':
        this.#keepGrouping(node)
        break
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        return this.#visitAs(node)
      case 'TSTypeAssertion':
        return this.#visitAssertion(node)
      case 'TSNonNullExpression':
        this.#edits.blank(end - 1, end)
        break
      case 'TSInstantiationExpression':
        this.#edits.blank(rangeOf(node.expression).end, end)
        this.#endStatement(rangeOf(node.expression).end, end)
        return this.visit(node.expression)
    }
    this.#eraseThisParameter(node)
    for (const child of childrenOf(node)) this.visit(child)
  }

  #visitClass(node: Class): void {
    eraseFromClass(this.#module.unit, this.#edits, node)
    for (const child of [node.id, node.typeParameters, node.superClass, node.superTypeParameters]) {
      if (child) this.visit(child)
    }
    for (const member of node.body.body) {
      if (isErasedMember(member)) eraseWhole(this.#edits, member)
      else this.visit(member)
    }
    separateMembers(this.#module.unit, this.#edits, node.body)
  }

  /** `name?: T`, `name!: T`: the mark stands between the name and its type, or at the end where there is no type. */
  #blankMark(node: Node, mark: '?' | '!'): void {
    const { unit } = this.#module
    const annotation =
      'typeAnnotation' in node && node.typeAnnotation ? rangeOf(node.typeAnnotation).start : null
    const end = annotation === null ? rangeOf(node).end : unit.previous(annotation)
    const at = unit.text[end - 1] === mark ? end - 1 : unit.next(end)
    if (unit.text[at] === mark) this.#edits.blank(at, at + 1)
  }

  #eraseThisParameter(node: Node): void {
    const first = 'params' in node && Array.isArray(node.params) ? node.params[0] : undefined
    if (first?.type !== 'Identifier' || first.name !== 'this') return
    const { start, end } = rangeOf(first)
    const comma = this.#module.unit.next(end)
    this.#edits.blank(start, end)
    if (this.#module.unit.text[comma] === ',') this.#edits.blank(comma, comma + 1)
  }

  /**
   * No line may break between `)` and `=>`, and with a type parameter list before them none may break before `(`, as in
   * `return <\nT>(x) =>`. So a parenthesis moves to where the type was.
   */
  #keepArrowOnItsLine(node: ArrowFunctionExpression): void {
    const { unit } = this.#module
    if (node.typeParameters) {
      const { start, end } = rangeOf(node.typeParameters)
      const open = unit.next(end)
      if (unit.hasLineBreak(start, open)) {
        this.#edits.blank(start, end)
        this.#edits.cover(start, start + 1, '(')
        this.#edits.blank(open, open + 1)
        node.typeParameters = null
      }
    }
    if (node.returnType) {
      const { start, end } = rangeOf(node.returnType)
      const close = unit.previous(start) - 1
      if (unit.hasLineBreak(close, end)) {
        this.#edits.blank(close, end)
        this.#edits.cover(end - 1, end, ')')
        node.returnType = null
      }
    }
  }

  #visitAs(node: TSAsExpression | TSSatisfiesExpression): void {
    const { end } = rangeOf(node)
    const start = this.#module.unit.next(rangeOf(node.expression).end)
    this.#edits.blank(start, end)
    this.#endStatement(start, end)
    this.visit(node.expression)
  }

  /** `a + b as number * c` means `(a + b) * c`: the type holds the sum together. */
  #keepGrouping({ left, operator }: BinaryExpression): void {
    const value = withoutAssertions(left)
    if (value === left || bindingPower(value, operator) > powerOf(operator)) return
    if (operator !== '**' && bindingPower(value, operator) === powerOf(operator)) return
    this.#edits.before(rangeOf(left).start, '(')
    this.#edits.after(rangeOf(left).end, ')')
  }

  /** Without the type, the next line could go on where the type ended the statement: `x as T` + `(y)` would be a call. */
  #endStatement(start: number, end: number): void {
    const { unit } = this.#module
    const next = unit.next(end)
    const canGoOn = ['(', '[', '`'].includes(unit.text[next] ?? '')
    if (canGoOn && unit.hasLineBreak(end, next)) this.#edits.cover(start, start + 1, ';')
  }

  #visitAssertion(node: TSTypeAssertion): void {
    const { start, end } = rangeOf(node)
    const { unit } = this.#module
    const inner = rangeOf(node.expression)
    this.#edits.blank(start, inner.start)
    // `() => <T>{}` must not become a block, `return <T>` must not lose what is on the next line.
    const isFragile = /^(?:\{|(?:function|class|async|let)\b)/.test(
      unit.text.slice(inner.start, inner.start + 10),
    )
    if (isFragile || unit.hasLineBreak(start, inner.start)) {
      this.#edits.cover(start, start + 1, '(')
      this.#edits.after(end, ')')
    }
    this.visit(node.expression)
  }
}

/** Blanks a statement or class member; the semicolon keeps the lines before and after it apart. */
export function eraseWhole(edits: Edits, node: Node): void {
  const { start, end } = rangeOf(node)
  edits.cover(start, end, ';')
}

function withoutAssertions(node: Node): Node {
  const isAssertion =
    node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'TSTypeAssertion'
  return isAssertion ? withoutAssertions(node.expression) : node
}

/** How tightly a value holds together to the left of an operator. */
function bindingPower(value: Node, operator: string): number {
  if (value.type === 'BinaryExpression') return powerOf(value.operator)
  const isPrefixed = value.type === 'UnaryExpression' || value.type === 'AwaitExpression'
  // The language allows no prefix before the base of a power.
  return isPrefixed && operator === '**' ? 0 : Infinity
}

const operatorsByPower = [
  ['<', '>', '<=', '>=', 'in', 'instanceof'],
  ['<<', '>>', '>>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
]

function powerOf(operator: string): number {
  return operatorsByPower.findIndex((operators) => operators.includes(operator))
}
