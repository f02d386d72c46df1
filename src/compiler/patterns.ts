import type { Identifier, Node } from '@babel/types'

/** The names that a pattern declares or, left of an `=`, sets. */
export function targetsOf(pattern: Node): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return pattern.properties.flatMap(targetsOf)
    case 'ObjectProperty':
      return targetsOf(pattern.value)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? targetsOf(element) : []))
    case 'AssignmentPattern':
      return targetsOf(pattern.left)
    case 'RestElement':
      return targetsOf(pattern.argument)
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return targetsOf(pattern.expression)
    default:
      return []
  }
}
