import type { CommandContext, Handlers } from '../command.ts'
import { readCount, toCount } from '../integers.ts'
import { RedisError, syntaxError, type Reply } from '../reply.ts'
import { byteString } from '../bytes.ts'
import { longestString } from './strings.ts'

/** The group `bitmap`, without BITFIELD: strings as rows of bits, the highest bit of each byte first. @see https://redis.io/docs/latest/commands/?group=bitmap */
export const bitmapCommands: Handlers = {
  getbit([key = '', offsetText = ''], { db }) {
    const offset = toBitOffset(offsetText)
    return bitAt(db.get('string', key) ?? '', offset)
  },

  setbit([key = '', offsetText = '', bitText = ''], { db, server }) {
    const offset = toBitOffset(offsetText)
    if (bitText !== '0' && bitText !== '1') throw new RedisError('ERR bit is not an integer or out of range')
    const text = db.get('string', key) ?? ''
    const place = Math.floor(offset / 8)
    server.memory.reserve(Math.max(0, place + 1 - text.length))
    const mask = 0x80 >> (offset % 8)
    const old = codeAt(text, place)
    const byte = String.fromCharCode(bitText === '1' ? old | mask : old & ~mask)
    const value = text.slice(0, place).padEnd(place, '\0') + byte + text.slice(place + 1)
    db.set(key, value, { isDeadlineKept: true })
    return old & mask ? 1 : 0
  },

  bitcount([key = '', ...words], { db }) {
    const text = db.get('string', key)
    if (text === undefined) return 0
    if (words.length === 1 || words.length > 3) throw syntaxError()
    const [first = 0, last = -1] = words.slice(0, 2).map((word) => toCount(word))
    // Looked at before the unit, and only here.
    if (first < 0 && last < 0 && first > last) return 0
    const { start, end } = bitSpan(text, words)
    let count = 0
    for (let at = start; at < end;) {
      const isWhole = at % 8 === 0 && at + 8 <= end
      count += isWhole ? onesIn(codeAt(text, at / 8)) : bitAt(text, at)
      at += isWhole ? 8 : 1
    }
    return count
  },

  bitpos([key = '', bitText = '', ...words], { db }) {
    const bit = toCount(bitText)
    if (bit !== 0 && bit !== 1) throw new RedisError('ERR The bit argument must be 1 or 0.')
    const text = db.get('string', key)
    if (text === undefined) return bit === 1 ? -1 : 0
    const { start, end } = bitSpan(text, words)
    if (start >= end) return -1
    // Bytes of which every bit is the other one.
    const empty = bit === 1 ? 0 : 0xff
    for (let at = start; at < end;) {
      const isSkipped = at % 8 === 0 && codeAt(text, at / 8) === empty
      if (!isSkipped && bitAt(text, at) === bit) return at
      at += isSkipped ? 8 : 1
    }
    // Behind a string come zeros without end, unless it was said where to end.
    return bit === 0 && words.length < 2 ? text.length * 8 : -1
  },

  bitop: ([operation = '', target = '', ...sources], context) =>
    combine(operation.toLowerCase(), target, sources, context),
}

function combine(
  operation: string,
  target: string,
  sources: readonly string[],
  { db, server }: CommandContext,
): Reply {
  if (!['and', 'or', 'xor', 'not'].includes(operation)) throw syntaxError()
  if (operation === 'not' && sources.length !== 1)
    throw new RedisError('ERR BITOP NOT must be called with a single source key.')
  const texts = sources.map((key) => db.get('string', key) ?? '')
  const length = Math.max(...texts.map((text) => text.length))
  if (length === 0) {
    db.delete(target)
    return 0
  }
  server.memory.reserve(length)
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at++) {
    const codes = texts.map((text) => codeAt(text, at))
    bytes[at] = operation === 'not' ? ~codeAt(texts[0] ?? '', at) : codes.reduce(operators[operation] ?? or)
  }
  db.set(target, byteString(bytes))
  return length
}

const or = (one: number, other: number): number => one | other
const operators: { readonly [operation: string]: typeof or } = {
  and: (one, other) => one & other,
  or,
  xor: (one, other) => one ^ other,
}

/** @throws RedisError for a place that no string is long enough for */
function toBitOffset(text: string): number {
  const offset = readCount(text)
  if (offset === null || offset < 0 || offset >= longestString * 8)
    throw new RedisError('ERR bit offset is not an integer or out of range')
  return offset
}

/** The words `start end BYTE|BIT` as bits from `start` up to, not including, `end`. @throws RedisError */
function bitSpan(text: string, words: readonly string[]): { readonly start: number; readonly end: number } {
  const [startText, endText, unit = 'byte', ...rest] = words
  if (rest.length > 0) throw syntaxError()
  const first = toCount(startText ?? '0')
  if (!['byte', 'bit'].includes(unit.toLowerCase())) throw syntaxError()
  const last = toCount(endText ?? '-1')
  const size = unit.toLowerCase() === 'bit' ? 1 : 8
  const length = (text.length * 8) / size
  const fromStart = (place: number): number => Math.max(0, place < 0 ? length + place : place)
  return { start: fromStart(first) * size, end: Math.min(fromStart(last) + 1, length) * size }
}

function bitAt(text: string, offset: number): 0 | 1 {
  return codeAt(text, Math.floor(offset / 8)) & (0x80 >> (offset % 8)) ? 1 : 0
}

/** A byte of a string; behind its end stand zeros. */
function codeAt(text: string, place: number): number {
  return place < text.length ? text.charCodeAt(place) : 0
}

function onesIn(byte: number): number {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}
