import type { Class, Function as FunctionNode, Node, Program, Statement } from '@babel/types'
import type { Edits } from './edits.ts'
import {
  declaredBy,
  hiddenBy,
  isEnum,
  isFunction,
  isLoop,
  isOnlyABody,
  isStep,
  keyName,
  loopIn,
  nameGivenBy,
  privateFields,
  saysThis,
  waitsAtTop,
  type Loop,
} from './instrument-facts.ts'
import type { Lines } from './lines.ts'
import { targetsOf } from './patterns.ts'
import { without, withNames, type Method, type Place, type RecorderCalls } from './recorder-calls.ts'
import { childrenOf, rangeOf } from './source-unit.ts'

/**
 * Puts calls of the recorder into a module's code, each on the line that it tells of. `recorder` is the name by which the
 * code knows it:
 *
 *     pop() { return this.items.shift() }
 *     pop() { let f=r.on?r.enter("MyQueue.pop","exercise.ts",1,false,this,[]):null;try{
 *       if(f)f=r.step(f,1,"this",[this]);return r.ret(f,(this.items.shift())) }catch(e){throw r.threw(f,e)}finally{r.leave(f)} }
 *
 * A frame that is null costs a look at it: so it is once the recording is over.
 */
export class Instrumenter {
  readonly #calls: RecorderCalls
  readonly #edits: Edits
  readonly #lines: Lines
  readonly #counters = new Map<Loop, string>()

  constructor(calls: RecorderCalls, edits: Edits, lines: Lines) {
    this.#calls = calls
    this.#edits = edits
    this.#lines = lines
  }

  /** Instruments the module; returns what is to stand behind it. */
  program({ body, directives }: Program): string {
    const [first] = body
    if (!first || (!body.some(isStep) && !body.some(waitsAtTop))) {
      this.#list(body, null)
      return ''
    }
    const { end } = rangeOf(directives.at(-1) ?? first)
    const start = directives.length > 0 ? end : rangeOf(first).start
    const line = this.#line(body.find(isStep) ?? first)
    this.#edits.before(start, `${directives.length > 0 ? ';' : ''}let ${this.#calls.enter('', line, false)}`)
    const place: Place = { visible: [], loop: null }
    this.#list(body, place)
    return `${this.#calls.end(body, place)}${this.#calls.recorder}.leave(${this.#calls.frame});`
  }

  visit(node: Node, place: Place | null, name = ''): void {
    if (isFunction(node)) return this.#function(node, place, functionName(node, name))
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#class(node, place, node.id?.name ?? name)
      case 'BlockStatement':
        return this.#list(node.body, place)
      case 'IfStatement':
        this.visit(node.test, place)
        this.#body(node.consequent, place)
        if (node.alternate) this.#body(node.alternate, place)
        return
      case 'SwitchStatement':
        return this.#switch(node, place)
      case 'CatchClause':
        return this.#catch(node, place)
      case 'ReturnStatement':
        if (place && node.argument)
          this.#wrap(node.argument, `${this.#calls.recorder}.ret(${this.#calls.frame},(`, '))')
        break
      case 'AwaitExpression':
        if (place) this.#pause(node, node.argument)
        break
      case 'YieldExpression':
        if (place) this.#pause(node, node.argument ?? null)
        break
    }
    if (isLoop(node)) return this.#loop(node, place)
    const given = node.type === 'ParenthesizedExpression' ? name : nameGivenBy(node)
    for (const child of childrenOf(node)) this.visit(child, place, given)
  }

  /** The statements of a block, each told before it runs. */
  #list(statements: readonly Node[], place: Place | null): void {
    let inside = place && { ...place, visible: without(place.visible, hiddenBy(statements)) }
    for (const statement of statements) {
      if (inside) {
        const lead = this.#lead(statement, inside)
        if (lead) this.#edits.before(rangeOf(statement).start, lead)
      }
      if (!isEnum(statement)) this.visit(statement, inside)
      inside &&= { ...inside, visible: withNames(inside.visible, declaredBy(statement)) }
    }
  }

  /** A statement that stands where there could be a block: it gets one, to have room for more. */
  #body(node: Statement, place: Place | null, opening = '', closing = ''): void {
    if (!place) return this.visit(node, place)
    if (node.type === 'BlockStatement') {
      this.#enclose(node, opening, closing)
      return this.#list(node.body, place)
    }
    this.#wrap(node, `{${opening}${this.#lead(node, place)}`, `${closing}}`)
    this.visit(node, place)
  }

  /** What stands before a statement: the call that tells of it, and the counter of a loop. */
  #lead(statement: Node, place: Place): string {
    const step = isStep(statement) ? this.#calls.step(place, this.#line(statement)) : ''
    const loop = loopIn(statement)
    if (!loop) return step
    const counter = this.#calls.counter()
    this.#counters.set(loop, counter)
    return `${step}let ${counter}=0;`
  }

  #loop(node: Loop, place: Place | null): void {
    const counter = this.#counters.get(node)
    if (!place || !counter) {
      for (const child of childrenOf(node)) this.visit(child, place)
      return
    }
    const head = node.type === 'ForStatement' ? node.init : 'left' in node ? node.left : null
    const own = head?.type === 'VariableDeclaration' ? declaredBy(head) : []
    const line = this.#line(node)
    const inside: Place = { visible: withNames(place.visible, own), loop: { line, counter } }
    // It waits before each turn, and at the end.
    const isWaiting = node.type === 'ForOfStatement' && node.await === true
    const wait = this.#calls.awaiting(line)
    if (isWaiting) this.#wrap(node.right, `${wait},`, ')')
    for (const child of childrenOf(node)) if (child !== node.body) this.visit(child, place)
    if (!isWaiting) return this.#body(node.body, inside, this.#calls.count(counter))
    const resumed = `${this.#calls.count(counter)}${this.#calls.recorder}.resumed(${this.#calls.frame});try{`
    this.#body(node.body, inside, resumed, `}finally{${wait})}`)
  }

  /** All cases share one scope, but of two cases the first may not have run. */
  #switch(node: Extract<Node, { type: 'SwitchStatement' }>, place: Place | null): void {
    this.visit(node.discriminant, place)
    const hidden = hiddenBy(node.cases.flatMap(({ consequent }) => consequent))
    const inside = place && { ...place, visible: without(place.visible, hidden) }
    for (const { test, consequent } of node.cases) {
      if (test) this.visit(test, place)
      this.#list(consequent, inside)
    }
  }

  #catch({ param, body }: Extract<Node, { type: 'CatchClause' }>, place: Place | null): void {
    const own = param ? targetsOf(param).map(({ name }) => name) : []
    if (param) this.visit(param, place)
    this.visit(body, place && { ...place, visible: withNames(place.visible, own) })
  }

  /** `await x`: what is told before and after lies in the same turn as they do, so nothing comes in another order. */
  #pause(node: Node, argument: Node | null): void {
    const { start, end } = rangeOf(node)
    const awaiting = this.#calls.awaiting(this.#line(node))
    this.#edits.before(start, `${this.#calls.recorder}.resumed(${this.#calls.frame},`)
    this.#edits.after(end, argument ? '))' : ` ${awaiting}))`)
    if (argument) this.#edits.before(rangeOf(argument).start, `${awaiting},`)
  }

  #function(node: FunctionNode, place: Place | null, name: string, method: Method | null = null): void {
    // A key is computed by the code around.
    if ('key' in node && 'computed' in node && node.computed) this.visit(node.key, place)
    for (const parameter of node.params) this.visit(parameter, null)
    const { body } = node
    if (body.type === 'BlockStatement' && isOnlyABody(body.body)) return this.#list(body.body, null)

    const visible = node.params.flatMap(targetsOf).map((target) => target.name)
    const hasThis = method?.hasThis ?? (node.type !== 'ArrowFunctionExpression' && saysThis(body))
    const inside: Place = { visible: withNames(hasThis ? ['this'] : [], visible), loop: null }
    const call = method ? `,${hasThis ? 'this' : 'void 0'},[${method.parameters.join(',')}]` : ''
    const opening = `let ${this.#calls.enter(name, this.#line(node), node.async ?? false, call)}try{`
    if (body.type === 'BlockStatement') this.#framed(body, opening, inside)
    else {
      const step = this.#calls.step(inside, this.#line(body))
      this.#wrap(
        body,
        `{${opening}${step}return ${this.#calls.recorder}.ret(${this.#calls.frame},(`,
        `))${this.#calls.closing()}}`,
      )
      this.visit(body, inside)
    }
  }

  /** A block that is a frame of its own. */
  #framed(
    block: Extract<Node, { type: 'BlockStatement' | 'StaticBlock' }>,
    opening: string,
    inside: Place,
  ): void {
    this.#enclose(block, opening, `${this.#calls.end(block.body, inside)}${this.#calls.closing()}`)
    this.#list(block.body, inside)
  }

  #class(node: Class, place: Place | null, name: string): void {
    if (node.superClass) this.visit(node.superClass, place)
    const { body: members } = node.body
    const fields = privateFields(members)
    const values = fields.map((field) => `${field} in o?o.${field}:void 0`)
    const reader = fields.length > 0 ? `o=>[${values.join(',')}]` : 'null'
    this.#edits.before(
      rangeOf(node.body).start + 1,
      `static{${this.#calls.recorder}.fields(this,"${fields.join(',')}",${reader})}`,
    )
    for (const member of members) {
      if (member.type === 'StaticBlock') this.#staticBlock(member, name)
      else if (isFunction(member)) this.#method(node, member, place, name)
      else this.#field(member, place)
    }
  }

  #method(owner: Class, node: FunctionNode, place: Place | null, className: string): void {
    const isConstructor = 'kind' in node && node.kind === 'constructor'
    const key = 'key' in node ? keyName(node) : ''
    const name = isConstructor ? `new ${className}` : className && key ? `${className}.${key}` : key
    const isStatic = 'static' in node && node.static === true
    // A derived class's constructor has no `this` before super(…).
    const hasThis = !isStatic && !(isConstructor && owner.superClass)
    this.#function(node, place, name, { hasThis, parameters: node.params.flatMap(argumentOf) })
  }

  #field(member: Class['body']['body'][number], place: Place | null): void {
    if ('computed' in member && member.computed && 'key' in member) this.visit(member.key, place)
    if ('value' in member && member.value) this.visit(member.value, null, nameGivenBy(member))
  }

  #staticBlock(node: Extract<Node, { type: 'StaticBlock' }>, className: string): void {
    if (isOnlyABody(node.body)) return this.#list(node.body, null)
    const opening = `let ${this.#calls.enter(className, this.#line(node), false)}try{`
    this.#framed(node, opening, { visible: [], loop: null })
  }

  /** Puts texts at the beginning and the end of a block, behind its directives. */
  #enclose(
    block: Extract<Node, { type: 'BlockStatement' | 'StaticBlock' }>,
    opening: string,
    closing: string,
  ): void {
    const { start, end } = rangeOf(block)
    const last = 'directives' in block ? block.directives.at(-1) : undefined
    const brace = block.type === 'StaticBlock' ? this.#edits.text.indexOf('{', start) : start
    const at = last ? rangeOf(last).end : brace + 1
    const text = last ? `;${opening}` : opening
    if (at === end - 1) return this.#edits.before(at, text + closing)
    this.#edits.before(at, text)
    if (closing) this.#edits.after(end - 1, closing)
  }

  #wrap(node: Node, opening: string, closing: string): void {
    const { start, end } = rangeOf(node)
    this.#edits.before(start, opening)
    this.#edits.after(end, closing)
  }

  #line(node: Node): number {
    return this.#lines.at(rangeOf(node).start).line
  }
}

/** A function's own name, or the one that it gets from where it stands. */
function functionName(node: FunctionNode, given: string): string {
  if ('key' in node) return keyName(node)
  return ('id' in node && node.id?.name) || given
}

/** A parameter as an argument again; one that was taken apart is told by nothing. */
function argumentOf(parameter: Node): string[] {
  if (parameter.type === 'Identifier') return [parameter.name]
  if (parameter.type === 'AssignmentPattern') return argumentOf(parameter.left)
  if (parameter.type === 'RestElement') return argumentOf(parameter.argument).map((name) => `...${name}`)
  return []
}
