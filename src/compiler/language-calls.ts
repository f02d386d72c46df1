import type { Diagnostic, SourceFile } from '../wire/program.ts'

/** The signature of what stands at a place in a file with what its comment says, and the stretch of text it is about, as offsets. */
export interface HoverInfo {
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface CompletionOption {
  readonly label: string
  /** TypeScript's word for it: `method`, `property`, `class`, `const`, `keyword` … */
  readonly kind: string
  /** Smaller comes first. */
  readonly rank: number
}

/** What could be written from offset `from` on. */
export interface Completions {
  readonly from: number
  readonly options: readonly CompletionOption[]
}

/** A place for a question, as an offset in the file's text. */
export interface FilePosition {
  readonly file: string
  readonly offset: number
}

/** Addresses of types packs: of what every step can meet, and of packages by the name they are imported by. */
export interface PackUrls {
  readonly base: string
  readonly packages: { readonly [name: string]: string }
}

/** Page → language worker. `load` comes first; what is asked after an `update` is about the files as it left them. */
export type LanguageCalls = {
  load(argument: PackUrls): Promise<void>
  update(argument: { readonly changed: readonly SourceFile[]; readonly removed: readonly string[] }): void
  check(argument: { readonly file: string }): Promise<readonly Diagnostic[]>
  hover(argument: FilePosition): Promise<HoverInfo | null>
  complete(argument: FilePosition): Promise<Completions | null>
}

/** Type declarations as one asset: path → text. Those outside `node_modules/` hold for every file. */
export interface TypesPack {
  readonly files: { readonly [path: string]: string }
}
