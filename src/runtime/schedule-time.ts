import { ScheduleValueError } from './schedule-errors.ts'

export type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks'

/** A moment within a day, an hour or a minute. */
export interface AtTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** When a job runs: every `interval` units, on a weekday (0 is Sunday), at a time. */
export interface Rule {
  readonly interval: number
  readonly unit: Unit
  readonly weekday: number | null
  readonly at: AtTime | null
}

/** A length of time; what is left out is 0. */
export interface Duration {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
}

const inMs: { readonly [unit in Exclude<Unit, 'days' | 'weeks'>]: number } = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
}

/** A Date of the clock that is in force now: tests replace the global one. */
function copyOf(moment: Date): Date {
  return new globalThis.Date(moment.getTime())
}

/** Days are added on the calendar, so that 10:30 stays 10:30 when the clocks change. */
function add(moment: Date, count: number, unit: Unit): Date {
  const sum = copyOf(moment)
  if (unit === 'days' || unit === 'weeks') {
    const days = unit === 'weeks' ? count * 7 : count
    sum.setDate(sum.getDate() + Math.floor(days))
    if (days % 1 !== 0) sum.setTime(sum.getTime() + (days % 1) * 24 * inMs.hours)
  } else sum.setTime(sum.getTime() + count * inMs[unit])
  return sum
}

/**
 * The first moment after `now` that a rule names. On a weekday or at a time, today counts if the time is still to come;
 * an interval other than 1 is waited for first, as Python's library does.
 */
export function nextRunAfter(now: Date, { interval, unit, weekday, at }: Rule): Date {
  let next = copyOf(now)
  if (weekday !== null) next.setDate(next.getDate() + ((weekday - next.getDay() + 7) % 7))
  if (at) {
    if (unit === 'days' || weekday !== null) next.setHours(at.hour)
    if (unit !== 'minutes') next.setMinutes(at.minute)
    next.setSeconds(at.second, 0)
  }
  if (interval !== 1) next = add(next, interval, unit)
  while (next.getTime() <= now.getTime()) next = add(next, interval, unit)
  return next
}

/** Reads the argument of `.at()` for a unit. */
export function readAt(text: unknown, unit: Unit | null, hasWeekday: boolean): AtTime {
  if (!hasWeekday && (unit === null || unit === 'seconds' || unit === 'weeks')) {
    throw new ScheduleValueError(
      `Invalid unit for at(): ${unit ?? 'none'} (valid units are \`days\`, \`hours\`, \`minutes\` and the weekdays)`,
    )
  }
  if (typeof text !== 'string')
    throw new TypeError(`at() should be passed a string, as in .at('10:30'), not ${String(text)}`)
  const shown = JSON.stringify(text)
  if (unit === 'minutes') {
    const match = /^:([0-5]\d)$/.exec(text)
    if (match) return { hour: 0, minute: 0, second: Number(match[1]) }
    throw new ScheduleValueError(
      `Invalid time format for a job of every minute: ${shown} (valid format is :SS)`,
    )
  }
  if (unit === 'hours') {
    const match = /^([0-5]\d)?:([0-5]\d)$/.exec(text)
    if (!match) {
      throw new ScheduleValueError(
        `Invalid time format for an hourly job: ${shown} (valid formats are :MM and MM:SS)`,
      )
    }
    const [, first, last] = match
    return first === undefined
      ? { hour: 0, minute: Number(last), second: 0 }
      : { hour: 0, minute: Number(first), second: Number(last) }
  }
  const match = /^(\d\d):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (!match) {
    throw new ScheduleValueError(
      `Invalid time format for a daily job: ${shown} (valid formats are HH:MM and HH:MM:SS)`,
    )
  }
  const hour = Number(match[1])
  if (hour > 23) throw new ScheduleValueError(`Invalid number of hours (${hour} is not between 0 and 23)`)
  return { hour, minute: Number(match[2]), second: Number(match[3] ?? 0) }
}

const deadline = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|(?<=\d) )(\d\d):(\d\d)(?::(\d\d))?)?$/

/** Reads the argument of `.until()`: a Date, a text, or how long from now. */
export function readUntil(value: unknown, now: Date): Date {
  const end = toDate(value, now)
  if (end.getTime() < now.getTime()) {
    throw new ScheduleValueError(
      `Cannot schedule a job to run until a time in the past (${end.toLocaleString('sv')})`,
    )
  }
  return end
}

function toDate(value: unknown, now: Date): Date {
  if (isDate(value)) return validDate(copyOf(value), String(value))
  if (typeof value === 'string') return parseDeadline(value, now)
  if (typeof value === 'object' && value !== null) {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = value as Duration
    const ms = (days * 24 + hours) * inMs.hours + minutes * inMs.minutes + seconds * inMs.seconds
    const isDuration = Object.keys(value).some((key) => ['days', 'hours', 'minutes', 'seconds'].includes(key))
    if (isDuration) return validDate(new globalThis.Date(now.getTime() + ms), JSON.stringify(value))
  }
  throw new TypeError('until() takes a Date, a string such as "18:30", or a duration such as { hours: 2 }')
}

function parseDeadline(text: string, now: Date): Date {
  const match = text === '' ? null : deadline.exec(text)
  if (!match) {
    throw new ScheduleValueError(
      `Invalid string format for until(): ${JSON.stringify(text)} (valid are YYYY-MM-DD HH:MM:SS, YYYY-MM-DD HH:MM, YYYY-MM-DD, HH:MM:SS, HH:MM)`,
    )
  }
  const part = (place: number, otherwise: number): number =>
    match[place] === undefined ? otherwise : Number(match[place])
  const month = part(2, now.getMonth() + 1)
  const day = part(3, now.getDate())
  const hour = part(4, 0)
  const date = new globalThis.Date(part(1, now.getFullYear()), month - 1, day, hour, part(5, 0), part(6, 0))
  // JavaScript carries over: the 31st of February becomes the 3rd of March.
  const isCarried = date.getMonth() !== month - 1 || date.getDate() !== day || hour > 23
  return validDate(isCarried ? new globalThis.Date(NaN) : date, text)
}

/** Whatever class of Date it is: a test's clock brings its own. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]'
}

function validDate(date: Date, text: string): Date {
  if (Number.isNaN(date.getTime())) throw new ScheduleValueError(`until() was given no date: ${text}`)
  return date
}
