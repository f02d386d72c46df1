import type {
  ExportAllDeclaration,
  ExportNamedDeclaration,
  ExportSpecifier,
  Identifier,
  ImportDeclaration,
  Node,
  StringLiteral,
} from '@babel/types'
import { targetsOf } from './patterns.ts'
import { rangeOf, walk, type Range, type SourceUnit } from './source-unit.ts'
import { isTypeOnly } from './type-only.ts'

/** One name of an import: `imported` is `default`, `*` for the namespace, or the other module's name. */
export interface ImportedName extends Range {
  readonly local: string
  readonly imported: string
  readonly isTypeOnly: boolean
}

/** An `import … from` or `export … from` that is there when the program runs, unless all its names turn out to be types. */
export type Link = ImportLink | ReexportLink

export interface ImportLink {
  readonly kind: 'import'
  readonly node: ImportDeclaration
  readonly specifier: string
  readonly names: readonly ImportedName[]
  /** `import './x.ts'`, which asks for no name at all. */
  readonly isBare: boolean
}

interface ReexportLink {
  readonly kind: 'reexport'
  readonly node: ExportAllDeclaration | ExportNamedDeclaration
  readonly specifier: string
  /** Names of the other module; null for `export *`. */
  readonly imported: readonly string[] | null
}

/** `import('./x.ts')`; `specifier` is null where it is no literal. */
export interface DynamicLink extends Range {
  readonly kind: 'dynamic'
  readonly specifier: string | null
  readonly hasOptions: boolean
  /** Of the specifier with its quotes. */
  readonly site: Range
}

/** A name that a module offers, and what is behind it. */
export type ExportEntry =
  | { readonly kind: 'local'; readonly exported: string; readonly local: string; readonly node: Range | null }
  /** `export default` with a value; `identifier` if that is a mere name, which may mean a type. */
  | { readonly kind: 'expression'; readonly exported: 'default'; readonly identifier: string | null }
  | {
      readonly kind: 'from'
      readonly exported: string
      readonly imported: string
      readonly specifier: string
      readonly node: Range
    }
  | { readonly kind: 'type'; readonly exported: string }

/** Where an imported name comes from. */
export interface ImportSource {
  readonly specifier: string
  readonly imported: string
}

/** What a module takes and offers. */
export interface ModuleShape {
  readonly links: readonly Link[]
  readonly dynamicLinks: readonly DynamicLink[]
  /** By name. Where a type and a value have one name, the value. */
  readonly exports: ReadonlyMap<string, ExportEntry>
  /** By local name. */
  readonly importOf: ReadonlyMap<string, ImportSource>
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[]
  /** Names of interfaces, type aliases and imported types at the module's top level. */
  readonly types: ReadonlySet<string>
}

export function readShape(unit: SourceUnit): ModuleShape {
  const links: Link[] = []
  const exports: ExportEntry[] = []
  const stars: string[] = []
  const types = new Set<string>()
  for (const node of unit.program.body) {
    for (const name of typeNames(node)) types.add(name)
    if (node.type === 'ImportDeclaration') {
      if (!isTypeOnly(node)) links.push(readImport(unit, node))
    } else if (node.type === 'ExportAllDeclaration') {
      if (isTypeOnly(node)) continue
      links.push({ kind: 'reexport', node, specifier: node.source.value, imported: null })
      stars.push(node.source.value)
    } else if (node.type === 'ExportDefaultDeclaration') {
      exports.push(readDefault(node.declaration))
    } else if (node.type === 'ExportNamedDeclaration') {
      const entries = readNamed(node)
      exports.push(...entries)
      if (!node.source || isTypeOnly(node)) continue
      const imported = entries.flatMap((entry) => (entry.kind === 'from' ? [entry.imported] : []))
      const isTypes = entries.length > 0 && imported.length === 0
      if (!isTypes) links.push({ kind: 'reexport', node, specifier: node.source.value, imported })
    }
  }
  const importOf = new Map<string, ImportSource>()
  for (const link of links) {
    if (link.kind !== 'import') continue
    for (const { local, imported, isTypeOnly } of link.names) {
      if (!isTypeOnly) importOf.set(local, { specifier: link.specifier, imported })
    }
  }
  return { links, dynamicLinks: readDynamic(unit), exports: byName(exports), importOf, stars, types }
}

function byName(entries: readonly ExportEntry[]): Map<string, ExportEntry> {
  const map = new Map<string, ExportEntry>()
  for (const entry of entries) {
    if (entry.kind !== 'type' || !map.has(entry.exported)) map.set(entry.exported, entry)
  }
  return map
}

function readImport(unit: SourceUnit, node: ImportDeclaration): ImportLink {
  const names = node.specifiers.map((specifier) => {
    const common = { local: specifier.local.name, ...rangeOf(specifier), isTypeOnly: false }
    if (specifier.type === 'ImportDefaultSpecifier') return { ...common, imported: 'default' }
    if (specifier.type === 'ImportNamespaceSpecifier') return { ...common, imported: '*' }
    return { ...common, imported: nameOf(specifier.imported), isTypeOnly: specifier.importKind === 'type' }
  })
  const isBare = unit.next(rangeOf(node).start + 'import'.length) === rangeOf(node.source).start
  return { kind: 'import', node, specifier: node.source.value, names, isBare }
}

function readDefault(declaration: Node): ExportEntry {
  if (isTypeOnly(declaration)) return { kind: 'type', exported: 'default' }
  const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
  const local = isDeclaration ? declaration.id?.name : undefined
  if (local === undefined) {
    return {
      kind: 'expression',
      exported: 'default',
      identifier: declaration.type === 'Identifier' ? declaration.name : null,
    }
  }
  return { kind: 'local', exported: 'default', local, node: null }
}

function readNamed(node: ExportNamedDeclaration): ExportEntry[] {
  const { declaration } = node
  if (declaration) {
    const variables = declaration.type === 'VariableDeclaration' ? declaration.declarations : []
    const names = variables.flatMap(({ id }) => targetsOf(id)).map(({ name }) => name)
    const name = nameOfDeclaration(declaration)
    if (name !== undefined) names.push(name)
    const isType = isTypeOnly(declaration)
    return names.map((local) =>
      isType ? { kind: 'type', exported: local } : { kind: 'local', exported: local, local, node: null },
    )
  }
  return node.specifiers.map((specifier): ExportEntry => {
    const exported = nameOf(specifier.exported)
    const range = rangeOf(specifier)
    const isType = node.exportKind === 'type' || isTypeSpecifier(specifier)
    if (isType) return { kind: 'type', exported }
    const imported = specifier.type === 'ExportSpecifier' ? nameOf(specifier.local) : '*'
    if (node.source) return { kind: 'from', exported, imported, specifier: node.source.value, node: range }
    return { kind: 'local', exported, local: imported, node: range }
  })
}

function typeNames(node: Node): string[] {
  if (node.type === 'ExportNamedDeclaration') return node.declaration ? typeNames(node.declaration) : []
  if (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') return [node.id.name]
  if (node.type !== 'ImportDeclaration') return []
  return node.specifiers
    .filter(
      (specifier) =>
        isTypeOnly(node) || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type'),
    )
    .map((specifier) => specifier.local.name)
}

export function isTypeSpecifier(specifier: Node): boolean {
  return specifier.type === 'ExportSpecifier' && (specifier as ExportSpecifier).exportKind === 'type'
}

function nameOfDeclaration(node: Node): string | undefined {
  const id = 'id' in node ? node.id : undefined
  return id && typeof id === 'object' && id.type === 'Identifier' ? id.name : undefined
}

/** Babel types the local of `export { "a b" as c } from` as an identifier; it can be a string. */
function nameOf(node: Identifier | StringLiteral): string {
  return node.type === 'StringLiteral' ? node.value : node.name
}

function readDynamic(unit: SourceUnit): DynamicLink[] {
  const found: DynamicLink[] = []
  // Most programs have none: spare them the walk.
  if (!/\bimport\s*[(/]/.test(unit.text)) return found
  walk(unit.program, (node) => {
    if (node.type !== 'ImportExpression') return
    const { source } = node
    const isPlainTemplate = source.type === 'TemplateLiteral' && source.expressions.length === 0
    const literal =
      source.type === 'StringLiteral' ? source.value : isPlainTemplate ? source.quasis[0]?.value.cooked : null
    const hasOptions = node.options !== null && node.options !== undefined
    found.push({
      kind: 'dynamic',
      ...rangeOf(node),
      specifier: literal ?? null,
      hasOptions,
      site: rangeOf(source),
    })
  })
  return found
}
