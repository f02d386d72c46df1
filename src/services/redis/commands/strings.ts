import type { CommandContext, Handlers } from '../command.ts'
import { toCount } from '../integers.ts'
import type { Keyspace } from '../keyspace.ts'
import { ok, RedisError, syntaxError, wrongArity, type Reply } from '../reply.ts'
import { expiryMoment, type TimeUnit } from './deadline-arguments.ts'

/** Redis' `proto-max-bulk-len`. */
export const longestString = 512 * 2 ** 20

/** The group `string`, without those that count. @see https://redis.io/docs/latest/commands/?group=string */
export const stringCommands: Handlers = {
  get: ([key = ''], { db }) => db.get('string', key) ?? null,

  set: ([key = '', value = '', ...options], context) => set(key, value, options, context),

  setnx([key = '', value = ''], { db }) {
    if (db.has(key)) return 0
    db.set(key, value)
    return 1
  },

  setex: ([key = '', time = '', value = ''], context) =>
    setWithTime('setex', key, value, { time, unit: 'seconds', context }),

  psetex: ([key = '', time = '', value = ''], context) =>
    setWithTime('psetex', key, value, { time, unit: 'milliseconds', context }),

  getset([key = '', value = ''], { db }) {
    const old = db.get('string', key)
    db.set(key, value)
    return old ?? null
  },

  getdel([key = ''], { db }) {
    const value = db.get('string', key)
    if (value !== undefined) db.delete(key)
    return value ?? null
  },

  getex([key = '', ...options], { db, server }) {
    const { moment, isPersist } = readOptions('getex', options)
    const value = db.get('string', key)
    if (value === undefined) return null
    const now = server.clock.now()
    const time = moment(now)
    if (time !== null && time <= now) db.delete(key)
    else if (time !== null) db.setDeadline(key, time)
    else if (isPersist && db.deadline(key) !== undefined) db.setDeadline(key, null)
    return value
  },

  mget: (keys, { db }) =>
    keys.map((key) => {
      const value = db.find(key)
      return typeof value === 'string' ? value : null
    }),

  mset(words, { db }) {
    if (words.length % 2 !== 0) throw wrongArity('mset')
    setAll(words, db)
    return ok
  },

  msetnx(words, { db }) {
    if (words.length % 2 !== 0) throw wrongArity('msetnx')
    if (words.some((key, index) => index % 2 === 0 && db.has(key))) return 0
    setAll(words, db)
    return 1
  },

  append([key = '', tail = ''], { db, server }) {
    const old = db.get('string', key) ?? ''
    checkLength(old.length + tail.length)
    server.memory.reserve(tail.length)
    db.set(key, old + tail, { isDeadlineKept: true })
    return old.length + tail.length
  },

  strlen: ([key = ''], { db }) => (db.get('string', key) ?? '').length,

  getrange: (words, context) => getRange(words, context),
  substr: (words, context) => getRange(words, context),

  setrange([key = '', offsetText = '', part = ''], { db, server }) {
    const offset = toCount(offsetText)
    if (offset < 0) throw new RedisError('ERR offset is out of range')
    const old = db.get('string', key) ?? ''
    if (part === '') return old.length
    checkLength(offset + part.length)
    server.memory.reserve(Math.max(0, offset + part.length - old.length))
    const head = old.slice(0, offset).padEnd(offset, '\0')
    const value = head + part + old.slice(offset + part.length)
    db.set(key, value, { isDeadlineKept: true })
    return value.length
  },
}

interface SetOptions {
  /** When the time to live is up, or null. @throws RedisError for a moment that there is not */
  moment(now: number): number | null
  readonly isKept: boolean
  readonly isPersist: boolean
  readonly condition: 'nx' | 'xx' | null
  readonly isGet: boolean
}

const timeOptions: { readonly [option: string]: TimeUnit } = {
  ex: 'seconds',
  px: 'milliseconds',
  exat: 'moment in seconds',
  pxat: 'moment in milliseconds',
}

/** The words after SET's value or GETEX's key. @throws RedisError for words that do not go together */
function readOptions(command: 'set' | 'getex', words: readonly string[]): SetOptions {
  let time: { readonly text: string; readonly unit: TimeUnit } | null = null
  let condition: SetOptions['condition'] = null
  let [isKept, isPersist, isGet] = [false, false, false]
  for (let at = 0; at < words.length; at++) {
    const option = (words[at] ?? '').toLowerCase()
    const unit = Object.hasOwn(timeOptions, option) ? timeOptions[option] : undefined
    const hasTime = time !== null || isKept || isPersist
    if (command === 'set' && (option === 'nx' || option === 'xx') && (condition ?? option) === option)
      condition = option
    else if (command === 'set' && option === 'get') isGet = true
    else if (command === 'set' && option === 'keepttl' && time === null) isKept = true
    else if (command === 'getex' && option === 'persist' && time === null) isPersist = true
    else if (unit !== undefined && !hasTime && at + 1 < words.length) time = { text: words[++at] ?? '', unit }
    else throw syntaxError()
  }
  const moment = (now: number): number | null =>
    time && expiryMoment(time.text, time.unit, { command, now, isPastAllowed: false })
  return { moment, isKept, isPersist, condition, isGet }
}

function set(key: string, value: string, words: readonly string[], { db, server }: CommandContext): Reply {
  if (words.length === 0) {
    db.set(key, value)
    return ok
  }
  const { moment, isKept, condition, isGet } = readOptions('set', words)
  const time = moment(server.clock.now())
  const old = isGet ? db.get('string', key) : undefined
  const isThere = db.has(key)
  const answer = isGet ? (old ?? null) : ok
  if ((condition === 'nx' && isThere) || (condition === 'xx' && !isThere)) return isGet ? answer : null
  db.set(key, value, { isDeadlineKept: isKept })
  if (time !== null) db.setDeadline(key, time)
  return answer
}

function setWithTime(
  command: string,
  key: string,
  value: string,
  { time, unit, context }: { time: string; unit: TimeUnit; context: CommandContext },
): Reply {
  const { db, server } = context
  const moment = expiryMoment(time, unit, { command, now: server.clock.now(), isPastAllowed: false })
  db.set(key, value)
  db.setDeadline(key, moment)
  return ok
}

function setAll(words: readonly string[], db: Keyspace): void {
  for (let at = 0; at < words.length; at += 2) db.set(words[at] ?? '', words[at + 1] ?? '')
}

function getRange(
  [key = '', startText = '', endText = '']: readonly string[],
  { db }: CommandContext,
): Reply {
  const [first, last] = [toCount(startText), toCount(endText)]
  const value = db.get('string', key) ?? ''
  if (first < 0 && last < 0 && first > last) return ''
  const start = Math.max(0, first < 0 ? value.length + first : first)
  const end = Math.max(0, last < 0 ? value.length + last : last)
  return value.slice(start, end + 1)
}

/** @throws RedisError for a string that would be too long */
function checkLength(length: number): void {
  if (length > longestString)
    throw new RedisError('ERR string exceeds maximum allowed size (proto-max-bulk-len)')
}
