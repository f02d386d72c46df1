import { notAFloat } from './reply.ts'

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i
const hexadecimal = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)(?:p([+-]?\d+))?/i
const infinite = /^([+-]?)inf(?:inity)?/i
const notANumber = /^[+-]?nan/i

/**
 * The number at the beginning of a text, as C's `strtod` reads it, and how many characters it took: decimal, `inf`, `nan` or
 * hexadecimal. Leading white space counts as taken. No number: zero characters.
 */
export function readNumberPrefix(text: string): { readonly value: number; readonly length: number } {
  const skipped = /^[ \t-\r]*/.exec(text)?.[0].length ?? 0
  const rest = text.slice(skipped)
  const hex = hexadecimal.exec(rest)
  if (hex && (hex[2] || hex[3])) return { value: hexValue(hex), length: skipped + hex[0].length }
  const plain = decimal.exec(rest)
  if (plain) return { value: Number(plain[0]), length: skipped + plain[0].length }
  const infinity = infinite.exec(rest)
  if (infinity)
    return { value: infinity[1] === '-' ? -Infinity : Infinity, length: skipped + infinity[0].length }
  const nan = notANumber.exec(rest)
  return nan ? { value: NaN, length: skipped + nan[0].length } : { value: 0, length: 0 }
}

function hexValue([, sign, whole = '', part = '', exponent = '0']: RegExpExecArray): number {
  const digits = BigInt(`0x${whole}${part}`)
  const value = Number(digits) * 2 ** (Number(exponent) - 4 * part.length)
  return sign === '-' ? -value : value
}

/** A number as ZADD and ZINCRBY take it: nothing before or after it, neither too large nor too small for 64 bits. */
export function readFloat(text: string): number | null {
  if (text === '' || /^[ \t-\r]/.test(text)) return null
  const { value, length } = readNumberPrefix(text)
  if (length !== text.length || Number.isNaN(value)) return null
  const isNamedInfinity = /^[+-]?inf/i.test(text)
  if (Math.abs(value) === Infinity && !isNamedInfinity) return null
  // Not zero as it is written, but too near to it.
  if (value === 0 && /[1-9]/.test(text.replace(/e.*$/i, '')) && !/x/i.test(text)) return null
  return value
}

/** @throws RedisError if the text is no number */
export function toFloat(text: string, error = notAFloat): number {
  const value = readFloat(text)
  if (value === null) throw error()
  return value
}

/** A score as Redis 7.0 writes it: C's `%.17g`, so 0.1 is `0.10000000000000001`. */
export function formatFloat(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return Object.is(value, -0) ? '-0' : String(value)
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const [mantissa = '', exponentText = '0'] = value.toExponential(16).split('e')
  const exponent = Number(exponentText)
  if (exponent >= -4 && exponent < 17) return trimZeros(value.toFixed(Math.min(16 - exponent, 100)))
  const sign = exponent < 0 ? '-' : '+'
  return `${trimZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** Without the zeros that end a decimal fraction. */
export function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
