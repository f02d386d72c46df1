import type { Function as FunctionNode, Node, Statement } from '@babel/types'
import { targetsOf } from './patterns.ts'
import { childrenOf } from './source-unit.ts'

/** What an instrumenter asks of a tree of plain JavaScript. */

export type Loop = Extract<
  Node,
  { type: 'ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement' }
>

export function isLoop(node: Node): node is Loop {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)
}

export function isFunction(node: Node): node is FunctionNode {
  return /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression|ObjectMethod|Class(?:Private)?Method)$/.test(
    node.type,
  )
}

/** The loop that a statement is, by way of labels too. */
export function loopIn(statement: Node): Loop | null {
  if (statement.type === 'LabeledStatement') return loopIn(statement.body)
  return isLoop(statement) ? statement : null
}

/** What is exported, for a statement that exports it. */
export function withoutExport(statement: Node): Node {
  const isExport =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
  return isExport && statement.declaration ? statement.declaration : statement
}

/** Whether something happens at a statement when its turn comes, other than at the statements in it. */
export function isStep(statement: Node): boolean {
  const node = withoutExport(statement)
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'BlockStatement':
    case 'TryStatement':
      return false
    case 'ClassDeclaration':
      return node.body.body.some(
        (member) =>
          member.type === 'StaticBlock' || ('static' in member && member.static && 'value' in member),
      )
    case 'VariableDeclaration':
      return node.declarations.some(({ init }) => init)
    case 'LabeledStatement':
      return isStep(node.body)
    default:
      return !isEnum(node)
  }
}

/** Whether a statement is what the compiler made of an enum: `(function (A) { … })(A || (A = {}))`. */
export function isEnum(node: Node): boolean {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return false
  const [argument] = node.expression.arguments
  return (
    node.expression.callee.type === 'ParenthesizedExpression' &&
    node.expression.callee.expression.type === 'FunctionExpression' &&
    argument?.type === 'LogicalExpression' &&
    argument.right.type === 'ParenthesizedExpression' &&
    argument.right.expression.type === 'AssignmentExpression'
  )
}

/** Whether the statement can be followed by the next one. */
export function canGoOn(statement: Node | undefined): boolean {
  return !statement || !/^(?:Return|Throw|Break|Continue)Statement$/.test(statement.type)
}

/** Names of variables that there are when a statement of a list is over; `this` after `super(…)`. */
export function declaredBy(statement: Node): string[] {
  const node = withoutExport(statement)
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id }) => targetsOf(id)).map(({ name }) => name)
  const isSuper =
    node.type === 'ExpressionStatement' &&
    node.expression.type === 'CallExpression' &&
    node.expression.callee.type === 'Super'
  return isSuper ? ['this'] : []
}

/** Names that the statements of a block hide from their beginning on, when they cannot be read yet. */
export function hiddenBy(statements: readonly Node[]): Set<string> {
  const names = statements.map(withoutExport).flatMap((node) => {
    if (node.type === 'VariableDeclaration') return node.kind === 'var' ? [] : declaredBy(node)
    return (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id
      ? [node.id.name]
      : []
  })
  return new Set(names)
}

/**
 * Whether a function's statements cannot stand in a block: there a name is declared once, while a function's body may
 * hold `var g` and `function g` both.
 */
export function isOnlyABody(statements: readonly Statement[]): boolean {
  const functions = statements.flatMap((node) =>
    node.type === 'FunctionDeclaration' && node.id ? [node.id.name] : [],
  )
  if (functions.length === 0) return false
  const variables = new Set(statements.flatMap(varsIn))
  return new Set(functions).size < functions.length || functions.some((name) => variables.has(name))
}

function varsIn(node: Node): string[] {
  if (isFunction(node) || node.type === 'ClassBody') return []
  const own = node.type === 'VariableDeclaration' && node.kind === 'var' ? declaredBy(node) : []
  return [...own, ...childrenOf(node).flatMap(varsIn)]
}

/** Whether a function's own code says `this`; its arrow functions are part of it. */
export function saysThis(node: Node): boolean {
  if (node.type === 'ThisExpression') return true
  return childrenOf(node).some(
    (child) =>
      (!isFunction(child) || child.type === 'ArrowFunctionExpression') &&
      child.type !== 'ClassBody' &&
      saysThis(child),
  )
}

/** Whether a module waits outside of its functions. */
export function waitsAtTop(node: Node): boolean {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true
  return childrenOf(node).some((child) => !isFunction(child) && waitsAtTop(child))
}

/** The name that a function gets from where it stands: `a` of `const a = () => {}`. */
export function nameGivenBy(node: Node): string {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : ''
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return targetName(node.left)
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
      return keyName(node)
    case 'ExportDefaultDeclaration':
      return 'default'
    default:
      return ''
  }
}

function targetName(node: Node): string {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression') return ''
  return keyName({ key: node.property, computed: node.computed })
}

export function keyName({
  key,
  computed,
}: {
  readonly key: Node
  readonly computed?: boolean | null
}): string {
  if (key.type === 'PrivateName') return `#${key.id.name}`
  if (key.type === 'Identifier') return computed ? '' : key.name
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : ''
}

/** The names of private fields that a class declares; methods and accessors hold no value of their own. */
export function privateFields(members: readonly Node[]): string[] {
  return members.flatMap((member) =>
    member.type === 'ClassPrivateProperty' && !member.static ? [`#${member.key.id.name}`] : [],
  )
}

/** All names in a tree, so that new ones can differ. */
export function namesIn(node: Node, names = new Set<string>()): ReadonlySet<string> {
  if (node.type === 'Identifier') names.add(node.name)
  for (const child of childrenOf(node)) namesIn(child, names)
  return names
}
