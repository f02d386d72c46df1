import type { Diagnostic, SourceFile } from '../wire/program.ts'

/** The signature of what stands at a place in a file, and the stretch of text it is about, as offsets. */
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

/** Page → language worker. `load` comes first; `update` is answered before whatever is asked after it. */
export type LanguageCalls = {
  load(argument: { readonly packUrl: string }): Promise<void>
  update(argument: { readonly changed: readonly SourceFile[]; readonly removed: readonly string[] }): void
  check(argument: { readonly file: string }): readonly Diagnostic[]
  hover(argument: FilePosition): HoverInfo | null
  complete(argument: FilePosition): Completions | null
}

/** Type declarations as one file: path → text. Those outside `node_modules/` hold for every file. */
export interface TypesPack {
  readonly files: { readonly [path: string]: string }
}
