import type { Identifier, Node, Program, TSEnumDeclaration, VariableDeclaration } from '@babel/types'
import type { Binding, Reference, Scopes } from './binding.ts'
import { targetsOf } from './patterns.ts'
import { childrenOf } from './source-unit.ts'

interface Scope {
  readonly parent: Scope | null
  /** Where `var` lands. */
  readonly isFunction: boolean
  readonly bindings: Map<string, Binding>
}

type Pending = Reference & { readonly scope: Scope }

/** Finds out for each name in a program which declaration it means. */
export function analyseScopes(program: Program): Scopes {
  const analysis = new ScopeAnalysis()
  for (const statement of program.body) analysis.visit(statement, analysis.module)
  return analysis.finish()
}

class ScopeAnalysis {
  readonly module: Scope = { parent: null, isFunction: true, bindings: new Map() }
  readonly #pending: Pending[] = []
  readonly #names = new Set<string>()
  readonly #written = new Set<Node>()
  readonly #bindingOf = new Map<Node, Binding>()

  /** Declarations may follow their uses, so names are resolved when all have been seen. */
  finish(): Scopes {
    const unbound: Identifier[] = []
    const reassigned = new Set<Binding>()
    const usesOf = new Map<Binding, Reference[]>()
    for (const { scope, ...reference } of this.#pending) {
      const binding = resolve(scope, reference.node.name)
      if (!binding) {
        unbound.push(reference.node)
        continue
      }
      this.#bindingOf.set(reference.node, binding)
      if (this.#written.has(reference.node)) reassigned.add(binding)
      const uses = usesOf.get(binding)
      if (uses) uses.push(reference)
      else usesOf.set(binding, [reference])
    }
    return {
      module: this.module.bindings,
      usesOf,
      bindingOf: this.#bindingOf,
      reassigned,
      unbound,
      names: this.#names,
    }
  }

  visit(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        return this.#refer(node, scope, 'value', 'plain')
      case 'ImportDeclaration':
        if (node.importKind === 'type') return
        for (const specifier of node.specifiers) {
          const isType = specifier.type === 'ImportSpecifier' && specifier.importKind === 'type'
          if (!isType) this.#declare(scope, { name: specifier.local.name, kind: 'import' })
        }
        return
      case 'ExportNamedDeclaration':
        if (node.exportKind === 'type' && !node.declaration) return
        if (node.declaration) return this.visit(node.declaration, scope)
        for (const specifier of node.source ? [] : node.specifiers) {
          if (specifier.type !== 'ExportSpecifier' || specifier.exportKind === 'type') continue
          this.#refer(specifier.local, scope, 'export', 'plain')
        }
        return
      case 'ExportAllDeclaration':
        return
      case 'ExportDefaultDeclaration':
        if (node.declaration.type !== 'Identifier') return this.visit(node.declaration, scope)
        return this.#refer(node.declaration, scope, 'export', 'plain')
      case 'VariableDeclaration':
        return this.#visitVariables(node, scope)
      case 'FunctionDeclaration':
        if (node.id) this.#declare(scope, { name: node.id.name, kind: 'variable' })
        return this.#visitFunction(node, inside(scope, true))
      case 'FunctionExpression': {
        const own = inside(scope, true)
        if (node.id) this.#declare(own, { name: node.id.name, kind: 'variable' })
        return this.#visitFunction(node, own)
      }
      case 'ArrowFunctionExpression':
        return this.#visitFunction(node, inside(scope, true))
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.#visitKey(node, scope)
        return this.#visitFunction(node, inside(scope, true))
      case 'ObjectProperty':
        this.#visitKey(node, scope)
        if (node.shorthand) return this.#visitShorthand(node.value, scope)
        return this.visit(node.value, scope)
      case 'ClassProperty':
      case 'ClassAccessorProperty':
      case 'ClassPrivateProperty':
        if (node.type !== 'ClassPrivateProperty' && (node.declare || node.abstract)) return
        this.#visitKey(node, scope)
        if (node.value) this.visit(node.value, inside(scope, true))
        return
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if (node.type === 'ClassDeclaration' && node.declare) return
        const own = inside(scope, false)
        if (node.id && node.type === 'ClassDeclaration')
          this.#declare(scope, { name: node.id.name, kind: 'variable' })
        if (node.id) this.#declare(own, { name: node.id.name, kind: 'variable' })
        if (node.superClass) this.visit(node.superClass, own)
        for (const member of node.body.body) this.visit(member, own)
        return
      }
      case 'AssignmentExpression':
        this.#noteWrites(node.left)
        return this.#visitChildren(node, scope)
      case 'UpdateExpression':
        this.#noteWrites(node.argument)
        return this.visit(node.argument, scope)
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#noteWrites(node.left)
        return this.#visitChildren(node, inside(scope, false))
      case 'BlockStatement':
      case 'SwitchStatement':
      case 'ForStatement':
        return this.#visitChildren(node, inside(scope, false))
      case 'StaticBlock':
        return this.#visitChildren(node, inside(scope, true))
      case 'CatchClause': {
        const own = inside(scope, false)
        if (node.param) this.#declarePattern(node.param, own, own)
        return this.visit(node.body, own)
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.visit(node.object, scope)
        if (node.computed) this.visit(node.property, scope)
        else this.#note(node.property)
        return
      case 'CallExpression':
      case 'OptionalCallExpression':
        if (node.callee.type === 'Identifier') this.#refer(node.callee, scope, 'value', 'called')
        else this.visit(node.callee, scope)
        return node.arguments.forEach((argument) => this.visit(argument, scope))
      case 'TaggedTemplateExpression':
        if (node.tag.type === 'Identifier') this.#refer(node.tag, scope, 'value', 'called')
        else this.visit(node.tag, scope)
        return this.visit(node.quasi, scope)
      case 'LabeledStatement':
        return this.visit(node.body, scope)
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
      case 'PrivateName':
        return
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
        return this.visit(node.expression, scope)
      case 'TSEnumDeclaration':
        if (!node.declare) this.#visitEnum(node, scope)
        return
      default:
        if (!node.type.startsWith('TS')) this.#visitChildren(node, scope)
    }
  }

  #visitChildren(node: Node, scope: Scope): void {
    for (const child of childrenOf(node)) this.visit(child, scope)
  }

  /** Parameters and body have a scope each: a parameter's default value does not see the body's variables. */
  #visitFunction(
    node: Extract<Node, { params: unknown; body: unknown }> & { params: Node[]; body: Node },
    own: Scope,
  ): void {
    if (node.type !== 'ArrowFunctionExpression') this.#declare(own, { name: 'arguments', kind: 'variable' })
    for (const parameter of node.params) this.#declarePattern(parameter, own, own)
    const body = inside(own, true)
    if (node.body.type === 'BlockStatement') this.#visitChildren(node.body, body)
    else this.visit(node.body, body)
  }

  #visitVariables(node: VariableDeclaration, scope: Scope): void {
    if (node.declare) return
    const target = node.kind === 'var' ? nearestFunction(scope) : scope
    for (const { id, init } of node.declarations) {
      const value = node.kind === 'const' && id.type === 'Identifier' ? (init ?? undefined) : undefined
      this.#declarePattern(id, target, scope, value)
      if (init) this.visit(init, scope)
    }
  }

  #visitEnum(node: TSEnumDeclaration, scope: Scope): void {
    const merged = scope.bindings.get(node.id.name)
    const members = merged?.members ?? new Map<string, Binding>()
    const binding: Binding = merged?.members
      ? merged
      : { name: node.id.name, kind: 'enum', members, first: node }
    this.#declare(scope, binding)
    this.#bindingOf.set(node.id, binding)
    const own: Scope = { parent: scope, isFunction: true, bindings: members }
    for (const member of node.members) {
      const name = member.id.type === 'Identifier' ? member.id.name : member.id.value
      this.#declare(own, { name, kind: 'member', member: { node: member, owner: node } })
    }
    for (const { initializer } of node.members) if (initializer) this.visit(initializer, own)
  }

  #visitShorthand(value: Node, scope: Scope): void {
    if (value.type === 'Identifier') return this.#refer(value, scope, 'value', 'shorthand')
    if (value.type !== 'AssignmentPattern') return this.visit(value, scope)
    this.#visitShorthand(value.left, scope)
    this.visit(value.right, scope)
  }

  #visitKey(node: { key: Node; computed?: boolean | null }, scope: Scope): void {
    if (node.computed) this.visit(node.key, scope)
    else this.#note(node.key)
  }

  /** Declares the names of a pattern in `target`; keys and default values in it are looked up from `scope`. */
  #declarePattern(node: Node, target: Scope, scope: Scope, value?: Node): void {
    const declare = (pattern: Node): void => this.#declarePattern(pattern, target, scope)
    switch (node.type) {
      case 'Identifier':
        return this.#declare(target, { name: node.name, kind: 'variable', ...(value && { value }) })
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'ObjectProperty') this.#visitKey(property, scope)
          declare(property.type === 'ObjectProperty' ? property.value : property.argument)
        }
        return
      case 'ArrayPattern':
        return node.elements.forEach((element) => element && declare(element))
      case 'AssignmentPattern':
        declare(node.left)
        return this.visit(node.right, scope)
      case 'RestElement':
        return declare(node.argument)
      case 'TSParameterProperty':
        return declare(node.parameter)
    }
  }

  #declare(scope: Scope, binding: Binding): void {
    this.#names.add(binding.name)
    scope.bindings.set(binding.name, binding)
  }

  #refer(node: Identifier, scope: Scope, role: Reference['role'], form: Reference['form']): void {
    this.#names.add(node.name)
    this.#pending.push({ node, scope, role, form })
  }

  #noteWrites(pattern: Node): void {
    for (const target of targetsOf(pattern)) this.#written.add(target)
  }

  #note(key: Node): void {
    if (key.type === 'Identifier') this.#names.add(key.name)
  }
}

function inside(parent: Scope, isFunction: boolean): Scope {
  return { parent, isFunction, bindings: new Map() }
}

function nearestFunction(scope: Scope): Scope {
  let current = scope
  while (!current.isFunction && current.parent) current = current.parent
  return current
}

function resolve(from: Scope, name: string): Binding | null {
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    const binding = scope.bindings.get(name)
    if (binding) return binding
  }
  return null
}
