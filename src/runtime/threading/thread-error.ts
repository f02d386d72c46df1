import type { ErrorData } from '../../wire/error-data.ts'
import type { ErrorFields } from '../../wire/thread-messages.ts'

const builtinErrors: { readonly [name: string]: ErrorConstructor } = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
}

/**
 * A thread's error as an Error of this thread: same name, message and fields, a class of JavaScript's own where it was one,
 * and the thread's stack, so that it shows the line in the thread's code and not the one that joined.
 */
export function toError(data: ErrorData, fields: ErrorFields, sourceUrl: (file: string) => string): Error {
  const { name, message, frames, cause } = data
  const Type = (Object.hasOwn(builtinErrors, name) ? builtinErrors[name] : undefined) ?? Error
  const error = cause ? new Type(message, { cause: toError(cause, {}, sourceUrl) }) : new Type(message)
  const lines = frames.map(({ in: where, file, line, column }) => {
    const place = `${sourceUrl(file)}:${line}:${column}`
    return where ? `    at ${where} (${place})` : `    at ${place}`
  })
  define(error, 'stack', [`${name}: ${message}`, ...lines].join('\n'))
  if (error.name !== name) define(error, 'name', name)
  for (const [key, value] of Object.entries(fields)) {
    Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: true })
  }
  return error
}

function define(error: Error, key: 'stack' | 'name', value: string): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true })
}

const mostFields = 20
const notFields = new Set(['name', 'message', 'stack', 'cause', '__proto__'])

/** An error's own plain values. Never throws, whatever its getters do. */
export function errorFields(thrown: unknown): ErrorFields {
  if (typeof thrown !== 'object' || thrown === null) return {}
  const fields: Record<string, string | number | boolean | null> = {}
  try {
    for (const key of Object.keys(thrown).slice(0, mostFields)) {
      const value: unknown = notFields.has(key) ? undefined : Reflect.get(thrown, key)
      if (value === null || typeof value === 'number' || typeof value === 'boolean') fields[key] = value
      else if (typeof value === 'string') fields[key] = value.slice(0, 1000)
    }
  } catch {
    return {}
  }
  return fields
}
