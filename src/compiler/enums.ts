import type { Node, TSEnumDeclaration } from '@babel/types'
import type { Edits } from './edits.ts'
import { EnumValues } from './enum-values.ts'
import { quote } from './forbidden-texts.ts'
import type { LinkedModule } from './module.ts'
import { rangeOf } from './source-unit.ts'

/**
 * Writes an enum as TypeScript does, each member on its line:
 *
 *     enum Color { Red, Blue = 'b' }
 *     var Color; (function (Color) { Color[Color["Red"] = 0] = "Red"; Color["Blue"] = "b"; })(Color || (Color = {}));
 *
 * `statementStart` is where the statement begins, `export` included; `visit` erases the types of a computed value.
 */
export function lowerEnum(
  { unit, scopes }: LinkedModule,
  edits: Edits,
  node: TSEnumDeclaration,
  statementStart: number,
  visit: (initializer: Node) => void,
): void {
  const { start, end } = rangeOf(node)
  const { name } = node.id
  const binding = scopes.bindingOf.get(node.id)
  const open = unit.next(rangeOf(node.id).end)
  const isFirst = binding?.first === node
  const keyword = scopes.module.get(name) === binding ? 'var' : 'let'
  // A later declaration of the same enum adds to it, and neither declares nor exports it again.
  edits.cover(
    isFirst ? start : statementStart,
    open + 1,
    `${isFirst ? `${keyword} ${name}` : ''};(function (${name}) {`,
  )
  edits.cover(end - 1, end, `})(${name} || (${name} = {}));`)
  for (const member of binding?.members?.values() ?? []) {
    for (const use of scopes.usesOf.get(member) ?? []) {
      const range = rangeOf(use.node)
      if (range.start < start || range.end > end) continue
      const text = `${name}.${member.name}`
      edits.cover(range.start, range.end, use.form === 'shorthand' ? `${member.name}: ${text}` : text)
    }
  }
  const values = new EnumValues(scopes)
  for (const member of node.members) {
    const range = rangeOf(member)
    const key = quote(member.id.type === 'Identifier' ? member.id.name : member.id.value)
    const comma = unit.next(range.end)
    if (unit.text[comma] === ',') edits.cover(comma, comma + 1, ';')
    const value = values.of(member, node)
    if (typeof value === 'string') edits.cover(range.start, range.end, `${name}[${key}] = ${quote(value)}`)
    else if (typeof value === 'number')
      edits.cover(range.start, range.end, `${name}[${name}[${key}] = ${value}] = ${key}`)
    else if (member.initializer) {
      visit(member.initializer)
      const isText = isTextual(member.initializer)
      edits.cover(
        range.start,
        rangeOf(member.initializer).start,
        isText ? `${name}[${key}] = ` : `${name}[${name}[${key}] = `,
      )
      if (!isText) edits.after(range.end, `] = ${key}`)
    }
  }
}

/** Whether an expression is a text by its form: such members have no way back from value to name. */
function isTextual(node: Node): boolean {
  switch (node.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return true
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return isTextual(node.expression)
    case 'BinaryExpression':
      return node.operator === '+' && (isTextual(node.left) || isTextual(node.right))
    default:
      return false
  }
}
