import { nodeError } from './system-error.ts'

/** `lookup` of node:dns, as far as a socket calls it. */
export type Lookup = (
  hostname: string,
  options: { readonly family: number; readonly hints: number },
  callback: (error: Error | null, address: string, family: number) => void,
) => void

/** What `connect` and `listen` take as an object. What is not named here has no meaning in this network. */
export interface AddressOptions {
  readonly port?: unknown
  readonly host?: string | undefined
  readonly path?: string | undefined
  readonly family?: number | undefined
  readonly hints?: number | undefined
  readonly lookup?: Lookup | undefined
  readonly timeout?: number | undefined
  readonly allowHalfOpen?: boolean | undefined
}

export type Callback = (...values: unknown[]) => void

/**
 * The overloads of `connect` and `listen` as one: (options), (path), (port, host), each with a callback at the end.
 * A string is a path unless it is a port number.
 */
export function readArguments(args: readonly unknown[]): {
  options: AddressOptions
  callback: Callback | undefined
} {
  const [first, second] = args
  const last = args.at(-1)
  const callback = typeof last === 'function' ? (last as Callback) : undefined
  if (typeof first === 'object' && first !== null) return { options: first, callback }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { options: { path: first }, callback }
  const port = typeof first === 'function' ? undefined : first
  return { options: typeof second === 'string' ? { port, host: second } : { port }, callback }
}

/** @throws RangeError ERR_SOCKET_BAD_PORT, TypeError ERR_INVALID_ARG_TYPE: at once, as Node does */
export function readPort(port: unknown, name: string): number {
  if (typeof port !== 'number' && typeof port !== 'string')
    throw wrongType('property', 'options.port', 'one of type number or string', port)
  const isNumber = typeof port === 'number' || port.trim() !== ''
  if (isNumber && Number(port) === Number(port) >>> 0 && Number(port) <= 65_535) return Number(port)
  const message = `${name} should be >= 0 and < 65536. Received ${received(port)}.`
  throw nodeError('ERR_SOCKET_BAD_PORT', message, RangeError)
}

/** `The "msecs" argument must be of type number. Received type string ('a')`. */
export function wrongType(
  kind: 'argument' | 'property',
  name: string,
  expected: string,
  value: unknown,
): Error {
  const message = `The "${name}" ${kind} must be ${expected}. Received ${received(value)}`
  return nodeError('ERR_INVALID_ARG_TYPE', message, TypeError)
}

/** How Node's errors tell what they were given. */
export function received(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'object') return `an instance of ${value.constructor.name}`
  if (typeof value === 'function') return `function ${value.name}`
  if (typeof value === 'string') return `type string ('${value}')`
  if (typeof value === 'bigint') return `type bigint (${value}n)`
  return `type ${typeof value} (${String(value as number | boolean | symbol)})`
}
