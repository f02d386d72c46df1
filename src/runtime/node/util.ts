import { wrongType } from '../../network/arguments.ts'

/** `node:util`, as far as the course uses it and its clients do. */

type Constructor = abstract new (...values: never[]) => object

export function inherits(constructor: Constructor, base: Constructor): void {
  Object.defineProperty(constructor, 'super_', { value: base, writable: true, configurable: true })
  Object.setPrototypeOf(constructor.prototype as object, base.prototype as object)
}

/** Never on: there is no NODE_DEBUG here. */
export function debuglog(): (() => void) & { enabled: boolean } {
  return Object.assign(() => {}, { enabled: false })
}

export function deprecate<F>(call: F): F {
  return call
}

type NodeCallback = (error: unknown, value?: unknown) => void
type Promised = (this: unknown, ...values: unknown[]) => Promise<unknown>

const custom = Symbol.for('nodejs.util.promisify.custom')

/**
 * As in Node, of timers too: `promisify(setTimeout)(ms, value)` sleeps.
 * @throws TypeError ERR_INVALID_ARG_TYPE for what is no function
 */
export function promisify(call: (...values: never[]) => unknown): Promised {
  if (typeof call !== 'function') throw wrongType('argument', 'original', 'of type function', call)
  const own = call === globalThis.setTimeout ? sleep : (Reflect.get(call, custom) as Promised | undefined)
  if (own) return own
  return function (...values) {
    return new Promise((resolve, reject) => {
      const settle: NodeCallback = (error, value) => (error ? reject(error) : resolve(value))
      Reflect.apply(call, this, [...values, settle])
    })
  }
}
promisify.custom = custom

// Through the realm at each use: its clock may have been put there since.
const sleep: Promised = (ms, value) =>
  new Promise((resolve) => void globalThis.setTimeout(resolve, Number(ms), value))

/** printf-like: %s %d %i %f %j %o %O %%; what is left over is put after it. */
export function format(...values: unknown[]): string {
  const words: string[] = []
  if (typeof values[0] === 'string') words.push(fill(String(values.shift()), values))
  return [...words, ...values.map((value) => (typeof value === 'string' ? value : inspect(value)))].join(' ')
}

/** Takes from the values what the text has directives for. */
function fill(text: string, values: unknown[]): string {
  return text.replace(/%[sdifjoO%]/g, (directive) => {
    if (directive === '%%') return '%'
    return values.length > 0 ? formatOne(directive, values.shift()) : directive
  })
}

function formatOne(directive: string, value: unknown): string {
  switch (directive) {
    case '%s':
      return typeof value === 'object' && value !== null ? inspect(value) : String(value)
    case '%d':
      return String(typeof value === 'object' ? Number.NaN : Number(value))
    case '%i':
      return String(Number.parseInt(String(value), 10))
    case '%f':
      return String(Number.parseFloat(String(value)))
    case '%j':
      return JSON.stringify(value) ?? 'undefined'
    default:
      return inspect(value)
  }
}

/** A value as text, two levels deep: for messages, not for the console. */
export function inspect(value: unknown, depth: unknown = 2): string {
  const levels = typeof depth === 'number' ? depth : 2
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return value.name ? `[Function: ${value.name}]` : '[Function (anonymous)]'
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value)
  if (value instanceof Error) return value.stack ?? String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (levels < 0) return Array.isArray(value) ? '[Array]' : '[Object]'
  if (Array.isArray(value))
    return brackets(
      '[',
      value.map((item) => inspect(item, levels - 1)),
      ']',
    )
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${inspect(field, levels - 1)}`)
  return brackets('{', fields, '}')
}

function brackets(open: string, items: readonly string[], close: string): string {
  return items.length === 0 ? open + close : `${open} ${items.join(', ')} ${close}`
}
