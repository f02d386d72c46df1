import type { Identifier, Node, TSEnumDeclaration, TSEnumMember } from '@babel/types'

/** A name that exists when the program runs; types are no bindings. */
export interface Binding {
  readonly name: string
  readonly kind: 'import' | 'variable' | 'enum' | 'member'
  /** Of a `const`: what it is set to. */
  readonly value?: Node
  /** Of an enum: its members, of all declarations that are merged, and the first of these. */
  readonly members?: Map<string, Binding>
  readonly first?: TSEnumDeclaration
  /** Of an enum's member. */
  readonly member?: { readonly node: TSEnumMember; readonly owner: TSEnumDeclaration }
}

/** A place where a name is used as a value. */
export interface Reference {
  readonly node: Identifier
  /** `export`: named by `export { name }` or `export default name`, which may mean a type as well. */
  readonly role: 'value' | 'export'
  /** `shorthand`: the `a` of `{ a }`; `called`: of `a()`. */
  readonly form: 'plain' | 'shorthand' | 'called'
}

/** What the names of a module mean. */
export interface Scopes {
  readonly module: ReadonlyMap<string, Binding>
  readonly usesOf: ReadonlyMap<Binding, readonly Reference[]>
  /** Binding of each identifier that is used as a value, and of the names that declare enums. */
  readonly bindingOf: ReadonlyMap<Node, Binding>
  /** What is set again after its declaration. */
  readonly reassigned: ReadonlySet<Binding>
  /** Uses of names that nothing in the module declares. */
  readonly unbound: readonly Identifier[]
  /** Every name that occurs anywhere, so that new ones can differ. */
  readonly names: ReadonlySet<string>
}
