/** `node:assert`, as far as the clients of the course use it. */

class AssertionError extends Error {
  override readonly name = 'AssertionError'
  readonly code = 'ERR_ASSERTION'
}

function ok(value: unknown, message: string | Error = 'The expression evaluated to a falsy value'): void {
  if (value) return
  throw message instanceof Error ? message : new AssertionError(message)
}

function strictEqual(actual: unknown, expected: unknown, message?: string | Error): void {
  ok(Object.is(actual, expected), message ?? `Expected ${String(expected)}, and it was ${String(actual)}`)
}

const assert = Object.assign(ok.bind(null), { ok, strictEqual, AssertionError })

// `require('assert')` is itself the function.
export { assert as 'module.exports', ok, strictEqual, AssertionError }
