import ts from 'typescript'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { nodeTypes } from '../../src/compiler/language-node-types.ts'
import type { TypesPack } from '../../src/compiler/language-calls.ts'
import { learnerOptions, LanguageService } from '../../src/compiler/language-service.ts'
import { typesPack } from '../../src/compiler/types-pack-plugin.ts'
import {
  buildPackagePack,
  buildTypesPack,
  TypesPackError,
  withoutComments,
} from '../../src/compiler/types-pack.ts'

/** Every comment of a text, as TypeScript finds them before and after each token. */
function commentsOf(text: string): string[] {
  const file = ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const before = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []
    const after = ts.getTrailingCommentRanges(text, node.getEnd()) ?? []
    for (const { pos, end } of [...before, ...after]) found.push(text.slice(pos, end))
    for (const child of node.getChildren(file)) visit(child)
  }
  visit(file)
  return found
}

/** What TypeScript finds wrong in declarations, and in all that they import. */
function problemsOf(files: TypesPack['files'], entries: readonly string[]): unknown[] {
  const root = '/pack/'
  const options = { ...learnerOptions, noLib: true, skipLibCheck: false }
  const host = ts.createCompilerHost(options)
  host.fileExists = (path) => path.slice(root.length) in files
  host.readFile = (path) => files[path.slice(root.length)]
  host.directoryExists = () => true
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path)
    return text === undefined ? undefined : ts.createSourceFile(path, text, target)
  }
  const program = ts.createProgram(
    ['lib.d.ts', 'node.d.ts', ...entries].map((path) => root + path),
    options,
    host,
  )
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => [file?.fileName, ts.flattenDiagnosticMessageText(messageText, '\n')])
}

describe('types pack', () => {
  const pack = buildTypesPack()

  it('has no comments on the language and Node', () => {
    const globals = Object.entries(pack.files).filter(([path]) => !path.startsWith('node_modules/'))
    expect(globals.map(([path]) => path)).toEqual(['lib.d.ts', 'node.d.ts'])
    for (const [, text] of globals) {
      expect(commentsOf(text)).toEqual([])
      expect(text.length).toBeGreaterThan(3000)
    }
    // The search itself finds what is there.
    expect(new Set(commentsOf('/** a */ declare const a: 1 // b'))).toEqual(new Set(['/** a */', '// b']))
  })

  it('parses and makes sense by itself', () => {
    const own = ['schedule', 'threading'].map((name) => `node_modules/${name}/index.d.ts`)
    expect(problemsOf(pack.files, own)).toEqual([])
  })

  it('strips comments, and nothing that only looks like one', () => {
    expect(
      withoutComments('/** doc */\n  type A = "/* no */" | `//${string}/*${1}` // why\n  type B = 1\n'),
    ).toBe('type A = "/* no */" | `//${string}/*${1}`\ntype B = 1\n')
    expect(withoutComments('/// <reference path="./b.d.ts" />\n// gone\nlet a: 1')).toBe(
      '/// <reference path="./b.d.ts" />\nlet a: 1',
    )
    expect(nodeTypes).toContain('//')
  })

  it('takes the course’s own modules from their sources, with their comments and no more than they export', () => {
    const own = Object.entries(pack.files).filter(([path]) => path.startsWith('node_modules/'))
    const all = own.map(([, text]) => text).join('\n')
    expect(own.map(([path]) => path)).toContain('node_modules/schedule/index.d.ts')
    expect(own.map(([path]) => path)).toContain('node_modules/threading/index.d.ts')
    expect(all).toContain('/** Begins a job: `every(10).minutes.do(job)`')
    expect(all).toContain('Starts the function in a thread and returns this thread at once.')
    for (const inner of ['nextRunAfter', 'ThreadHost', 'interface Threading', 'MessagePort'])
      expect(all).not.toContain(inner)
  })

  it('takes a package as one name', () => {
    const service = new LanguageService(pack, ['marked'])
    service.addPackage('marked', buildPackagePack('marked'))
    const text = `import { marked } from 'marked'\nconst a: number = marked.lexer('x')\nmarked.lexxer('x')\n`
    service.update([{ name: 'exercise.ts', text }], [])
    expect(service.check('exercise.ts').map(({ line, code }) => [line, code])).toEqual([
      [2, 2322],
      [3, 2551],
    ])
  }, 20_000)

  it.each([
    ['ioredis', 'built/index.d.ts'],
    ['nodemailer', 'dist/esm/nodemailer.d.ts'],
    ['hono', 'dist/types/index.d.ts'],
  ])(
    'makes sense by itself with %s, whose package has no declarations of Node',
    (name, entry) => {
      const both = { ...pack.files, ...buildPackagePack(name).files }
      expect(problemsOf(both, ['node-streams.d.ts', `node_modules/${name}/${entry}`])).toEqual([])
    },
    20_000,
  )

  it('names a package it cannot find', () => {
    expect(() => buildPackagePack('no-such-package')).toThrow(
      new TypesPackError('No types were found for the package "no-such-package": is it installed?'),
    )
  })

  it('is an asset of the build, and so is each package, addressed relative to the script', async () => {
    const entry = 'test-entry.js'
    const result = await build({
      configFile: false,
      logLevel: 'silent',
      base: './',
      build: {
        write: false,
        rolldownOptions: { input: entry, output: { entryFileNames: 'assets/[name].js' } },
      },
      plugins: [
        typesPack(),
        {
          name: 'entry',
          resolveId: (source) => (source === entry ? entry : null),
          load: (id) =>
            id === entry ? `import urls from 'virtual:mailroom/types-pack'; console.log(urls)` : null,
        },
      ],
    })
    const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
    const assets = outputs.filter((part) => part.type === 'asset')
    expect(assets.map(({ fileName }) => fileName).sort()).toEqual([
      expect.stringMatching(/^assets\/types-of-hono-.+\.json$/),
      expect.stringMatching(/^assets\/types-of-ioredis-.+\.json$/),
      expect.stringMatching(/^assets\/types-of-nodemailer-.+\.json$/),
      expect.stringMatching(/^assets\/types-pack-.+\.json$/),
    ])
    const base = assets.find(({ fileName }) => fileName.includes('types-pack'))
    expect(JSON.parse(String(base?.source))).toEqual(pack)
    const code = outputs.find((part) => part.type === 'chunk')?.code ?? ''
    for (const name of ['types-pack', 'types-of-ioredis'])
      expect(code).toMatch(new RegExp(`new URL\\(["'\`]${name}-.+\\.json["'\`],\\s*import\\.meta\\.url\\)`))
  })
})
