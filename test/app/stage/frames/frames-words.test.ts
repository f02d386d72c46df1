import { expect, test } from 'vitest'
import { callName, loopWords, sortFrames } from '../../../../src/app/stage/frames/frames-words.ts'
import type { FrameState } from '../../../../src/trace/state.ts'

test.for([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [23, '23rd'],
  [1001, '1,001st'],
] as const)('round %i of a loop is the %s', ([count, ordinal]) => {
  expect(loopWords({ line: 12, count })).toBe(`${ordinal} time round the loop at line 12`)
})

test('a call is told by its name, or by where it is', () => {
  expect(callName({ name: 'MyQueue.push', line: 3 })).toBe('MyQueue.push()')
  expect(callName({ name: '', line: 3 })).toBe('function near line 3')
})

test('calls that wait stand apart, in their order', () => {
  const frame = (id: number, isWaiting: boolean) => ({ id, isWaiting }) as FrameState
  const { running, waiting } = sortFrames([frame(4, false), frame(3, true), frame(2, false), frame(1, true)])
  expect(running.map(({ id }) => id)).toEqual([4, 2])
  expect(waiting.map(({ id }) => id)).toEqual([3, 1])
})
