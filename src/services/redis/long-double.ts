import { trimZeros } from './floats.ts'

/** A binary fraction: `digits` × 2^`exponent`. */
interface Binary {
  readonly digits: bigint
  readonly exponent: number
}

/** Bits of a mantissa of x86's `long double`, and the largest power of two it reaches. */
const precision = 64
const largestExponent = 16384

/**
 * INCRBYFLOAT and HINCRBYFLOAT count in C's `long double` (64 bits of mantissa), not in the 53 bits of a JavaScript number:
 * 0.1 + 0.2 is `0.3`. This does the same with BigInt, and writes 17 decimals without the zeros at the end.
 *
 *     addLongDoubles('0.1', '0.2')     // '0.3'
 *     addLongDoubles('1', 'inf')       // null: infinite
 *
 * @see https://redis.io/docs/latest/commands/incrbyfloat/
 */
export function addLongDoubles(one: string, other: string): string | null {
  const sum = add(readLongDouble(one) ?? zero, readLongDouble(other) ?? zero)
  return sum === 'infinite' ? null : format(sum)
}

/** Whether INCRBYFLOAT takes the text for a number. */
export function isLongDouble(text: string): boolean {
  return readLongDouble(text) !== null
}

/** Whether the number of a text that is one is infinite. */
export function isInfinite(text: string): boolean {
  return readLongDouble(text) === 'infinite'
}

type MaybeInfinite = Binary | 'infinite'
const zero: Binary = { digits: 0n, exponent: 0 }

function readLongDouble(text: string): MaybeInfinite | null {
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return 'infinite'
  const hex = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)(?:p([+-]?\d{1,5}))?$/i.exec(text)
  if (hex && (hex[2] || hex[3])) {
    const digits = BigInt(`0x${hex[2]}${hex[3]}`)
    return finite({
      digits: hex[1] === '-' ? -digits : digits,
      exponent: Number(hex[4] ?? 0) - 4 * (hex[3] ?? '').length,
    })
  }
  const match = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:e([+-]?\d+))?$/i.exec(text)
  if (!match) return null
  const [, sign, whole = '', part = match[4] ?? '', , power = '0'] = match
  const digits = BigInt(`${sign}${whole}${part}` === sign ? '0' : `${whole}${part}`)
  if (digits === 0n) return zero
  const shift = Number(power) - part.length
  // Far outside of what a long double holds; its exact digits need not be made.
  if (shift + whole.length > 5000 || shift < -10_000) return null
  const value = shift >= 0 ? round(digits * 10n ** BigInt(shift), 1n) : round(digits, 10n ** BigInt(-shift))
  return finite(sign === '-' ? { ...value, digits: -value.digits } : value)
}

/** What is too large is no number at all. */
function finite(value: Binary): Binary | null {
  const magnitude = value.digits < 0n ? -value.digits : value.digits
  return magnitude.toString(2).length + value.exponent > largestExponent ? null : value
}

/** The nearest number of 64 bits to a fraction above zero; of two equally near ones, the even one. */
function round(numerator: bigint, denominator: bigint): Binary {
  const bits = bitLength(numerator) - bitLength(denominator)
  let exponent = bits - precision
  for (;;) {
    const [top, bottom] =
      exponent >= 0
        ? [numerator, denominator << BigInt(exponent)]
        : [numerator << BigInt(-exponent), denominator]
    const digits = top / bottom
    if (bitLength(digits) > precision) {
      exponent++
      continue
    }
    const twice = 2n * (top - digits * bottom)
    const isUp = twice > bottom || (twice === bottom && digits % 2n === 1n)
    return { digits: isUp ? digits + 1n : digits, exponent }
  }
}

function bitLength(value: bigint): number {
  return value.toString(2).length
}

function add(one: MaybeInfinite, other: MaybeInfinite): MaybeInfinite {
  if (one === 'infinite' || other === 'infinite') return 'infinite'
  const exponent = Math.min(one.exponent, other.exponent)
  const sum =
    (one.digits << BigInt(one.exponent - exponent)) + (other.digits << BigInt(other.exponent - exponent))
  if (sum === 0n) return zero
  const rounded = round(sum < 0n ? -sum : sum, 1n)
  const value = { digits: sum < 0n ? -rounded.digits : rounded.digits, exponent: rounded.exponent + exponent }
  return finite(value) ?? 'infinite'
}

/** C's `%.17Lf` without zeros at the end. */
function format({ digits, exponent }: Binary): string {
  const magnitude = digits < 0n ? -digits : digits
  const scaled = magnitude * 10n ** 17n
  let rounded = exponent >= 0 ? scaled << BigInt(exponent) : scaled >> BigInt(-exponent)
  if (exponent < 0) {
    const rest = scaled - (rounded << BigInt(-exponent))
    const half = 1n << BigInt(-exponent - 1)
    if (rest > half || (rest === half && rounded % 2n === 1n)) rounded++
  }
  const text = rounded.toString().padStart(18, '0')
  const shown = trimZeros(`${text.slice(0, -17)}.${text.slice(-17)}`)
  return digits < 0n && shown !== '0' ? `-${shown}` : shown
}
