import { describe, expect, test } from 'vitest'
import { codeOf, compile, problems, runFunctions, runModules } from './programs.ts'

/** As SES has them: packages/ses/src/transforms.js of endojs/endo. */
const refusedBySes = [/<!--|-->/, /(^|[^.]|\.\.\.)\bimport(\s*(?:\(|\/[/*]))/, /(^|[^.])\beval(\s*\()/]

test('puts line n of the source on line n + 1, at its columns', () => {
  const source =
    "import { a } from './a.ts' // note\nexport const b: number = a\nexport default class Queue {}\nexport { b as c }"
  expect(codeOf({ 'exercise.ts': source, 'a.ts': 'export const a = 1' }, 'function').split('\n')).toEqual([
    `(async function ($require, $export, $load) { 'use strict'; const $module0 = $require("a.ts"); const { a } = $module0; $export({ "b": () => b, "default": () => Queue, "c": () => b }); `,
    ';                                 ',
    '       const b         = a',
    '               class Queue {}',
    ';                ',
    '})',
  ])
})

test('exports are seen to change', async () => {
  const names = await runFunctions('export let count = 0\nexport function add(): void { count++ }')
  ;(names['add'] as () => void)()
  expect(names['count']).toBe(1)
})

test('a name that is read too early is in its dead zone, as in a module', async () => {
  await expect(runFunctions('export const result = a\nconst a = 1')).rejects.toThrow('before initialization')
})

test('runs in strict mode, with a `this` of its own', async () => {
  const source = 'export const result = [this, (function (this: unknown) { return this })()]'
  expect((await runFunctions(source))['result']).toEqual([undefined, undefined])
})

test('is refused where arguments would be those of the function around it', () => {
  const source =
    'function f() { return () => arguments.length }\nconst g = () => [arguments]\nconst o = { arguments: 1 }.arguments'
  expect(problems(source, 'function')).toEqual(['2:18 arguments only exists inside a function.'])
})

describe('what a Compartment refuses', () => {
  const texts: readonly [name: string, source: string][] = [
    [
      'comments',
      '// import(x) <!-- --> eval(x)\n/* import("x")\n eval( */ export const result = 1 // import(',
    ],
    [
      'strings',
      `export const result = ['import(x)', "a <!-- b --> c", 'eval (1)', 'import // x', 'reeval(', 'a.import(']`,
    ],
    ['templates', 'export const result = `import(${`<!--${1}-->`}) eval(\n--->`'],
    ['directives', "'import(x)'\nfunction f() { 'eval('; return 1 }\nexport const result = f()"],
    [
      'regular expressions',
      'export const result = [/<!--[<!--a]*-->/.test("<!--+a-->"), /(?<!--)b/.exec("--b"), /(?<!--)b/.exec("-b"), /[-->]/.test("="), /import\\(|eval ()/u.test("eval "), /(?<a>a)-->/.test("a-->"), /import (x)/.test("import x")]',
    ],
    [
      'operators',
      'let a = 1, b = 2; export const result = [a<!--b, a-->b, a-->>b, a<<!--b, a-->=b, a/**/-->b, a<(!--b), [a, b]]',
    ],
    [
      'property names',
      'class A { import() { return 1 } eval() { return 2 } #eval() { return 3 } g() { return this.#eval() } static async import () { return 4 } }\nconst o = { import() { return 5 }, "eval"() { return 6 }, get eval2() { return 7 } }\nconst a = new A()\nexport const result = [a.import(), a. eval(), a?.eval(), a.g(), o.import(), o\n  .eval(), o./* c */eval(), Object.keys(o)]',
    ],
    [
      'types',
      'interface A { import(x: "import(x)"): "-->"; eval(): void }\nclass B { eval<T>(x: T) { return x } import?(): void }\nexport const result = new B().eval<number>(1)',
    ],
    ['enums', 'enum A { "import(x)" = "<!--", "-->" = 1 }\nexport const result = { ...A }'],
    ['spread', "export const result = { ...import('./exercise2.ts') }"],
  ]

  test.each(texts)('%s', async (_, source) => {
    const files = { 'exercise.ts': source, 'exercise2.ts': '' }
    const code = codeOf(files, 'function')
    for (const pattern of refusedBySes) expect(code).not.toMatch(pattern)
    const { result } = await runModules(files)
    expect(result).toBeDefined()
    expect((await runFunctions(files))['result']).toEqual(result)
  })

  test('says where a text cannot be written otherwise', () => {
    expect(problems('const a = 1\nString.raw`x import(y)`\nconst b = /-->/v', 'function')).toEqual([
      '2:14 The text import( cannot stand in a tagged template when a step is checked. Put it together from two pieces.',
      '3:12 The text --> cannot stand in a regular expression with the flag v when a step is checked. Put it together from two pieces.',
    ])
    expect(problems('String.raw`x import(y)`', 'module')).toEqual([])
  })
})

test('tells the loader what a module needs', () => {
  const files = {
    'exercise.ts': "import { a } from './a'\na\nawait import('./b.js')",
    'a.ts': 'export const a = 1',
    'b.ts': '',
  }
  expect(
    compile(files, 'function')
      .at(-1)
      ?.imports.map(({ specifier, resolved }) => [specifier, resolved]),
  ).toEqual([
    ['./a', 'a.ts'],
    ['./b.js', 'b.ts'],
  ])
})
