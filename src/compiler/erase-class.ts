import type { Class, ClassBody, ClassMethod, Identifier, Node, TSParameterProperty } from '@babel/types'
import type { Edits } from './edits.ts'
import { rangeOf, type SourceUnit } from './source-unit.ts'

type Member = Extract<
  ClassBody['body'][number],
  {
    type:
      | 'ClassMethod'
      | 'ClassPrivateMethod'
      | 'ClassProperty'
      | 'ClassPrivateProperty'
      | 'ClassAccessorProperty'
  }
>

const modifiers = new Set(['public', 'private', 'protected', 'readonly', 'override', 'abstract', 'declare'])

/** Names that a line break does not keep from being read as the start of a getter, setter or static member. */
const halfKeywords = new Set(['get', 'set', 'static'])

/** Whether nothing of a class member exists when the program runs. */
export function isErasedMember(member: Node): boolean {
  if (member.type === 'TSDeclareMethod' || member.type === 'TSIndexSignature') return true
  if (member.type !== 'ClassProperty' && member.type !== 'ClassAccessorProperty') return false
  return member.declare === true || member.abstract === true
}

/** Blanks `abstract` and `implements …`, and spells out the parameter properties of the constructor. */
export function eraseFromClass(unit: SourceUnit, edits: Edits, node: Class): void {
  const { start } = rangeOf(node)
  if (unit.wordAt(start) === 'abstract') edits.blank(start, start + 'abstract'.length)
  const first = node.implements?.[0]
  const last = node.implements?.at(-1)
  if (first && last) {
    const keyword = unit.previous(rangeOf(first).start) - 'implements'.length
    edits.blank(keyword, rangeOf(last).end)
  }
  const constructor = node.body.body.find(
    (member) => member.type === 'ClassMethod' && member.kind === 'constructor',
  )
  if (constructor?.type === 'ClassMethod') spellOutParameters(edits, node, constructor)
}

/**
 * To be called when the members are erased: puts a semicolon where a blanked modifier was all that ended the field before: `a = 1` + `private [b] = 2`, and
 * behind a field named `get`, which would turn the next method into a getter.
 */
export function separateMembers(unit: SourceUnit, edits: Edits, body: ClassBody): void {
  let isOpen = false
  for (const member of body.body) {
    const { start, end } = rangeOf(member)
    if (isOpen && modifiers.has(unit.wordAt(start))) edits.cover(start, start + 1, ';')
    isOpen = !isErasedMember(member) && 'value' in member && unit.text[end - 1] !== ';'
    if (!isOpen || member.type !== 'ClassProperty' || member.value || member.computed) continue
    if (!member.typeAnnotation && !member.optional && !member.definite) continue
    if (member.key.type === 'Identifier' && halfKeywords.has(member.key.name)) edits.cover(end - 1, end, ';')
  }
}

/** Blanks modifiers before a member's name and the `?` or `!` behind it. Types are blanked where they are met. */
export function eraseFromMember(unit: SourceUnit, edits: Edits, member: Member): void {
  const key = rangeOf(member.key)
  let at = rangeOf(member).start
  while (at < key.start) {
    const word = unit.wordAt(at)
    if (modifiers.has(word)) edits.blank(at, at + word.length)
    else if (word === '') break
    at = unit.next(at + word.length)
  }
  const isComputed = 'computed' in member && member.computed === true
  const closing = isComputed ? unit.next(key.end) + 1 : key.end
  const mark = unit.next(closing)
  const isMarked = ('optional' in member && member.optional) || ('definite' in member && member.definite)
  if (isMarked && /[?!]/.test(unit.text[mark] ?? '')) edits.blank(mark, mark + 1)
}

/** `constructor(private readonly inbox: Stack)` declares a field and sets it: as TypeScript does it for ES2022. */
function spellOutParameters(edits: Edits, node: Class, constructor: ClassMethod): void {
  const names = constructor.params.flatMap((parameter) =>
    parameter.type === 'TSParameterProperty' ? [nameOfParameter(parameter)] : [],
  )
  if (names.length === 0) return
  edits.before(rangeOf(node.body).start + 1, names.map((name) => ` ${name};`).join(''))
  const assignments = names.map((name) => ` this.${name} = ${name};`).join('')
  const superCall = findSuperCall(constructor)
  if (superCall) edits.after(rangeOf(superCall).end, `;${assignments}`)
  else edits.before(rangeOf(constructor.body).start + 1, assignments)
}

/** The `super(…)` that stands as a statement of its own in a constructor, after which there is a `this`. */
export function findSuperCall(constructor: ClassMethod): Node | undefined {
  return constructor.body.body.find(
    (statement) =>
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'CallExpression' &&
      statement.expression.callee.type === 'Super',
  )
}

function nameOfParameter({ parameter }: TSParameterProperty): string {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  return (target as Identifier).name
}
