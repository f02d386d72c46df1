/** Classes that no name leads a program to, and that stand behind what `fetch` gives it. */
const behindResponses = [
  'File',
  'ReadableStreamBYOBReader',
  'ReadableStreamBYOBRequest',
  'ReadableStreamDefaultController',
  'ReadableStreamDefaultReader',
  'ReadableByteStreamController',
]

/**
 * What a program could get hold of by way of the web's classes that it is given, besides these themselves. To be hardened
 * with them: the tests' own `fetch` rests on the same.
 */
export function webObjects(): readonly unknown[] {
  const classes = behindResponses.map((name) => Reflect.get(globalThis, name) as unknown)
  const iterators = [new Headers(), new URLSearchParams(), new FormData()].map((list) => list.entries())
  const { body } = new Response('')
  return [...classes, ...iterators, body?.[Symbol.asyncIterator]?.()]
}
