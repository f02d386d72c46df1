import { expect, test } from 'vitest'
import { importCycles, rooms, wrongDirections } from '../../src/tools/import-directions.ts'

const source = (path: string, text: string) => ({ path, text })

test('what the table allows is fine', () => {
  expect(
    wrongDirections([
      source(
        'src/workspace/workspace.ts',
        "import type { StepId } from '../course/lesson.ts'\nimport { a } from './a.ts'",
      ),
      source('src/app/main.ts', "import type { Event } from '../trace/event.ts'\nimport { html } from 'lit'"),
      source('src/checker/checker.ts', "import code from '../sandbox/loader.ts?bundle-text'"),
      source('src/grade/cli.ts', "import { serveSite } from '../tools/site.ts'"),
    ]),
  ).toEqual([])
})

test.for([
  [
    'src/wire/a.ts',
    "import {\n  a,\n} from '../course/b.ts'",
    ':1: imports src/course/b.ts, but wire may import nothing',
  ],
  [
    'src/course/a.ts',
    "\nexport { highlight } from '../app/editor/highlight.ts'",
    ':2: imports src/app/editor/highlight.ts',
  ],
  [
    'src/workspace/a.ts',
    "const x = await import('../app/main.ts')",
    ':1: imports src/app/main.ts, but workspace may import course, wire',
  ],
  [
    'src/compiler/a.ts',
    "new Worker(new URL('../sandbox/w.ts', import.meta.url))",
    ':1: imports src/sandbox/w.ts',
  ],
  ['src/sandbox/a.ts', "import text from '../checker/w.ts?bundle-text'", ':1: imports src/checker/w.ts'],
  ['src/app/a.ts', "import { RedisServer } from '../services/b.ts'", ':1: imports src/services/b.ts'],
  ['src/trace/a.ts', "import { Channel } from '../wire/channel.ts'", ':1: imports src/wire/channel.ts'],
  ['src/app/a.ts', "import '../tools/site.ts'", ':1: imports src/tools/site.ts'],
  ['src/tools/a.ts', "import type { A } from '../app/a.ts'", ':1: imports src/app/a.ts'],
  ['src/utils/a.ts', '', ': is in utils, expected one of the rooms wire,'],
] as const)('%s %j', ([path, text, problem]) => {
  expect(wrongDirections([source(path, text)])).toEqual([expect.stringContaining(`${path}${problem}`)])
})

test('nothing may import app or grade', () => {
  for (const { code, types = [] } of Object.values(rooms)) {
    expect([...code, ...types]).not.toContain('app')
    expect([...code, ...types]).not.toContain('grade')
  }
})

test('a circle of imports is shown once, types do not make one', () => {
  const a = source('src/wire/a.ts', "import { b } from './b.ts'")
  const b = source('src/wire/b.ts', "import { c } from './c.ts'")
  expect(importCycles([a, b, source('src/wire/c.ts', "import type { A } from './a.ts'")])).toEqual([])
  expect(importCycles([a, b, source('src/wire/c.ts', "export * from './a.ts'")])).toEqual([
    'src/wire/a.ts → src/wire/b.ts → src/wire/c.ts → src/wire/a.ts: a circle of imports, expected none',
  ])
})
