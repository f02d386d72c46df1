import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { nodeCryptoTypes } from './language-node-crypto.ts'
import { nodeStreamTypes } from './language-node-streams.ts'
import { nodeTypes } from './language-node-types.ts'
import { webTypes } from './language-web-types.ts'
import { learnerOptions } from './language-service.ts'
import { ownDeclarations, type OwnModule } from './own-declarations.ts'
import type { TypesPack } from './language-calls.ts'

/** The course's own modules. */
const ownModules: readonly OwnModule[] = [
  { name: 'schedule', source: 'src/runtime/schedule.ts' },
  { name: 'threading', source: 'src/runtime/threading/threading.ts', surface: 'Threading' },
]

/** Packages that a learner's editor knows. To teach it another one, install it and name it here. */
export const packages: readonly string[] = ['ioredis', 'nodemailer', 'hono']

/** Where a package's declarations let pass what is surely a mistake, or name what is not there. Each must still find something. */
const refinements: readonly { path: string; from: RegExp; to: string }[] = [
  {
    // BLPOP and its kin end with a number of seconds, and have at least one key before it.
    path: 'node_modules/ioredis/built/utils/RedisCommander.d.ts',
    from: /\.\.\.keys: RedisKey\[\],(\s*)timeout: number \| string/g,
    to: 'key: RedisKey, ...keys: RedisKey[],$1timeout: number | `${number}`',
  },
  {
    // Of a client for browsers, which nobody here has.
    path: 'node_modules/hono/dist/types/client/types.d.ts',
    from: /\(\.\.\.args: ConstructorParameters<typeof WebSocket>\) => WebSocket|\bWebSocket\b(?=;)/g,
    to: 'unknown',
  },
]

const library = 'lib.es2023.d.ts'

/** Types of Node itself are ours, also where a package asks for these. */
const nodeFolder = '/node_modules/@types/node/'

/**
 * Gathers the type declarations that every step can meet: the language (ES2023, no DOM), the part of Node that the page
 * offers, and the course's own modules, whose comments an editor shows.
 *
 *     const pack = buildTypesPack()      // { files: { 'lib.d.ts': …, 'node.d.ts': …, 'node_modules/schedule/…': … } }
 */
export function buildTypesPack(root = process.cwd()): TypesPack {
  return {
    files: {
      'lib.d.ts': withoutComments(languageLibrary(library)),
      'node.d.ts': withoutComments(nodeTypes + nodeCryptoTypes + webTypes),
      ...ownDeclarations(ownModules, root),
    },
  }
}

/**
 * Gathers a package with all it imports, each file without comments: loaded only for a file that imports it, for one
 * package can be larger than the language.
 *
 * @throws TypesPackError when it is not installed or brings no types
 */
export function buildPackagePack(name: string, root = process.cwd()): TypesPack {
  return { files: { 'node-streams.d.ts': withoutComments(nodeStreamTypes), ...packageFiles(name, root) } }
}

export class TypesPackError extends Error {
  override readonly name = 'TypesPackError'
}

/** A library and all it refers to, as one text: each is a script, so together they declare the same. */
function languageLibrary(entry: string): string {
  const folder = dirname(ts.getDefaultLibFilePath({}))
  const texts = new Map<string, string>()
  const add = (name: string): void => {
    if (texts.has(name)) return
    const text = ts.sys.readFile(join(folder, name))
    if (text === undefined) throw new TypesPackError(`TypeScript's folder has no ${name}`)
    texts.set(name, text)
    for (const { fileName } of ts.preProcessFile(text).libReferenceDirectives) add(`lib.${fileName}.d.ts`)
  }
  add(entry)
  return [...texts.values()].join('\n')
}

/** Lets TypeScript itself find what an import of the package leads to. */
function packageFiles(name: string, root: string): Record<string, string> {
  const entry = join(root, 'types-pack-entry.ts')
  const source = `import '${name}'`
  const host = ts.createCompilerHost(learnerOptions)
  const fileExists = host.fileExists.bind(host)
  host.fileExists = (path) => !path.includes(nodeFolder) && fileExists(path)
  host.getSourceFile = (path, options) => {
    const text = path === entry ? source : ts.sys.readFile(path)
    return text === undefined ? undefined : ts.createSourceFile(path, text, options)
  }
  const { resolvedModule } = ts.resolveModuleName(name, entry, learnerOptions, host)
  if (!/\.[cm]?ts$/.test(resolvedModule?.resolvedFileName ?? ''))
    throw new TypesPackError(`No types were found for the package "${name}": is it installed?`)
  const program = ts.createProgram([entry], { ...learnerOptions, noLib: true }, host)
  const files: Record<string, string> = {}
  for (const { fileName, text } of program.getSourceFiles()) {
    const path = relative(root, fileName).split('\\').join('/')
    if (!path.startsWith('node_modules/')) continue
    files[path] = withoutComments(refined(path, text))
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? ''
    files[`${folder}/package.json`] ??= manifest(
      join(root, folder, 'package.json'),
      folder.endsWith(`/${name}`),
    )
  }
  return files
}

function refined(path: string, text: string): string {
  const [refinement] = refinements.filter((one) => one.path === path)
  if (!refinement) return text
  if (text.search(refinement.from) < 0)
    throw new TypesPackError(`${path} has changed: nothing in it is like ${refinement.from.source}`)
  return text.replace(refinement.from, refinement.to)
}

/** Of a package's own description, what finding its types needs; of the one that is asked for, by its bare name. */
function manifest(path: string, isAskedFor: boolean): string {
  const all: unknown = JSON.parse(ts.sys.readFile(path) ?? '{}')
  if (typeof all !== 'object' || all === null) return '{}'
  const needed = [
    'name',
    'version',
    'type',
    'main',
    'types',
    'typings',
    'typesVersions',
    'exports',
    'imports',
  ]
  const fields = Object.entries(all).filter(([key]) => needed.includes(key))
  const described = Object.fromEntries(fields) as { exports?: { readonly '.'?: unknown } }
  const whole = described.exports?.['.']
  return JSON.stringify({
    ...described,
    ...(isAskedFor && whole !== undefined && { exports: { '.': whole } }),
  })
}

/**
 * The same declarations in fewer letters: no comments, no indentation. TypeScript's scanner tells a comment from a
 * string or a template that looks like one. References to other files are kept, for they are comments in form only.
 */
export function withoutComments(source: string): string {
  const lines = ts
    .preProcessFile(source)
    .referencedFiles.map(({ fileName }) => `/// <reference path="${fileName}" />`)
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, source)
  let line = ''
  // In a template, the scanner has to be told that a brace ends its `${`, not a block.
  const braces: boolean[] = []
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === ts.SyntaxKind.TemplateHead) braces.push(true)
    if (token === ts.SyntaxKind.OpenBraceToken) braces.push(false)
    if (token === ts.SyntaxKind.CloseBraceToken && braces.pop()) {
      if (scanner.reScanTemplateToken(false) === ts.SyntaxKind.TemplateMiddle) braces.push(true)
    }
    if (token === ts.SyntaxKind.NewLineTrivia) {
      if (line.trim()) lines.push(line.trim())
      line = ''
    } else if (isComment(token) || token === ts.SyntaxKind.WhitespaceTrivia) line += ' '
    else line += scanner.getTokenText()
  }
  return [...lines, line.trim()].join('\n')
}

const isComment = (token: ts.SyntaxKind): boolean =>
  token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia
