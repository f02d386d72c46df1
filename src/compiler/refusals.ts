import type { Node, TSEnumDeclaration } from '@babel/types'
import type { Diagnostic } from '../wire/program.ts'
import { findSuperCall } from './erase-class.ts'
import { EnumValues } from './enum-values.ts'
import type { Scopes } from './binding.ts'
import { rangeOf, walk, type SourceUnit } from './source-unit.ts'
import { isTypeOnly } from './type-only.ts'

/** Says of everything that parses but does not run here what to write instead. */
export function findRefusals(unit: SourceUnit, scopes: Scopes): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const values = new EnumValues(scopes)
  walk(unit.program, (node) => {
    const message = refusal(node)
    if (message !== null) {
      const { start, end } = rangeOf(node)
      const lineEnd = unit.text.slice(start, end).search(/[\r\n]/)
      diagnostics.push(unit.lines.diagnostic(unit.name, message, start, lineEnd < 0 ? end : start + lineEnd))
    }
    if (node.type === 'TSEnumDeclaration' && !isTypeOnly(node))
      diagnostics.push(...unsetMembers(unit, values, node))
    return message === null && !isTypeOnly(node)
  })
  for (const node of scopes.unbound) {
    if (node.name !== 'arguments') continue
    const { start, end } = rangeOf(node)
    diagnostics.push(unit.lines.diagnostic(unit.name, 'arguments only exists inside a function.', start, end))
  }
  return diagnostics
}

function refusal(node: Node): string | null {
  switch (node.type) {
    case 'TSModuleDeclaration':
      if (isTypeOnly(node)) return null
      return 'A namespace with values does not run here. Write its functions and constants at the top of a file of their own, or put them in an object.'
    case 'TSImportEqualsDeclaration':
      if (isTypeOnly(node)) return null
      if (node.moduleReference.type === 'TSExternalModuleReference') {
        const specifier = JSON.stringify(node.moduleReference.expression.value)
        return `"import … = require(…)" does not run here. Write: import ${node.id.name} from ${specifier}`
      }
      return `"import ${node.id.name} = …" does not run here. Write: const ${node.id.name} = …`
    case 'TSExportAssignment':
      return '"export =" does not run here. Write "export default" instead.'
    case 'TSNamespaceExportDeclaration':
      return '"export as namespace" belongs in declaration files and does not run here. Delete it.'
    case 'Decorator':
      return 'Decorators do not run here: browsers do not know them yet. Call the function yourself, with the class or method as its argument.'
    case 'VariableDeclaration':
      if (node.kind !== 'using' && node.kind !== 'await using') return null
      return `"${node.kind}" does not run here: not all browsers know it yet. Use const, and close what you opened in a finally block.`
    case 'MetaProperty':
      return node.meta.name === 'import' ? 'import.meta is not available here.' : null
    case 'ImportAttribute':
      return 'Import attributes (with { … }) are not available here. Only program files can be imported.'
    case 'CallExpression':
    case 'OptionalCallExpression':
      if (unwrap(node.callee).type !== 'Identifier' || !isNamed(unwrap(node.callee), 'eval')) return null
      return 'eval is switched off here. Write the code itself instead of a text that holds it.'
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (!node.superClass || node.body.body.every((member) => !needsSuperCall(member))) return null
      return 'A constructor with private, public or readonly parameters must call super(…) as a statement of its own.'
    case 'RegExpLiteral':
      return regExpProblem(node.pattern, node.flags)
    default:
      return null
  }
}

function unwrap(node: Node): Node {
  return node.type === 'ParenthesizedExpression' || node.type === 'TSNonNullExpression'
    ? unwrap(node.expression)
    : node
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

/** The parser does not look into regular expressions, and an engine would refuse the module without naming a place. */
function regExpProblem(pattern: string, flags: string): string | null {
  try {
    new RegExp(pattern, flags)
    return null
  } catch (error) {
    return error instanceof SyntaxError ? `${error.message}.` : String(error)
  }
}

/** Whether a member is a constructor that sets parameter properties and has no place where to set them. */
function needsSuperCall(member: Node): boolean {
  if (member.type !== 'ClassMethod' || member.kind !== 'constructor') return false
  return member.params.some(({ type }) => type === 'TSParameterProperty') && !findSuperCall(member)
}

/** Members that follow a text or a computed value and say no value themselves. */
function unsetMembers(unit: SourceUnit, values: EnumValues, node: TSEnumDeclaration): Diagnostic[] {
  return node.members.flatMap((member) => {
    if (member.initializer || values.of(member, node) !== null) return []
    const { start, end } = rangeOf(member)
    const message =
      'This member needs a value of its own, as in Name = 1: the one before it is no number to count on from.'
    return [unit.lines.diagnostic(unit.name, message, start, end)]
  })
}
