import { vitest } from './realm.ts'

/**
 * Calls back when an assertion does not hold, before the test that made it gets to hear of it: what clears up after a
 * failure has not begun yet. An assertion that is tried again until it holds is told each time. Call it once in a worker.
 */
export function watchAssertions(onFailed: (error: unknown) => void): void {
  const { expect } = vitest
  const { prototype } = vitest.chai.Assertion as unknown as { readonly prototype: { assert: Method } }
  const told = (method: Method): Method =>
    function (this: unknown, ...values) {
      try {
        return Reflect.apply(method, this, values)
      } catch (error) {
        onFailed(error)
        throw error
      }
    }
  // All matchers end in the one; the other is for what no matcher tells.
  prototype.assert = told(prototype.assert)
  Object.assign(expect, { fail: told(expect.fail as unknown as Method) })
}

type Method = (this: unknown, ...values: unknown[]) => unknown
