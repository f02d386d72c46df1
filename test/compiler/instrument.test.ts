import { describe, expect, test } from 'vitest'
import { instrumentModule } from '../../src/compiler/instrument.ts'
import { lowered } from './constructs-lowered.ts'
import { erasable } from './constructs.ts'
import { compileRecorded, runPlain, runRecorded } from './recorded.ts'
import { tricky } from './tricky.ts'

const types = { 'types.ts': 'export interface Foo {}\nexport default interface Bar {}\nexport type Baz = 1' }
const linesOf = (text: string): number => text.split(/\r\n|\n|\r/).length

describe.each([...erasable, ...lowered, ...tricky])('$name', ({ source, result }) => {
  const files = { 'exercise.ts': source, ...types }

  test('gives the same recorded', async () => {
    expect((await runPlain(files))['result']).toEqual(result)
    expect((await runRecorded(files))['names']['result']).toEqual(result)
  })

  test('gives the same when the recording is over, or ends midway', async () => {
    for (const budget of [0, 1, 2, 5])
      expect((await runRecorded(files, { budget })).names['result']).toEqual(result)
  })

  test('leaves every line where it is', async () => {
    const [plain] = await compileRecorded(files, false)
    const [recorded] = await compileRecorded(files)
    expect(linesOf(recorded?.code ?? '')).toBe(linesOf(plain?.code ?? '') + 1)
    const told = plain?.code.split(/\r\n|\n|\r/).map((line) => line.trim()) ?? []
    const lines = recorded?.code.split(/\r\n|\n|\r/) ?? []
    // The characters of the source are all there, in their order.
    told.forEach((line, index) => expect(isInside(line, lines[index] ?? '')).toBe(true))
  })
})

/** Whether the characters of a text come in another one, in the same order. */
function isInside(text: string, other: string): boolean {
  let at = -1
  return [...text].every((character) => (at = other.indexOf(character, at + 1)) >= 0)
}

test('names the recorder among the imports, at its place', async () => {
  const [module] = await compileRecorded('export const a: number = 1')
  const [site] = module?.imports ?? []
  expect(site?.resolved).toBe('mailroom:lines')
  expect(module?.code.slice(site?.start, site?.end)).toBe("'mailroom:lines'")
})

test('leaves a module as it is that it cannot read', () => {
  const module = { name: 'a.ts', code: 'const const', imports: [], exports: [], globals: [] }
  expect(instrumentModule(module)).toBe(module)
})
