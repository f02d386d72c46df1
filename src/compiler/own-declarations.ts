import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** A project's own module whose types a learner's editor knows as a package. */
export interface OwnModule {
  /** What a learner imports: `schedule`. */
  readonly name: string
  /** The source, from the project's folder. */
  readonly source: string
  /** The interface there whose members are what the module exports; without one, it exports what the source does. */
  readonly surface?: string
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  declaration: true,
  emitDeclarationOnly: true,
  noCheck: true,
  strict: true,
  // Of the surroundings, only names stand in a declaration.
  lib: ['lib.es2023.d.ts'],
  types: [],
}

/**
 * Declarations of the project's own modules, made from their sources so that the two never differ. Comments stay, since
 * the editor shows them; what a learner's import cannot reach goes.
 *
 *     ownDeclarations([{ name: 'schedule', source: 'src/runtime/schedule.ts' }], root)
 *     // { 'node_modules/schedule/index.d.ts': …, 'node_modules/schedule/schedule-job.d.ts': … }
 */
export function ownDeclarations(modules: readonly OwnModule[], root: string): Record<string, string> {
  const program = ts.createProgram(
    modules.map(({ source }) => join(root, source)),
    options,
  )
  const emitted = new Map<string, ts.SourceFile>()
  program.emit(undefined, (path, text) => {
    emitted.set(path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  })
  const files: Record<string, string> = {}
  for (const { name, source, surface } of modules) {
    const place = (path: string): string => relative(join(root, 'src'), path).replaceAll('\\', '/')
    const entry = join(root, source).replaceAll('\\', '/').replace(/\.ts$/, '.d.ts')
    const texts = reachable(entry, surface ?? null, emitted)
    if (!texts.has(entry))
      throw new OwnDeclarationsError(`${source} declares nothing for ${name}: is it there?`)
    files[`node_modules/${name}/index.d.ts`] = `export * from './${place(entry).replace('.d.ts', '.ts')}'`
    for (const [path, text] of texts) files[`node_modules/${name}/${place(path)}`] = text
  }
  return files
}

class OwnDeclarationsError extends Error {
  override readonly name = 'OwnDeclarationsError'
}

/** What a file's names stand for: statements of its own, or names of other files. */
interface Names {
  readonly statements: ReadonlyMap<string, readonly ts.Statement[]>
  readonly imports: ReadonlyMap<string, { readonly path: string; readonly name: string }>
}

/** Of each file that the entry leads to, the statements that its exports, or those of its surface, need. */
function reachable(
  entry: string,
  surface: string | null,
  files: ReadonlyMap<string, ts.SourceFile>,
): Map<string, string> {
  const kept = new Map<string, Set<ts.Statement>>()
  const used = new Map<string, Set<string>>()
  const namesOf = new Map([...files].map(([path, file]) => [path, readNames(file)]))

  const need = (path: string, name: string): void => {
    const names = namesOf.get(path)
    const seen = used.get(path) ?? new Set()
    used.set(path, seen)
    if (!names || seen.has(name)) return
    seen.add(name)
    const from = names.imports.get(name)
    if (from) need(from.path, from.name)
    for (const statement of names.statements.get(name) ?? []) keep(path, statement)
  }
  const keep = (path: string, statement: ts.Statement): void => {
    const all = kept.get(path) ?? new Set()
    kept.set(path, all.add(statement))
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) need(path, node.text)
      ts.forEachChild(node, visit)
    }
    visit(statement)
  }

  if (surface !== null) need(entry, surface)
  else
    files
      .get(entry)
      ?.statements.filter(isExported)
      .forEach((statement) => keep(entry, statement))
  const texts = new Map<string, string>()
  for (const [path, file] of files) {
    const own = kept.get(path)
    if (own) texts.set(path, textOf(file, own, used.get(path) ?? new Set(), surface))
  }
  return texts
}

function readNames(file: ts.SourceFile): Names {
  const statements = new Map<string, ts.Statement[]>()
  const imports = new Map<string, { path: string; name: string }>()
  for (const statement of file.statements) {
    const from = specifierOf(statement)
    const path = from === null ? file.fileName : join(dirname(file.fileName), from.replace(/\.ts$/, '.d.ts'))
    for (const { local, name } of linksOf(statement)) imports.set(local, { path, name })
    for (const name of declaredBy(statement))
      statements.set(name, [...(statements.get(name) ?? []), statement])
  }
  return { statements, imports }
}

/** Names that `import { name as local } from` brings in, and those that `export { name } from` passes on. */
function linksOf(statement: ts.Statement): readonly { local: string; name: string }[] {
  const named = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : ts.isExportDeclaration(statement) && statement.moduleSpecifier
      ? statement.exportClause
      : undefined
  if (!named || ts.isNamespaceImport(named) || ts.isNamespaceExport(named)) return []
  return named.elements.map((one) => {
    const name = (one.propertyName ?? one.name).text
    return { local: ts.isImportSpecifier(one) ? one.name.text : name, name }
  })
}

function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  const isNamed =
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

function specifierOf(statement: ts.Statement): string | null {
  const isLink = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
  const specifier = isLink ? statement.moduleSpecifier : undefined
  return specifier && ts.isStringLiteral(specifier) ? specifier.text : null
}

function isExported(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return true
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  )
}

/** The kept statements with their comments, after the imports they still need. */
function textOf(
  file: ts.SourceFile,
  kept: ReadonlySet<ts.Statement>,
  used: ReadonlySet<string>,
  surface: string | null,
): string {
  const imports = file.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const links = linksOf(statement).filter(({ local }) => used.has(local))
    const names = links.map(({ local, name }) => (local === name ? name : `${name} as ${local}`))
    return names.length > 0 ? [`import { ${names.join(', ')} } from '${specifierOf(statement)}'`] : []
  })
  const texts = file.statements
    .filter((statement) => kept.has(statement))
    .flatMap((statement) =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === surface
        ? statement.members.map(asExport)
        : [statement.getFullText().trim()],
    )
  return [...imports, ...texts, 'export {}'].join('\n')
}

/** A member of an interface as an export of its own, with its comment. */
function asExport(member: ts.TypeElement): string {
  const comment = member.getFullText().slice(0, member.getLeadingTriviaWidth()).trim()
  const declaration = member
    .getText()
    .replace(/^readonly /, '')
    .replace(/;$/, '')
  return `${comment}\nexport declare ${ts.isMethodSignature(member) ? 'function' : 'const'} ${declaration}`
}
