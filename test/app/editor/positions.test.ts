import { Text } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { changeBetween, mergeProblems, offsetOf, rangeOf } from '../../../src/app/editor/positions.ts'
import type { Diagnostic } from '../../../src/wire/program.ts'

const doc = Text.of(['one', '', 'three'])

const problem = (more: Partial<Diagnostic>): Diagnostic => ({
  file: 'exercise.ts',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  severity: 'error',
  source: 'types',
  message: '',
  ...more,
})

describe('positions', () => {
  it.each([
    [1, 1, 0],
    [3, 2, 6],
    [2, 9, 4],
    [99, 99, 10],
    [0, 0, 0],
    [-1, Number.NaN, 0],
    [Number.NaN, 3, 2],
  ])('line %d, column %d is offset %d', (line, column, offset) => {
    expect(offsetOf(doc, line, column)).toBe(offset)
  })

  it('marks at least one character where there is one', () => {
    expect(rangeOf(doc, problem({ line: 1, column: 2, endLine: 1, endColumn: 4 }))).toEqual({
      from: 1,
      to: 3,
    })
    expect(rangeOf(doc, problem({ line: 1, column: 1 }))).toEqual({ from: 0, to: 1 })
    expect(rangeOf(doc, problem({ line: 1, column: 4 }))).toEqual({ from: 2, to: 3 })
    expect(rangeOf(doc, problem({ line: 2, column: 1 }))).toEqual({ from: 4, to: 4 })
  })

  it.each([
    ['abc', 'abc'],
    ['', 'abc'],
    ['abc', ''],
    ['aaa', 'aa'],
    ['one two', 'one and two'],
    ['x', 'y'],
  ])('turns %j into %j by one change', (before, after) => {
    const { from, to, insert } = changeBetween(before, after)
    expect(before.slice(0, from) + insert + before.slice(to)).toBe(after)
    expect(insert.length).toBeLessThanOrEqual(after.length)
  })

  it('changes no more than it must', () => {
    expect(changeBetween('one two', 'one and two')).toEqual({ from: 4, to: 4, insert: 'and ' })
  })

  it('puts syntax first, drops the checker’s words for the same mistake and other files', () => {
    const syntax = problem({ source: 'syntax', line: 5 })
    const run = problem({ message: 'run', line: 2 })
    const types = problem({ message: 'types', line: 1 })
    expect(mergeProblems('exercise.ts', [run, syntax], [types])).toEqual([syntax, run])
    expect(mergeProblems('exercise.ts', [run], [types])).toEqual([types, run])
    expect(mergeProblems('stack.ts', [run, syntax], [types])).toEqual([])
  })
})
