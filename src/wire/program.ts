/** What is compiled, run and checked: source files, modules, and what the compiler says about them. */

/** A file of a step as the learner sees it. `name` has no folder: `exercise.ts`, `stack.ts`. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** A place in a source file. Lines and columns count from 1, as editors show them. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Something the compiler or the type checker says about a file: a value, never thrown. */
export interface Diagnostic extends Place {
  readonly endLine: number
  readonly endColumn: number
  readonly severity: 'error' | 'warning' | 'info'
  /** `syntax` stops a run, `types` is advice, `run` is where a run threw an error that nobody caught. */
  readonly source: 'syntax' | 'types' | 'run'
  /** TypeScript's number, where it comes from TypeScript. */
  readonly code?: number
  readonly message: string
}

/** Where a compiled module names another one. */
export interface ImportSite {
  /** As written: `./stack.ts`, `node:timers/promises`. */
  readonly specifier: string
  /** The step's file it means (`stack.ts`), or the specifier itself for a built-in module. */
  readonly resolved: string
  /** Offsets in `CompiledModule.code` of the specifier with its quotes. Only meaningful for the target `module`. */
  readonly start: number
  readonly end: number
}

/**
 * One module as JavaScript, at the lines of its source.
 *
 * Target `module`: an ES module, same lines *and* columns; the loader replaces each import site by a URL.
 *
 * Target `function`: a parenthesised async function expression for loaders without modules (the checker):
 * `(async function ($require, $export, $load) { … })`. `$require(resolved)` returns a namespace object,
 * `$export({ name: () => name })` takes getters for live bindings (call it more than once, later adds up),
 * `$load(specifier)` stands for `import(specifier)`. The prologue is line 1, so line n of the source is line n + 1 of `code`.
 */
export interface CompiledModule {
  readonly name: string
  readonly code: string
  readonly imports: readonly ImportSite[]
  /** Names it exports, `default` included; of `export *` only the re-exported files' own names. */
  readonly exports: readonly string[]
  /** Names it uses that nothing in it declares: those of the global scope. */
  readonly globals: readonly string[]
  /** Of a module that tells of its lines, and has text of its own between the source's. */
  readonly shifts?: ColumnShifts
}

/**
 * For each line pairs of numbers, ascending: a column, from 1, and how much further right than in the source it and all
 * that follow are, up to the next pair.
 */
export type ColumnShifts = readonly (readonly number[])[]

/** By this name modules that tell of their lines import the recorder; its default export is what they call. */
export const linesModule = 'mailroom:lines'

/** The modules of a program, each after the ones it imports; the last is the entry. */
export type CompileOutcome =
  | { readonly kind: 'compiled'; readonly modules: readonly CompiledModule[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
