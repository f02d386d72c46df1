import { expect, test } from 'vitest'
import { compileProgram } from '../../src/compiler/compile.ts'

/** Names that a file uses and does not declare, by either target. */
function globalsOf(text: string): readonly string[] {
  const files = [{ name: 'exercise.ts', text }]
  const [first, second] = (['module', 'function'] as const).map((target) => {
    const outcome = compileProgram({ files, entry: 'exercise.ts', target, builtins: ['hono'] })
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.diagnostics))
    return outcome.modules[0]?.globals
  })
  expect(first).toEqual(second)
  return first ?? []
}

test('the names that a program takes from the global scope, each once', () => {
  expect(globalsOf(`export const a = () => fetch('a').then(() => fetch(String(b)))\nconst b = 1`)).toEqual([
    'fetch',
    'String',
  ])
  expect(globalsOf(`const call = globalThis.fetch\nexport const f: typeof fetch = call`)).toEqual([
    'globalThis',
  ])
})

test('and none that it declares, nor one that is only a property or a type', () => {
  for (const text of [
    `import { Hono } from 'hono'\nconst app = new Hono()\nexport const f = (r: Request) => app.fetch(r)`,
    `export function f(fetch: () => void) { fetch() }`,
    `export const f = async () => { await fetch() }\nfunction fetch() {}`,
    `// fetch\nexport const f = 'fetch'`,
  ])
    expect(globalsOf(text)).not.toContain('fetch')
})
