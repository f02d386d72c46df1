import type { Module } from './module.ts'
import type { ExportEntry } from './module-shape.ts'
import type { Resolver } from './resolve.ts'

/** What a name of a module is. `unknown`: a built-in module may offer it. */
export type Offer =
  | { readonly kind: 'value'; readonly origin: string; readonly isChangeable: boolean }
  | { readonly kind: 'type' | 'missing' | 'unknown' }

/** Follows exported names through re-exports to where they are declared. */
export class ExportTable {
  readonly #modules: ReadonlyMap<string, Module>
  readonly #resolver: Resolver

  constructor(modules: ReadonlyMap<string, Module>, resolver: Resolver) {
    this.#modules = modules
    this.#resolver = resolver
  }

  /** What `name` of the module that `specifier` names is; `*` is all of it. */
  lookUp(specifier: string, name: string, visited: ReadonlySet<string> = new Set()): Offer {
    const resolution = this.#resolver.resolve(specifier)
    if (resolution.kind === 'builtin') return { kind: 'unknown' }
    const module = resolution.kind === 'file' ? this.#modules.get(resolution.file.name) : undefined
    if (!module) return { kind: 'unknown' }
    if (name === '*') return { kind: 'value', origin: `${module.unit.name}:*`, isChangeable: false }
    return this.find(module, name, visited)
  }

  /** What a module offers under a name. */
  find(module: Module, name: string, visited: ReadonlySet<string> = new Set()): Offer {
    const key = `${module.unit.name}:${name}`
    if (visited.has(key)) return { kind: 'missing' }
    const path = new Set([...visited, key])
    const entry = module.shape.exports.get(name)
    if (entry) return this.#follow(module, entry, path)
    if (name === 'default') return { kind: 'missing' }
    const offers = module.shape.stars.map((specifier) => this.lookUp(specifier, name, path))
    const values = new Map(offers.flatMap((offer) => (offer.kind === 'value' ? [[offer.origin, offer]] : [])))
    // Two modules that offer the same name hide it, as the language says.
    if (values.size > 1) return { kind: 'missing' }
    const [value] = values.values()
    return (
      value ??
      offers.find(({ kind }) => kind === 'type') ??
      offers.find(({ kind }) => kind === 'unknown') ?? { kind: 'missing' }
    )
  }

  /** All names that a module offers, in order, without what a built-in module adds by `export *`. */
  names(module: Module, visited: ReadonlySet<string> = new Set()): string[] {
    if (visited.has(module.unit.name)) return []
    const path = new Set([...visited, module.unit.name])
    const names = new Set(module.shape.exports.keys())
    for (const specifier of module.shape.stars) {
      const resolution = this.#resolver.resolve(specifier)
      const target = resolution.kind === 'file' ? this.#modules.get(resolution.file.name) : undefined
      if (!target) continue
      for (const name of this.names(target, path)) if (name !== 'default') names.add(name)
    }
    return [...names]
  }

  #follow(module: Module, entry: ExportEntry, path: ReadonlySet<string>): Offer {
    const origin = `${module.unit.name}:`
    switch (entry.kind) {
      case 'type':
        return { kind: 'type' }
      case 'expression':
        if (entry.identifier !== null && this.#isType(module, entry.identifier, path)) return { kind: 'type' }
        return { kind: 'value', origin: `${origin}default`, isChangeable: false }
      case 'from':
        return this.lookUp(entry.specifier, entry.imported, path)
      case 'local': {
        const binding = module.scopes.module.get(entry.local)
        // The parser has made sure that it is declared: if not as a value, then as a type.
        if (!binding) return { kind: 'type' }
        if (binding.kind !== 'import') {
          return {
            kind: 'value',
            origin: origin + entry.local,
            isChangeable: module.scopes.reassigned.has(binding),
          }
        }
        const source = module.shape.importOf.get(entry.local)
        return source ? this.lookUp(source.specifier, source.imported, path) : { kind: 'type' }
      }
    }
  }

  /** Whether a name at a module's top level means a type and nothing that exists when the program runs. */
  #isType(module: Module, name: string, path: ReadonlySet<string>): boolean {
    const binding = module.scopes.module.get(name)
    if (!binding) return module.shape.types.has(name)
    const source = module.shape.importOf.get(name)
    return source !== undefined && this.lookUp(source.specifier, source.imported, path).kind === 'type'
  }
}
