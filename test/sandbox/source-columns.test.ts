import { expect, test } from 'vitest'
import { columnsOf } from '../../src/sandbox/source-columns.ts'
import { describeThrown } from '../../src/sandbox/stack.ts'
import type { ErrorData } from '../../src/wire/error-data.ts'
import { linesModule } from '../../src/wire/program.ts'
import { makeLineRecorder } from '../../src/sandbox/line-recorder.ts'
import { compileRecorded, load, makePacker } from '../compiler/recorded.ts'

/** The places in the stack of what `main()` throws. */
async function placesOf(text: string, isRecorded: boolean): Promise<readonly string[]> {
  const modules = await compileRecorded(text, isRecorded)
  const lines = makeLineRecorder({ packer: makePacker() })
  const { main } = await load(modules, { [linesModule]: { default: lines } })
  let error = null as ErrorData | null
  try {
    await (main as () => unknown)()
  } catch (thrown) {
    const { name, message, stack = '' } = thrown as Error
    // Node names a module of no file by all of its text.
    const named = stack.replace(/data:[^\s()]*?(?=:\d+:\d+)/g, 'learner:///exercise.ts')
    const reader = { fileOf: () => undefined, linesBefore: 0, columnOf: columnsOf(modules) }
    error = describeThrown({ name, message, stack: named }, reader)
  }
  return error?.frames.map(({ line, column, in: name }) => `${name} ${line}:${column}`) ?? []
}

test.each([
  'export function main() {\n  const a = 1; if (a) null.x\n}',
  'const f = (x) => x.y.z\n  export const main = () => [1].map((x) => f(x)).length',
  'class A { #a = []; get b() { throw new Error("no") } }\nexport async function main() { await null; return await new A().b }',
  'export function main() { throw new Error("x") }',
  'const later = async () => { await null; throw new TypeError("late") }\nexport const main = async () => { const a = await later(); return a }',
])('tells the columns of the source: %s', async (text) => {
  const plain = await placesOf(text, false)
  expect(plain.length).toBeGreaterThan(0)
  expect(await placesOf(text, true)).toEqual(plain)
})

test('leaves the columns of other modules alone', () => {
  const columnOf = columnsOf([])
  expect(columnOf('exercise.ts', 1, 7)).toBe(7)
})

test('takes a place in a text that was put in for what follows it', () => {
  const module = { name: 'a.ts', code: '', imports: [], exports: [], globals: [], shifts: [[5, 3, 20, 10]] }
  const columnOf = columnsOf([module])
  expect([4, 5, 9, 15, 20, 25].map((column) => columnOf('a.ts', 1, column))).toEqual([2, 2, 6, 10, 10, 15])
})
