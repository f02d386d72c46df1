import type { ExportDefaultDeclaration } from '@babel/types'
import type { Binding } from './binding.ts'
import type { CompiledModule, Diagnostic } from '../wire/program.ts'
import { Edits } from './edits.ts'
import { eraseTypes, eraseWhole } from './erase.ts'
import { avoidForbiddenTexts, quote, separateOperators } from './forbidden-texts.ts'
import { globalsOf, type LinkedModule } from './module.ts'
import { rangeOf, walk, type Node } from './source-unit.ts'
import { isTypeOnly } from './type-only.ts'

/** A module as an async function, as `CompiledModule` describes it, or why it cannot become one. */
export function emitFunction(module: LinkedModule): CompiledModule | readonly Diagnostic[] {
  const emitter = new FunctionEmitter(module)
  return emitter.diagnostics.length > 0 ? emitter.diagnostics : emitter.emit()
}

class FunctionEmitter {
  readonly diagnostics: readonly Diagnostic[]
  readonly #module: LinkedModule
  readonly #edits: Edits
  /** Starts every name that is added, so that none is the learner's. */
  readonly #prefix: string
  /** Resolved name → variable that holds its namespace. */
  readonly #namespaces = new Map<string, string>()
  /** Imports that can change later are read anew at each use: local binding → expression. */
  readonly #changeable = new Map<Binding, string>()

  constructor(module: LinkedModule) {
    this.#module = module
    this.#edits = new Edits(module.unit.text)
    this.#prefix = freePrefix(module)
    this.diagnostics = avoidForbiddenTexts(module.unit, this.#edits)
  }

  emit(): CompiledModule {
    const { unit, shape } = this.#module
    // Before the erasure of types: what is closed at one place must be told from the outermost to the innermost.
    for (const node of unit.program.body) this.#removeModuleSyntax(node)
    separateOperators(unit, this.#edits)
    eraseTypes(this.#module, this.#edits)
    const imports = this.#importStatements()
    const exports = this.#exportStatements()
    this.#readChangeableAnew()
    for (const { start } of shape.dynamicLinks) {
      this.#edits.cover(start, start + 'import'.length, `${this.#prefix}load`)
    }
    for (const comment of unit.comments) this.#edits.blank(rangeOf(comment).start, rangeOf(comment).end)
    const interpreter = unit.program.interpreter
    if (interpreter) this.#edits.blank(rangeOf(interpreter).start, rangeOf(interpreter).end)
    const parameters = ['require', 'export', 'load'].map((name) => this.#prefix + name).join(', ')
    const prologue = `(async function (${parameters}) { 'use strict'; ${imports}${exports}`
    return {
      name: unit.name,
      code: `${prologue}\n${this.#edits.finish().code}\n})`,
      imports: this.#sites(),
      exports: this.#module.exports.map(({ exported }) => exported),
      globals: globalsOf(this.#module),
    }
  }

  #sites(): CompiledModule['imports'] {
    const specifiers = new Set([
      ...this.#module.links.map(({ link }) => link.specifier),
      ...this.#module.shape.dynamicLinks.flatMap(({ specifier }) => specifier ?? []),
    ])
    return [...specifiers].map((specifier) => ({
      specifier,
      resolved: this.#module.resolved.get(specifier) ?? specifier,
      start: 0,
      end: 0,
    }))
  }

  /** All imports come before any code, in their order. */
  #importStatements(): string {
    const { scopes, links } = this.#module
    let namespaces = ''
    let names = ''
    for (const { resolved } of links) {
      if (this.#namespaces.has(resolved)) continue
      const variable = `${this.#prefix}module${this.#namespaces.size}`
      this.#namespaces.set(resolved, variable)
      namespaces += `const ${variable} = ${this.#prefix}require(${quote(resolved)}); `
    }
    for (const link of links) {
      const namespace = this.#namespaces.get(link.resolved) ?? ''
      const fixed: string[] = []
      for (const { local, imported, isChangeable } of link.names) {
        const binding = scopes.module.get(local)
        if (imported === '*') names += `const ${local} = ${namespace}; `
        else if (isChangeable && binding) this.#changeable.set(binding, property(namespace, imported))
        else fixed.push(imported === local ? local : `${quote(imported)}: ${local}`)
      }
      if (fixed.length > 0) names += `const { ${fixed.join(', ')} } = ${namespace}; `
    }
    return namespaces + names
  }

  /** Getters, so that importers see values change; they exist before any code runs. */
  #exportStatements(): string {
    const { exports, builtinStars, scopes, resolved } = this.#module
    const getters = exports.map((entry) => {
      // A mere `"__proto__":` would set the prototype.
      const key = entry.exported === '__proto__' ? '["__proto__"]' : quote(entry.exported)
      if ('isExpression' in entry) return `${key}: () => ${this.#prefix}default`
      if ('from' in entry) {
        const namespace = this.#namespaces.get(resolved.get(entry.from) ?? '') ?? ''
        return `${key}: () => ${entry.imported === '*' ? namespace : property(namespace, entry.imported)}`
      }
      const binding = scopes.module.get(entry.local)
      return `${key}: () => ${(binding && this.#changeable.get(binding)) ?? entry.local}`
    })
    let statements = getters.length > 0 ? `${this.#prefix}export({ ${getters.join(', ')} }); ` : ''
    const own = JSON.stringify(['default', ...exports.map(({ exported }) => exported)])
    for (const specifier of builtinStars) {
      const namespace = this.#namespaces.get(specifier) ?? ''
      const names = `Object.keys(${namespace}).filter((name) => !${own}.includes(name))`
      statements += `${this.#prefix}export(Object.fromEntries(${names}.map((name) => [name, () => ${namespace}[name]]))); `
    }
    return statements
  }

  #readChangeableAnew(): void {
    if (this.#changeable.size === 0) return
    const statementStarts = new Set<number>()
    walk(this.#module.unit.program, (node) =>
      listedStatements(node).forEach((each) => statementStarts.add(rangeOf(each).start)),
    )
    for (const [binding, expression] of this.#changeable) {
      for (const { node, role, form } of this.#module.scopes.usesOf.get(binding) ?? []) {
        if (role === 'export' && !this.#isDefaultExpression(node)) continue
        const { start, end } = rangeOf(node)
        const text =
          form === 'shorthand'
            ? `${node.name}: ${expression}`
            : // A function that is called as a property would get the namespace for its `this`.
              form === 'called'
              ? `${statementStarts.has(start) ? ';' : ''}(0, ${expression})`
              : expression
        this.#edits.cover(start, end, text)
      }
    }
  }

  #isDefaultExpression(node: Node): boolean {
    return this.#module.unit.program.body.some(
      (statement) => statement.type === 'ExportDefaultDeclaration' && statement.declaration === node,
    )
  }

  #removeModuleSyntax(node: Node): void {
    if (isTypeOnly(node)) return
    const { start } = rangeOf(node)
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return eraseWhole(this.#edits, node)
      case 'ExportNamedDeclaration':
        if (!node.declaration) return eraseWhole(this.#edits, node)
        return this.#edits.blank(start, start + 'export'.length)
      case 'ExportDefaultDeclaration':
        return this.#removeDefault(node)
    }
  }

  #removeDefault(node: ExportDefaultDeclaration): void {
    const entry = this.#module.exports.find(({ exported }) => exported === 'default')
    if (!entry) return eraseWhole(this.#edits, node)
    const { start } = rangeOf(node)
    const { start: valueStart, end: valueEnd } = rangeOf(node.declaration)
    if (!('isExpression' in entry)) return this.#edits.blank(start, valueStart)
    const name = `${this.#prefix}default`
    if (!isAnonymous(node.declaration)) return this.#edits.cover(start, valueStart, `const ${name} =`)
    // The property's name becomes the function's name, which is "default" in a module too.
    this.#edits.cover(start, valueStart, `const {default:${name}}={default:`)
    this.#edits.after(valueEnd, '};')
  }
}

function property(namespace: string, name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `${namespace}.${name}`
    : `${namespace}[${quote(name)}]`
}

function freePrefix({ scopes }: LinkedModule): string {
  const added = /^\$+(?:require|export|load|default|module\d+)$/
  let prefix = '$'
  for (const name of scopes.names) {
    if (added.test(name) && name.startsWith(prefix)) prefix = `${'$'.repeat(name.lastIndexOf('$') + 1)}$`
  }
  return prefix
}

/** Statements that stand in a list, and so may follow a line that would go on with them. */
function listedStatements(node: Node): readonly Node[] {
  if (node.type === 'SwitchCase') return node.consequent
  return node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock'
    ? node.body
    : []
}

function isAnonymous(node: Node): boolean {
  switch (node.type) {
    case 'ArrowFunctionExpression':
      return true
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'FunctionExpression':
    case 'ClassExpression':
      return !node.id
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return isAnonymous(node.expression)
    default:
      return false
  }
}
