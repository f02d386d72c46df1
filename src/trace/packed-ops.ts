import type { PrimitiveType } from '../wire/value-data.ts'

/**
 * Records of lines as one flat list: a number that says what comes, and then that. Names of fields, and what was said
 * just before, are not said again: the text is a fifth of the records' own, and so is the time to make it, which a run
 * that is recorded line by line waits for.
 */

/** `whole`: the record itself. `time` and `frame` hold until the next of them. */
export const ops = {
  whole: 0,
  time: 1,
  frame: 2,
  step: 3,
  enter: 8,
  await: 9,
  resume: 10,
  leave: 11,
  structure: 12,
  // Added to `step`.
  withLoop: 1,
  withChanges: 2,
  // What `leave` tells of.
  threw: 1,
  withValue: 2,
} as const

export const start = '{"packed":'

/** In the place of a value that is an object: the one that came last. */
export const again = false

/** By the first character of a value's text. */
export const primitives: { readonly [letter: string]: PrimitiveType } = {
  s: 'string',
  n: 'number',
  b: 'boolean',
  u: 'undefined',
  z: 'null',
  i: 'bigint',
  y: 'symbol',
  d: 'date',
  r: 'regexp',
}
export const letters = Object.fromEntries(
  Object.entries(primitives).map(([letter, type]) => [type, letter]),
) as {
  readonly [T in PrimitiveType]: string
}
export const functionLetter = 'f'
export const getterLetter = 'g'
export const shapes = ['array', 'map', 'set', 'plain'] as const
export const shapeNumbers = { array: 0, map: 1, set: 2, plain: 3 } as const

/** Keys are 0, 1, 2 and so on. */
export function isIndexed(shape: string): boolean {
  return shape === 'array' || shape === 'set'
}
