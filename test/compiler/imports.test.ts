import { describe, expect, test } from 'vitest'
import { codeOf, compile, problems, runFunctions, runModules, type Files } from './programs.ts'

const stack = 'export class MyStack<T> { items: T[] = [] }\nexport interface Item { a: number }\n'

describe('resolving', () => {
  test.each(['./stack', './stack.ts', './stack.js'])('%s names stack.ts', (specifier) => {
    const modules = compile({
      'exercise.ts': `import { MyStack } from '${specifier}'\nnew MyStack()`,
      'stack.ts': stack,
    })
    expect(modules.map(({ name }) => name)).toEqual(['stack.ts', 'exercise.ts'])
    expect(modules[1]?.imports.map(({ resolved }) => resolved)).toEqual(['stack.ts'])
  })

  test('says what there is to import', () => {
    const offer =
      "This step has exercise.ts and stack.ts; it can also import 'node:timers/promises', 'schedule', 'threading', 'ioredis', 'nodemailer', 'hono', 'node:crypto', 'node:util' and 'node:buffer'."
    expect(problems({ 'exercise.ts': "import './solution'\nimport 'fs'", 'stack.ts': stack })).toEqual([
      `1:8 Cannot find './solution'. ${offer}`,
      `2:8 Cannot find 'fs'. ${offer}`,
    ])
  })

  test.each([
    ['./stak', "Did you mean './stack.ts'?"],
    ['stack', "A file of this step begins with ./: write './stack'."],
    ['../stack', "Did you mean './stack.ts'?"],
    ['timers/promises', "Write 'node:timers/promises'."],
    ['node:timer/promises', "Did you mean 'node:timers/promises'?"],
  ])('helps with %s', (specifier, help) => {
    expect(problems({ 'exercise.ts': `import '${specifier}'`, 'stack.ts': stack })[0]).toContain(help)
  })

  test('refuses files that are no programs', () => {
    expect(problems({ 'exercise.ts': "import './a.json'", 'a.json': '{}' })).toEqual([
      '1:8 a.json is no program: only .ts and .js files can be imported.',
    ])
  })

  test('compiles only what the entry reaches, each after what it imports', () => {
    const files = {
      'exercise.ts': "import './b.ts'; export * from './c.ts'; await import('./d.ts')",
      'unused.ts': 'this is not even a program',
      'd.ts': "import './c.ts'",
      'c.ts': 'export const c = 1',
      'b.ts': "import './c.ts'",
    }
    expect(compile(files).map(({ name }) => name)).toEqual(['c.ts', 'b.ts', 'd.ts', 'exercise.ts'])
  })

  test('names the cycle', () => {
    const files = {
      'exercise.ts': "import { s } from './stack.ts'\nexport const e = s",
      'stack.ts': "import { q } from './queue.ts'\nexport const s = q",
      'queue.ts': "import { s } from './stack.ts'\nexport const q = () => s",
    }
    expect(problems(files)).toEqual([
      '1:19 These files import each other in a circle: stack.ts → queue.ts → stack.ts. Move what both need into one of them.',
    ])
    expect(problems("import './exercise.ts'")[0]).toContain('exercise.ts → exercise.ts')
    expect(problems("import('./exercise.ts')")[0]).toContain('exercise.ts → exercise.ts')
  })

  test('allows a cycle of types', () => {
    const files = {
      'exercise.ts':
        "import { stack, type B } from './stack.ts'\nexport interface A { b?: B }\nexport const result = stack",
      'stack.ts': "import { A } from './exercise.ts'\nexport interface B { a: A }\nexport const stack = 1",
    }
    expect(problems(files)).toEqual([])
  })

  test('says that the entry is missing', () => {
    expect(problems({})).toEqual(['1:1 There is no file  in this step.'])
  })
})

describe('names', () => {
  const refused = (exercise: string, target = stack): string[] =>
    problems({ 'exercise.ts': exercise, 'stack.ts': target })

  test('says what a file exports', () => {
    expect(refused("import { MyStak } from './stack.ts'\nMyStak")).toEqual([
      '1:10 stack.ts exports no "MyStak". Did you mean MyStack? It exports MyStack.',
    ])
    expect(
      refused("import { a, MyStack } from './stack.ts'\na(MyStack)", `${stack}export const b = 1, c = 2`),
    ).toEqual(['1:10 stack.ts exports no "a". It exports MyStack, b and c.'])
    expect(refused("import { a } from './stack.ts'\na", 'let a = 1')).toEqual([
      '1:10 stack.ts exports no "a". It exports nothing.',
    ])
  })

  test('explains a missing default', () => {
    expect(refused("import MyStack from './stack.ts'\nMyStack")).toEqual([
      '1:8 stack.ts has no default export. Write { MyStack } with braces to import it by name.',
    ])
  })

  test('explains that a type is no value', () => {
    expect(refused("import { Item } from './stack.ts'\nnew Item()")[0]).toContain(
      'stack.ts exports no "Item" as a value',
    )
  })

  test('looks at re-exports too', () => {
    expect(refused("export { a as b } from './stack.ts'")).toEqual([
      '1:10 stack.ts exports no "a". It exports MyStack.',
    ])
    expect(refused("export { Item, MyStack } from './stack.ts'")).toEqual([])
  })

  test('trusts a file that passes on a built-in module', () => {
    expect(
      refused("import { setTimeout } from './stack.ts'\nsetTimeout", "export * from 'node:timers/promises'"),
    ).toEqual([])
  })

  test('drops imports that are used as types only, and keeps the rest in place', () => {
    const files = {
      'exercise.ts': [
        "import { Item, MyStack as Stack, type Item as It } from './stack.ts'",
        "import Default, * as all from './stack.ts'",
        "import './stack.ts'",
        "import { MyStack } from './stack.ts'",
        'const x: Item & Default = new Stack() as MyStack<typeof all>; { const MyStack = 1; MyStack }',
      ].join('\n'),
      'stack.ts': stack,
    }
    expect(codeOf(files).split('\n').slice(0, 4)).toEqual([
      "import {       MyStack as Stack,                 } from './stack.ts'",
      ';                                         ',
      "import './stack.ts'",
      ';                                   ',
    ])
  })

  test('drops a namespace beside a default that is used', () => {
    const files = { 'exercise.ts': "import a, * as b from './stack.ts'\na", 'stack.ts': 'export default 1' }
    expect(codeOf(files)).toBe("import a         from './stack.ts'\na")
    const other = { 'exercise.ts': "import a, * as b from './stack.ts'\nb", 'stack.ts': 'export default 1' }
    expect(codeOf(other)).toBe("import    * as b from './stack.ts'\nb")
  })

  test('gives offsets of specifiers, also where code moved', () => {
    const text = 'enum A { X } import { s } from /* " */ "./stack"; s; const f = () => import(`./stack.ts`)'
    const module = compile({ 'exercise.ts': text, 'stack.ts': 'export const s = 1' }).at(-1)
    expect(module?.imports.map(({ start, end }) => module.code.slice(start, end))).toEqual([
      '"./stack"',
      '`./stack.ts`',
    ])
  })
})

const programs: readonly { name: string; files: Files; result: unknown }[] = [
  {
    name: 'values that change',
    files: {
      'exercise.ts':
        "import { count, add, add as plus } from './a.ts'\nimport * as a from './a.ts'\nconst seen: unknown[] = [count]\nadd()\nplus()\nseen.push(count, { count }.count, a.count, `${count}`)\n{ const count = 'own'; seen.push(count) }\nexport { count as again } from './a.ts'\nexport { count }\nexport const result = seen",
      'a.ts': 'export let count = 0\nexport function add() { count++ }',
    },
    result: [0, 2, 2, 2, '2', 'own'],
  },
  {
    name: 'functions that change',
    files: {
      'exercise.ts':
        "import { f, set, tag } from './a.ts'\nconst before = f\nset()\nconst log = [before()]\nf()\nlog.push(f(), tag`x`)\nif (log) f()\nexport const result = log",
      'a.ts':
        'export let f = function (this: unknown) { return this === undefined ? 1 : 2 }\nexport let tag = f\nexport function set() { f = function (this: unknown) { return this === undefined ? 3 : 4 }; tag = f as any }',
    },
    result: [1, 3, 3],
  },
  {
    name: 'all forms of export',
    files: {
      'exercise.ts':
        "import d, { a, b as bb, default as d2, 'odd name' as odd, K, f, x, rest, ns } from './a.ts'\nimport * as all from './a.ts'\nexport const result = [d(), d === d2, a, bb, odd, K.name, f(), x, rest, ns.a, Object.keys(all).sort()]",
      'a.ts':
        "export default function () { return 'default' }\nexport const a = 1, { b, c: [x], ...rest } = { b: 2, c: [3], r: 4 }\nexport class K {}\nexport async function f() {}\nconst odd = 5\nexport { odd as 'odd name', odd as __proto__ }\nexport * as ns from './b.ts'\nexport * from './b.ts'",
      'b.ts': 'export const a = 6, z = 7; export default 8',
    },
    result: [
      'default',
      true,
      1,
      2,
      5,
      'K',
      Promise.resolve(),
      3,
      { r: 4 },
      6,
      ['K', '__proto__', 'a', 'b', 'default', 'f', 'ns', 'odd name', 'rest', 'x', 'z'],
    ],
  },
  {
    name: 'hoisting',
    files: {
      'exercise.ts':
        "export const result = [f(), a, typeof v]\nfunction f() { return a }\nvar v = 1\nimport { a } from './a.ts'",
      'a.ts': 'export { a }\nconst a = 1',
    },
    result: [1, 1, 'undefined'],
  },
  {
    name: 'names of default exports',
    files: {
      'exercise.ts':
        "import a from './a.ts'\nimport b from './b.ts'\nimport c from './c.ts'\nimport d from './d.ts'\nimport e from './e.ts'\nimport { default as f } from './f.ts'\nexport const result = [a.name, b.name, c.name, d.name, e, f()]",
      'a.ts': 'export default () => 1',
      'b.ts': 'export default (class {})\n;[1].length',
      'c.ts': 'export default async function () {}\n(() => 1)()',
      'd.ts': 'export default class Named {}',
      'e.ts': 'let x = 1\nexport default x\nx = 2',
      'f.ts': 'export default function f() { return 1 }\nf = (() => 2) as any',
    },
    result: ['default', 'default', 'default', 'Named', 1, 2],
  },
  {
    name: 'dynamic imports',
    files: {
      'exercise.ts':
        "const a = await import('./a.ts')\nconst { b } = await import(/* here */ `./a`)\nexport const result = [a.a, b, (await import('node:timers/promises')).setTimeout.name]",
      'a.ts': 'export const a = 1, b = 2',
    },
    result: [1, 2, 'setTimeout'],
  },
  {
    name: 'built-in modules',
    files: {
      'exercise.ts':
        "import { setTimeout as sleep } from 'node:timers/promises'\nimport { setImmediate, own } from './a.ts'\nexport const result = [await sleep(1, 'slept'), typeof setImmediate, own]",
      'a.ts': "export * from 'node:timers/promises'\nexport const own = 1",
    },
    result: ['slept', 'function', 1],
  },
  {
    name: 'ambiguous stars',
    files: {
      'exercise.ts': "import * as all from './a.ts'\nexport const result = Object.keys(all)",
      'a.ts': "export * from './b.ts'\nexport * from './c.ts'",
      'b.ts': 'export const x = 1, y = 1',
      'c.ts': 'export const x = 2, z = 2',
    },
    result: ['y', 'z'],
  },
  {
    name: "names that look like the compiler's",
    files: {
      'exercise.ts':
        "import { $require as r, a } from './a.ts'\nconst $export = 1, $default = 2, $$load = 3\nexport default $default\nexport const result = [r, a, $export, $$load, typeof $module0, (await import('./a.ts')).a]",
      'a.ts': 'export const $require = 4, a = 5',
    },
    result: [4, 5, 1, 3, 'undefined', 5],
  },
  {
    name: 'types passed on',
    files: {
      'exercise.ts':
        "import { T, D, v } from './a.ts'\nconst x: T | D = v\nexport { T }\nexport default D\nexport const result = x",
      'a.ts': "import { T } from './b.ts'\nimport D from './b.ts'\nexport { T, D }\nexport * from './b.ts'",
      'b.ts': 'export interface T {}\nexport default interface D {}\nexport const v = 1',
    },
    result: 1,
  },
]

describe.each(programs)('$name', ({ files, result }) => {
  test('as modules', async () => {
    expect((await runModules(files))['result']).toEqual(result)
  })

  test('as functions', async () => {
    expect((await runFunctions(files))['result']).toEqual(result)
  })

  test('offer what they say', async () => {
    const entry = compile(files).at(-1)
    expect(Object.keys(await runModules(files)).sort()).toEqual([...(entry?.exports ?? [])].sort())
    expect(Object.keys(await runFunctions(files)).sort()).toEqual([...(entry?.exports ?? [])].sort())
  })
})
