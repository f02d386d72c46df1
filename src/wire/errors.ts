import type { ErrorData } from './error-data.ts'

/** An error that another thread threw, told here. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'
  readonly data: ErrorData
  constructor(data: ErrorData) {
    super(`${data.name}: ${data.message}`)
    this.data = data
  }
}

/** Any thrown value of our own code as data, without a stack. Learner errors go through the sandbox, which knows its files. */
export function toErrorData(thrown: unknown): ErrorData {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown), frames: [] }
  const data = { name: thrown.name, message: thrown.message, frames: [] }
  return thrown.cause === undefined ? data : { ...data, cause: toErrorData(thrown.cause) }
}
