import { parse } from '@babel/parser'
import { describe, expect, test } from 'vitest'
import { lowered } from './constructs-lowered.ts'
import { erasable } from './constructs.ts'
import { codeOf, runByTypeScript, runFunctions, runModules } from './programs.ts'

const types = { 'types.ts': 'export interface Foo {}\nexport default interface Bar {}\nexport type Baz = 1' }

describe.each([...erasable, ...lowered])('$name', ({ source, result }) => {
  const files = { 'exercise.ts': source, ...types }

  test('runs as a module', async () => {
    expect((await runModules(files))['result']).toEqual(result)
  })

  test('runs as a function', async () => {
    expect((await runFunctions(files))['result']).toEqual(result)
  })

  test('does what TypeScript makes of it', async () => {
    expect((await runByTypeScript(source))['result']).toEqual(result)
  })

  test.each(['module', 'function'] as const)('is plain JavaScript on the same lines as a %s', (target) => {
    const code = codeOf(files, target)
    expect(() => parse(code, { sourceType: 'module' })).not.toThrow()
    const lines = source.split(/\r\n|\n|\r/).length
    expect(code.split(/\r\n|\n|\r/)).toHaveLength(target === 'module' ? lines : lines + 2)
  })
})

describe.each(erasable)('$name', ({ source }) => {
  test('leaves every character that stays at its offset', () => {
    const code = codeOf(source)
    expect(code).toHaveLength(source.length)
    // Only a semicolon or parenthesis may stand where a type stood.
    const moved = [...code.split('').entries()].filter(
      ([index, character]) => character !== source[index] && !/[ ;()]/.test(character),
    )
    expect(moved).toEqual([])
    for (const lineBreak of source.matchAll(/[\r\n]/g)) expect(code[lineBreak.index]).toBe(lineBreak[0])
  })
})

test('erases to exactly this', () => {
  const source = [
    'export class Queue<T> implements Iterable<T> {',
    '  private readonly items: T[] = []',
    '  pop(): T | undefined { return this.items.shift()! }',
    '  last = (): T =>',
    '    this.items.at(-1) as T',
    '}',
    'interface A { a: string',
    '}',
  ]
  expect(codeOf(source.join('\n')).split('\n')).toEqual([
    'export class Queue                           {',
    '                   items      = []',
    '  pop()                { return this.items.shift()  }',
    '  last = ()    =>',
    '    this.items.at(-1)     ',
    '}',
    ';                      ',
    ' ',
  ])
})

test('counts a moved parenthesis as the type it replaces', () => {
  expect(codeOf('const f = (a: A):\n  B => a')).toBe('const f = (a     \n  ) => a')
  expect(codeOf('const f = async <\n  T>(a: T) => a')).toBe('const f = async (\n     a   ) => a')
})

test('keeps an erased assertion from turning its value into a statement', () => {
  expect(codeOf('<any>class {}')).toBe('(    class {})')
})

test('keeps a prefix apart from a power', async () => {
  const source =
    'const a = 3; export const result = [-a as number ** 2, await Promise.resolve(a) as number ** 2]'
  expect((await runModules(source))['result']).toEqual([9, 9])
})
