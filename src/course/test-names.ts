import type { Report } from './problem.ts'
import {
  childrenOf,
  lineOf,
  parseTypeScript,
  textPieces,
  type Argument,
  type Expression,
  type SyntaxNode,
} from './syntax.ts'

/**
 * Full names of the tests in a test file, in order, read from its source: a check counts only if exactly these ran, so
 * every name must be a literal and every test must always run.
 *
 *     testNames("describe('MyQueue', () => { test('is empty', …) })", file, report)     // ['MyQueue > is empty']
 */
export function testNames(source: string, file: string, report: Report): readonly string[] {
  const program = parseTypeScript(source, file, report)
  if (!program) return []
  const names: string[] = []
  const found = (name: string, line: number): void => {
    if (names.includes(name))
      report({ file, line, message: `two tests are called '${name}', expected a name of its own` })
    names.push(name)
  }
  collect(program.body, [], { file, report, found })
  if (names.length === 0) report({ file, message: "has no tests, expected at least one test('…', …)" })
  return names
}

interface Context {
  readonly file: string
  readonly report: Report
  found(name: string, line: number): void
}

/** What vitest hangs on test and describe; any other member is somebody's own `it.next()`. */
const modifiers = [
  'only',
  'skip',
  'todo',
  'each',
  'for',
  'fails',
  'concurrent',
  'sequential',
  'skipIf',
  'runIf',
  'extend',
]

/** Statements of the file or of a describe block: the places where tests may stand. */
function collect(statements: readonly SyntaxNode[], path: readonly string[], context: Context): void {
  for (const statement of statements) {
    const call =
      statement.type === 'ExpressionStatement'
        ? callOf((statement as { expression?: SyntaxNode }).expression)
        : null
    if (!call) refuseTestsBelow(statement, context)
    else if (call.modifier) refuseModifier(call, context)
    else {
      const name = literalName(call, context)
      if (name === null) continue
      if (call.kind === 'test') context.found([...path, name].join(' > '), call.line)
      else collect(blockOf(call.arguments), [...path, name], context)
    }
  }
}

/** A test inside a loop, a condition or a helper: nobody can say from the source whether and how often it runs. */
function refuseTestsBelow(node: SyntaxNode, context: Context): void {
  const call = callOf(node)
  if (call) {
    const message = `${call.kind}() stands inside other code, expected it at the top of the file or of a describe block`
    context.report({ file: context.file, line: call.line, message })
    return
  }
  for (const child of childrenOf(node)) refuseTestsBelow(child, context)
}

interface TestCall {
  readonly kind: 'test' | 'describe'
  /** `only`, `skip`, `each` … */
  readonly modifier: string | null
  readonly line: number
  readonly arguments: readonly Argument[]
}

function callOf(node: SyntaxNode | undefined): TestCall | null {
  const call = node as Expression | undefined
  if (call?.type !== 'CallExpression') return null
  let callee: SyntaxNode = call.callee
  let modifier: string | null = null
  // test.each([…])('name', …) is a call of a call.
  while (callee.type === 'MemberExpression' || callee.type === 'CallExpression') {
    const expression = callee as Expression
    if (expression.type === 'MemberExpression') {
      modifier = expression.property.type === 'Identifier' ? expression.property.name : 'a computed name'
      callee = expression.object
    } else if (expression.type === 'CallExpression') callee = expression.callee
  }
  const name = callee.type === 'Identifier' ? (callee as { name?: string }).name : undefined
  if (name !== 'test' && name !== 'it' && name !== 'describe') return null
  if (modifier !== null && !modifiers.includes(modifier)) return null
  return {
    kind: name === 'describe' ? 'describe' : 'test',
    modifier,
    line: lineOf(call),
    arguments: call.arguments,
  }
}

function refuseModifier({ kind, modifier, line }: TestCall, { file, report }: Context): void {
  report({
    file,
    line,
    message: `${kind}.${modifier} is used, expected a plain ${kind}('…', …): every test runs once, by its name`,
  })
}

function literalName({ kind, line, arguments: [first] }: TestCall, { file, report }: Context): string | null {
  const pieces = first ? textPieces(first) : null
  if (pieces?.length === 1 && pieces[0]) return pieces[0]
  report({ file, line, message: `the name of this ${kind} is no literal, expected ${kind}('…', …)` })
  return null
}

function blockOf(parameters: readonly Argument[]): readonly SyntaxNode[] {
  for (const parameter of parameters) {
    if (parameter.type !== 'ArrowFunctionExpression' && parameter.type !== 'FunctionExpression') continue
    return parameter.body.type === 'BlockStatement'
      ? parameter.body.body
      : [{ type: 'ExpressionStatement', expression: parameter.body } as SyntaxNode]
  }
  return []
}
