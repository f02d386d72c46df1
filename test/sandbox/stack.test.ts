import { describe, expect, test } from 'vitest'
import { describeThrown, readStack, type StackReader } from '../../src/sandbox/stack.ts'

const blob = 'blob:null/0a1b2c3d-0000-4000-8000-0123456789ab'
const reader: StackReader = { fileOf: (url) => (url === blob ? 'stack.ts' : undefined), linesBefore: 0 }

describe('stacks of', () => {
  test('V8', () => {
    const stack = `TypeError: x is not a function
    at MyQueue.pop (learner:///exercise.ts:12:5)
    at async Module.main (learner:///exercise.ts:20:3)
    at learner:///stack.ts:3:1
    at runTest (blob:http://localhost/other:1:2)
    at new Foo (https://example.com/x.js:9:9)`
    expect(readStack(stack, reader)).toEqual([
      { file: 'exercise.ts', line: 12, column: 5, in: 'MyQueue.pop' },
      { file: 'exercise.ts', line: 20, column: 3, in: 'main' },
      { file: 'stack.ts', line: 3, column: 1, in: '' },
    ])
  })

  test('SpiderMonkey', () => {
    const stack =
      'pop@learner:///exercise.ts:12:5\nasync*main@learner:///exercise.ts:20:3\n@resource://x.js:1:1'
    expect(readStack(stack, reader).map(({ file, line }) => [file, line])).toEqual([
      ['exercise.ts', 12],
      ['exercise.ts', 20],
    ])
  })

  test('JavaScriptCore, which ignores sourceURL for blobs', () => {
    expect(readStack(`pop@${blob}:12:9\nmain@${blob}:20:3`, reader)).toEqual([
      { file: 'stack.ts', line: 12, column: 9, in: 'pop' },
      { file: 'stack.ts', line: 20, column: 3, in: 'main' },
    ])
  })
})

test('lines of a loader’s prologue are taken off', () => {
  expect(readStack('at f (learner:///exercise.ts:5:2)', { ...reader, linesBefore: 1 })[0]?.line).toBe(4)
  expect(readStack('at f (learner:///exercise.ts:1:2)', { ...reader, linesBefore: 1 })[0]?.line).toBe(1)
})

describe('what was thrown', () => {
  test('an error with its cause', () => {
    const error = new RangeError('outer', { cause: new TypeError('inner') })
    expect(describeThrown(error, reader)).toMatchObject({
      name: 'RangeError',
      message: 'outer',
      cause: { name: 'TypeError', message: 'inner' },
    })
  })

  test.each([
    ['a text', 'oops', 'Thrown: "oops"'],
    ['nothing', undefined, 'Thrown: undefined'],
    ['null', null, 'Thrown: null'],
    ['an object without a prototype', Object.create(null), 'Thrown: a value that cannot be printed'],
  ])('%s', (_name, thrown, message) => {
    expect(describeThrown(thrown, reader)).toEqual({ name: 'Error', message, frames: [] })
  })

  test('something hostile', () => {
    const hostile = Object.defineProperty(new Error('x'), 'message', {
      get() {
        throw new Error('from the getter')
      },
    })
    expect(describeThrown(hostile, reader)).toMatchObject({ name: 'Error', message: '' })
    const endless = new Error('x'.repeat(1e6))
    endless.cause = endless
    expect(describeThrown(endless, reader).message.length).toBe(5000)
  })
})
