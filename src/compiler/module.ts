import type { Scopes } from './binding.ts'
import type { ImportedName, Link, ModuleShape } from './module-shape.ts'
import type { SourceUnit } from './source-unit.ts'

/** A file of the program: its text and tree, what its names mean, and what it takes and offers. */
export interface Module {
  readonly unit: SourceUnit
  readonly scopes: Scopes
  readonly shape: ModuleShape
}

/** A module among the others: what is left of its links when the types are gone. */
export interface LinkedModule extends Module {
  /** Links that are there when the program runs, with the names that are. */
  readonly links: readonly LiveLink[]
  /** Specifier → file's name or built-in module's name. */
  readonly resolved: ReadonlyMap<string, string>
  /** Names it offers, with what they stand for. */
  readonly exports: readonly ValueExport[]
  /** Built-in modules that `export *` names. */
  readonly builtinStars: readonly string[]
}

export interface LiveLink {
  readonly link: Link
  readonly resolved: string
  readonly names: readonly LiveName[]
}

export interface LiveName extends ImportedName {
  /** Its value can change after it was imported: `export let`. */
  readonly isChangeable: boolean
}

/** `local` names a binding of the module itself; `from` a name of another module (`*`: all of it). */
export type ValueExport =
  | { readonly exported: string; readonly local: string }
  | { readonly exported: string; readonly from: string; readonly imported: string }
  | { readonly exported: 'default'; readonly isExpression: true }

/** Names it uses that nothing in it declares. */
export function globalsOf({ scopes }: Module): readonly string[] {
  return [...new Set(scopes.unbound.map(({ name }) => name))]
}
