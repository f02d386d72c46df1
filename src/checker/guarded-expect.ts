import { vitest } from './realm.ts'

const mostDepth = 4
const mostKeys = 200

/**
 * `expect` for values of a learner's program: vitest lets any object with a method `asymmetricMatch` decide itself
 * whether it is equal, so such a value must never be on the left of an assertion.
 */
export const guardedExpect: typeof vitest.expect = new Proxy(vitest.expect, {
  apply: (target, self, [actual, ...rest]: unknown[]) =>
    Reflect.apply(target, self, [screen(actual), ...rest]) as unknown,
})

function screen(value: unknown): unknown {
  if (value instanceof Promise) return value.then(screen)
  assertPlain(value, 0)
  return value
}

function assertPlain(value: unknown, depth: number): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return
  if ('asymmetricMatch' in value || '$$typeof' in value) {
    throw new TypeError('The code returned an object that claims to equal anything. Return the value itself.')
  }
  if (depth >= mostDepth || typeof value === 'function') return
  const inner =
    value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Set ? [...value] : []
  for (const key of Reflect.ownKeys(value).slice(0, mostKeys)) {
    inner.push(Object.getOwnPropertyDescriptor(value, key)?.value)
  }
  for (const item of inner.slice(0, mostKeys)) assertPlain(item, depth + 1)
}
