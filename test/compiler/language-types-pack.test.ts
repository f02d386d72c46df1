import ts from 'typescript'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { nodeTypes } from '../../src/compiler/language-node-types.ts'
import { LanguageService } from '../../src/compiler/language-service.ts'
import { typesPack } from '../../src/compiler/types-pack-plugin.ts'
import { buildTypesPack, TypesPackError, withoutComments } from '../../src/compiler/types-pack.ts'

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

describe('types pack', () => {
  const pack = buildTypesPack()

  it('has no comments', () => {
    expect(Object.keys(pack.files)).toEqual(['lib.d.ts', 'node.d.ts'])
    for (const text of Object.values(pack.files)) {
      expect(commentsOf(text)).toEqual([])
      expect(text.length).toBeGreaterThan(3000)
    }
    // The search itself finds what is there.
    expect(new Set(commentsOf('/** a */ declare const a: 1 // b'))).toEqual(new Set(['/** a */', '// b']))
  })

  it('parses and makes sense by itself', () => {
    const root = '/pack/'
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      noLib: true,
      target: ts.ScriptTarget.ES2022,
    }
    const host = ts.createCompilerHost(options)
    host.getSourceFile = (path, target) => {
      const text = pack.files[path.slice(root.length)]
      return text === undefined ? undefined : ts.createSourceFile(path, text, target)
    }
    const program = ts.createProgram(
      Object.keys(pack.files).map((path) => root + path),
      options,
      host,
    )
    const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)
    expect(messages).toEqual([])
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

  it('takes a package as one name', () => {
    const service = new LanguageService(buildTypesPack(['marked']))
    const text = `import { marked } from 'marked'\nconst a: number = marked.lexer('x')\nmarked.lexxer('x')\n`
    service.update([{ name: 'exercise.ts', text }], [])
    expect(service.check('exercise.ts').map(({ line, code }) => [line, code])).toEqual([
      [2, 2322],
      [3, 2551],
    ])
  }, 20_000)

  it('names a package it cannot find', () => {
    expect(() => buildTypesPack(['no-such-package'])).toThrow(
      new TypesPackError('No types were found for the package "no-such-package": is it installed?'),
    )
  })

  it('is one asset of the build, addressed relative to the script', async () => {
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
            id === entry ? `import url from 'virtual:mailroom/types-pack'; console.log(url)` : null,
        },
      ],
    })
    const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
    const assets = outputs.filter((part) => part.type === 'asset')
    expect(assets.map(({ fileName }) => fileName)).toEqual([
      expect.stringMatching(/^assets\/types-pack-.+\.json$/),
    ])
    expect(JSON.parse(String(assets[0]?.source))).toEqual(pack)
    const code = outputs.find((part) => part.type === 'chunk')?.code ?? ''
    expect(code).toMatch(/new URL\(["'`]types-pack-.+\.json["'`],\s*import\.meta\.url\)/)
  })
})
