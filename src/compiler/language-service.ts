import ts from 'typescript'
import type { Diagnostic, SourceFile } from '../wire/program.ts'
import type { CompletionOption, Completions, FilePosition, HoverInfo, TypesPack } from './language-calls.ts'

/** The learner's files lie in a folder of their own, so that they can find `/node_modules` above it. */
const stepFolder = '/step/'

/** What a careful project would switch on, without what only puzzles a beginner. */
export const learnerOptions: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
}

/** What TypeScript advises about a project's settings and packages, which a learner here has no hand in. */
const projectAdvice = / Do you need to (?:change your target library|install type definitions)[^]*$/

/** More than anybody reads in a list. */
const longestCompletion = 400

/**
 * TypeScript's own language service over files held in memory. It knows no thread: the worker's entry serves it.
 *
 *     const service = new LanguageService(pack)
 *     service.update([{ name: 'exercise.ts', text }], [])
 *     service.check('exercise.ts')             // Diagnostic[], syntax errors alone if there are any
 */
export class LanguageService {
  readonly #files = new Map<string, { text: string; version: number }>()
  readonly #libraries = new Map<string, string>()
  readonly #snapshots = new Map<string, ts.IScriptSnapshot>()
  readonly #service: ts.LanguageService
  /** Packages whose types are not here yet. */
  readonly #awaited: Set<string>
  #revision = 0

  /** `packages` are those whose types come later, if a file imports them. */
  constructor(pack: TypesPack, packages: readonly string[] = []) {
    this.#awaited = new Set(packages)
    this.#addLibraries(pack)
    this.#service = ts.createLanguageService(this.#host(), ts.createDocumentRegistry(true, '/'))
  }

  /** Packages that files import, and whose types are not here yet. */
  missingPackages(): readonly string[] {
    return [...this.#awaited].filter((name) =>
      [...this.#files.values()].some(({ text }) => names(text, name)),
    )
  }

  addPackage(name: string, pack: TypesPack): void {
    this.#awaited.delete(name)
    this.#addLibraries(pack)
    this.#revision++
  }

  update(changed: readonly SourceFile[], removed: readonly string[]): void {
    for (const { name, text } of changed) {
      const path = stepFolder + name
      if (this.#files.get(path)?.text === text) continue
      this.#files.set(path, { text, version: ++this.#revision })
      this.#snapshots.delete(path)
    }
    for (const name of removed) {
      this.#files.delete(stepFolder + name)
      this.#snapshots.delete(stepFolder + name)
      this.#revision++
    }
  }

  /** Where the syntax is broken, type errors are mostly its echo, so they are left out until it is mended. */
  check(file: string): readonly Diagnostic[] {
    const path = stepFolder + file
    if (!this.#files.has(path)) return []
    const syntax = this.#service.getSyntacticDiagnostics(path)
    if (syntax.length > 0) return syntax.map((found) => toDiagnostic(found, file, 'syntax'))
    // Without a package's types, whatever has to do with it would seem wrong.
    if (this.missingPackages().length > 0) return []
    return this.#service.getSemanticDiagnostics(path).map((found) => toDiagnostic(found, file, 'types'))
  }

  hover({ file, offset }: FilePosition): HoverInfo | null {
    if (!this.#contains(file, offset)) return null
    const info = this.#service.getQuickInfoAtPosition(stepFolder + file, offset)
    if (!info?.displayParts?.length) return null
    const { start, length } = info.textSpan
    return { from: start, to: start + length, text: hoverText(info) }
  }

  complete({ file, offset }: FilePosition): Completions | null {
    if (!this.#contains(file, offset)) return null
    const found = this.#service.getCompletionsAtPosition(stepFolder + file, offset, undefined)
    if (!found || found.entries.length === 0) return null
    const span = found.optionalReplacementSpan
    const all = new Set(found.entries.map(({ name }) => name))
    const options = found.entries
      .filter((entry) => entry.kind !== ts.ScriptElementKind.warning && !isBufferTwin(entry, all))
      .slice(0, longestCompletion)
      .map(toOption)
    return { from: span?.start ?? this.#wordStart(file, offset), options }
  }

  #addLibraries(pack: TypesPack): void {
    for (const [path, text] of Object.entries(pack.files)) this.#libraries.set(`/${path}`, text)
  }

  #contains(file: string, offset: number): boolean {
    const known = this.#files.get(stepFolder + file)
    return known !== undefined && offset >= 0 && offset <= known.text.length
  }

  #wordStart(file: string, offset: number): number {
    const before = this.#files.get(stepFolder + file)?.text.slice(0, offset) ?? ''
    return offset - (/[\w$]*$/.exec(before)?.[0].length ?? 0)
  }

  #read(path: string): string | undefined {
    return this.#files.get(path)?.text ?? this.#libraries.get(path)
  }

  #host(): ts.LanguageServiceHost {
    const globals = (): string[] =>
      [...this.#libraries.keys()].filter((path) => !path.startsWith('/node_modules/'))
    const isFolder = (folder: string): boolean =>
      [...this.#libraries.keys()].some((path) => path.startsWith(`${folder.replace(/\/$/, '')}/`))
    return {
      getCompilationSettings: () => learnerOptions,
      getScriptFileNames: () => [...globals(), ...this.#files.keys()],
      getScriptVersion: (path) => String(this.#files.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => {
        const text = this.#read(path)
        if (text === undefined) return undefined
        const snapshot = this.#snapshots.get(path) ?? ts.ScriptSnapshot.fromString(text)
        this.#snapshots.set(path, snapshot)
        return snapshot
      },
      getProjectVersion: () => String(this.#revision),
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => '/lib.d.ts',
      useCaseSensitiveFileNames: () => true,
      fileExists: (path) => this.#read(path) !== undefined,
      readFile: (path) => this.#read(path),
      directoryExists: (path) => path === '/' || path.startsWith(stepFolder.slice(0, -1)) || isFolder(path),
    }
  }
}

/** Whether a text has a package's name in quotes, as an import of it does. */
const names = (text: string, name: string): boolean =>
  text.includes(`'${name}'`) || text.includes(`"${name}"`)

/** The signature, and below it what its comment says. */
function hoverText({ displayParts, documentation, tags }: ts.QuickInfo): string {
  const notes = (tags ?? [])
    .filter(({ name }) => name !== 'param')
    .map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`)
  const parts = [displayParts, documentation].map((part) => ts.displayPartsToString(part))
  return [...parts, ...notes].filter((part) => part !== '').join('\n\n')
}

function toDiagnostic(found: ts.Diagnostic, file: string, source: 'syntax' | 'types'): Diagnostic {
  const start = found.start ?? 0
  const text = found.file
  const from = text?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 }
  const to = text?.getLineAndCharacterOfPosition(start + (found.length ?? 0)) ?? from
  return {
    file,
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
    severity: severityOf(found.category),
    source,
    code: found.code,
    message: ts.flattenDiagnosticMessageText(found.messageText, '\n').replace(projectAdvice, ''),
  }
}

function severityOf(category: ts.DiagnosticCategory): Diagnostic['severity'] {
  if (category === ts.DiagnosticCategory.Error) return 'error'
  return category === ts.DiagnosticCategory.Warning ? 'warning' : 'info'
}

/** ioredis has most commands twice, the second time for bytes: `lpop`, `lpopBuffer`. The list is long enough with one. */
function isBufferTwin({ name, kind }: ts.CompletionEntry, all: ReadonlySet<string>): boolean {
  const isMethod = kind === ts.ScriptElementKind.memberFunctionElement
  return isMethod && name.endsWith('Buffer') && all.has(name.slice(0, -'Buffer'.length))
}

function toOption({ name, kind, sortText }: ts.CompletionEntry): CompletionOption {
  return { label: name, kind, rank: Number.parseInt(sortText, 10) || 99 }
}
