import { describe, expect, test } from 'vitest'
import { problems, refusalOf } from './programs.ts'

describe('syntax errors', () => {
  test.each([
    [
      'function f() {\n  if (a) {\n}\n',
      '3:1 The file ends here, but the { in line 2 is still open. Its } is missing.',
    ],
    ['f(1, [2)', '1:8 Expected "," before ). A comma, an operator or a closing bracket is missing.'],
    [
      'class A {\n  f() {\n    g(")")\n  }\n\n\n',
      '4:3 The file ends here, but the { in line 1 is still open. Its } is missing.',
    ],
    ['const x =', '1:9 The file ends here in the middle of a statement: something is still missing.'],
    ['f(a b)', '1:5 Expected "," before b. A comma, an operator or a closing bracket is missing.'],
    ['f()\n}', '2:1 This } closes nothing: there is one } too many, or an opening bracket is missing.'],
    ['a = = b', '1:5 = was not expected here. Look at what stands before it.'],
    ['switch (x) { case 1 a }', '1:21 Expected ":" before a.'],
    ['cosnt x = 1', '1:1 cosnt is not a word of the language. Did you mean const?'],
    [
      'let x = 1 let y',
      '1:11 let was not expected here. Something is missing before it, or it belongs on a line of its own.',
    ],
    ["const s = 'abc\nf()", "1:11 This text has no closing ' on its line."],
    ['f(`abc\n', '1:4 This text begins with ` and has no closing `.'],
    ['/* x', '1:1 This comment begins with /* and has no closing */.'],
    ['f(“x”)', '1:3 “ is a quotation mark of prose. Code has " or \'.'],
    ['const x = 1；', '1:12 ； is a full-width sign. Code has ;.'],
    ['const x = 1\u0000', '1:12 An invisible character (U+0000) cannot stand here. Delete it.'],
    [
      'const a = 1\nconst a = 2',
      '2:7 a is declared twice. Give one of the two another name, or write a = … without let or const.',
    ],
    [
      'const f = () => { await g() }',
      '1:19 await only works inside an async function. Write "async" before this function.',
    ],
    ['class A { accessor x = 1 }', '1:20 This syntax does not run here: browsers do not know it yet.'],
    ['export { a }', "1:10 Export 'a' is not defined."],
    ['return 1', "1:1 'return' outside of function."],
  ])('%j', (source, problem) => {
    expect(problems(source)).toEqual([problem])
  })

  test('tells all that the parser can tell, with their ends', () => {
    expect(problems('const a = 1; const a = 2\nreturn 3')).toHaveLength(2)
    expect(refusalOf('const abc = 1\n  const abc = 2')).toEqual([
      {
        file: 'exercise.ts',
        line: 2,
        column: 9,
        endLine: 2,
        endColumn: 12,
        severity: 'error',
        source: 'syntax',
        message: expect.any(String) as unknown,
      },
    ])
  })

  test('are told for every file that is imported', () => {
    const files = { 'exercise.ts': "import './a.ts'\nimport './b.ts'", 'a.ts': 'f(', 'b.ts': '}' }
    expect(refusalOf(files).map(({ file }) => file)).toEqual(['a.ts', 'b.ts'])
  })

  test.each(['a\r\nb\r\n}', 'a\rb\r}', 'a\nb\n}', '/* \u2028 */\nb\n}'])(
    'counts lines as editors do: %j',
    (source) => {
      expect(problems(source)[0]).toMatch(/^3:1 /)
    },
  )
})

test('are told where the parser lets wrong TypeScript pass', () => {
  const source = 'let a\nf(a?.<b)'
  const problem = '2:6 < was not expected here. Look at what stands before it.'
  expect(problems(source)).toEqual([problem])
  expect(problems(source, 'function')).toEqual([problem])
})

describe('what does not run here', () => {
  test.each([
    ['namespace N { export const a = 1 }', '1:1 A namespace with values does not run here.'],
    [
      'import fs = require("fs")',
      '1:1 "import … = require(…)" does not run here. Write: import fs from "fs"',
    ],
    [
      'import a = N.b\nnamespace N { export type b = 1 }',
      '1:1 "import a = …" does not run here. Write: const a = …',
    ],
    ['export = 3', '1:1 "export =" does not run here. Write "export default" instead.'],
    ['export as namespace N', '1:1 "export as namespace" belongs in declaration files'],
    ['class A {\n  @log f() {}\n}', '2:3 Decorators do not run here'],
    ['import.meta.url', '1:1 import.meta is not available here.'],
    ['f(eval("1"))', '1:3 eval is switched off here.'],
    ['(eval)("1")', '1:1 eval is switched off here.'],
    ['using a = b', '1:1 "using" does not run here'],
    ['const r = /(/', '1:11 Invalid regular expression: /(/: Unterminated group.'],
    ['import a from "./a.ts" with { type: "json" }', '1:31 Import attributes'],
    ['enum A { B = "b", C }', '1:19 This member needs a value of its own'],
    ['enum A { B = f(), C }', '1:19 This member needs a value of its own'],
    [
      'class A extends B { constructor(public a = 1) { if (a) super() } }',
      '1:1 A constructor with private, public or readonly parameters must call super(…)',
    ],
    ['const name = "./a.ts"\nimport(name)', '2:8 import(…) only works with a name in quotes here'],
    ['import(`./${1}.ts`)', '1:8 import(…) only works with a name in quotes here'],
    ['import("node:timers/promises", {})', '1:1 import(…) takes one argument here'],
  ])('%s', (source, problem) => {
    const found = problems(source)
    expect(found[0]?.slice(0, problem.length)).toBe(problem)
    expect(problems(source, 'function')).toEqual(found)
  })

  test.each([
    'const eval2 = (0, eval)("1"), o = { eval() {} }; o.eval()',
    'declare namespace N { const a: 1 }',
    'new Function.prototype.constructor()',
  ])('lets %s be', (source) => expect(problems(source)).toEqual([]))
})
