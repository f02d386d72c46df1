import type { Diagnostic } from '../wire/program.ts'
import { ExportTable } from './export-table.ts'
import type { LinkedModule, LiveLink, LiveName, Module, ValueExport } from './module.ts'
import type { ImportedName, ImportLink, Link } from './module-shape.ts'
import { nearest } from './nearest.ts'
import { listed, type Resolver } from './resolve.ts'

/** Decides what of each module's imports and exports is left when the types are gone, and says what is missing. */
export class Linker {
  readonly diagnostics: Diagnostic[] = []
  readonly #modules: ReadonlyMap<string, Module>
  readonly #resolver: Resolver
  readonly #table: ExportTable

  constructor(modules: ReadonlyMap<string, Module>, resolver: Resolver) {
    this.#modules = modules
    this.#resolver = resolver
    this.#table = new ExportTable(modules, resolver)
  }

  link(module: Module): LinkedModule {
    const { shape } = module
    const resolved = new Map<string, string>()
    for (const { specifier } of [...shape.links, ...shape.dynamicLinks]) {
      const name = specifier === null ? undefined : this.#target(specifier)
      if (specifier !== null && name !== undefined) resolved.set(specifier, name)
    }
    const links = shape.links.flatMap((link) => this.#liveLink(module, link, resolved.get(link.specifier)))
    const builtinStars = shape.stars.filter((star) => this.#resolver.resolve(star).kind === 'builtin')
    return { ...module, links, resolved, exports: this.#valueExports(module), builtinStars }
  }

  #target(specifier: string): string | undefined {
    const resolution = this.#resolver.resolve(specifier)
    if (resolution.kind === 'unknown') return undefined
    return resolution.kind === 'file' ? resolution.file.name : resolution.name
  }

  #liveLink(module: Module, link: Link, resolved: string | undefined): LiveLink[] {
    if (resolved === undefined) return []
    if (link.kind === 'reexport') return this.#isTypesOnly(link) ? [] : [{ link, resolved, names: [] }]
    const names = link.names.flatMap((name) => this.#liveName(module, link, name))
    return link.isBare || names.length > 0 ? [{ link, resolved, names }] : []
  }

  /** Whether all names of an `export { … } from` are types. */
  #isTypesOnly(link: Link): boolean {
    if (link.kind !== 'reexport' || !link.imported || link.imported.length === 0) return false
    return link.imported.every((name) => this.#table.lookUp(link.specifier, name).kind === 'type')
  }

  /** The name, if it is used as a value: TypeScript drops imports that are used as types only, or not at all. */
  #liveName(module: Module, link: ImportLink, name: ImportedName): LiveName[] {
    if (name.isTypeOnly) return []
    const binding = module.scopes.module.get(name.local)
    const uses = (binding && module.scopes.usesOf.get(binding)) ?? []
    if (uses.length === 0) return []
    const offer = this.#table.lookUp(link.specifier, name.imported)
    if (uses.every(({ role }) => role === 'export') && offer.kind === 'type') return []
    if (offer.kind === 'type' || offer.kind === 'missing')
      this.#reportMissing(module, link.specifier, name, name.imported, offer.kind)
    return [{ ...name, isChangeable: offer.kind === 'value' && offer.isChangeable }]
  }

  #valueExports(module: Module): ValueExport[] {
    const exports = [...module.shape.exports.values()].flatMap((entry): ValueExport[] => {
      if (entry.kind === 'type') return []
      const offer = this.#table.find(module, entry.exported)
      if (offer.kind === 'type') return []
      const { exported } = entry
      if (entry.kind === 'expression') return [{ exported: entry.exported, isExpression: true }]
      if (entry.kind === 'local') return [{ exported, local: entry.local }]
      if (offer.kind === 'missing')
        this.#reportMissing(module, entry.specifier, entry.node, entry.imported, offer.kind)
      return [{ exported, from: entry.specifier, imported: entry.imported }]
    })
    const own = new Set(module.shape.exports.keys())
    for (const specifier of module.shape.stars) {
      const target = this.#modules.get(this.#target(specifier) ?? '')
      if (!target) continue
      for (const name of this.#table.names(target)) {
        if (name === 'default' || own.has(name) || this.#table.find(module, name).kind !== 'value') continue
        own.add(name)
        exports.push({ exported: name, from: specifier, imported: name })
      }
    }
    return exports
  }

  #reportMissing(
    { unit }: Module,
    specifier: string,
    { start, end }: { start: number; end: number },
    name: string,
    kind: 'type' | 'missing',
  ): void {
    const target = this.#modules.get(this.#target(specifier) ?? '')
    if (!target) return
    const message = kind === 'type' ? asTypeOnly(target, name) : this.#missing(target, name)
    this.diagnostics.push(unit.lines.diagnostic(unit.name, message, start, end))
  }

  #missing(target: Module, name: string): string {
    const file = target.unit.name
    const names = this.#table.names(target).filter((each) => this.#table.find(target, each).kind === 'value')
    const offered = names.filter((each) => each !== 'default')
    if (name === 'default') {
      const instead =
        offered[0] === undefined ? '' : ` Write { ${offered[0]} } with braces to import it by name.`
      return `${file} has no default export.${instead}`
    }
    const suggestion = nearest(name, offered)
    const rest = names.length === 0 ? 'It exports nothing.' : `It exports ${listed(names)}.`
    return `${file} exports no "${name}". ${suggestion === undefined ? '' : `Did you mean ${suggestion}? `}${rest}`
  }
}

function asTypeOnly(target: Module, name: string): string {
  return `${target.unit.name} exports no "${name}" as a value: there it is a type, and types are gone when the program runs.`
}
