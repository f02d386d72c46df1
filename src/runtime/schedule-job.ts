import { IntervalError, ScheduleError, ScheduleValueError } from './schedule-errors.ts'
import { nextRunAfter, readAt, readUntil, type AtTime, type Duration, type Unit } from './schedule-time.ts'

/** A job that returns this is not run again. */
export const CancelJob: unique symbol = Symbol('CancelJob')

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const singular = { second: 'seconds', minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks' } as const

/**
 * Something to do again and again, described word by word; `.do()` ends the sentence and puts the job on the list.
 *
 *     every(10).seconds.do(job)
 *     every().day.at('10:30').do(job, 'an argument')
 *     every().monday.tag('weekly').do(job)
 *
 * Times are local. After Python's `schedule` (https://schedule.readthedocs.io/en/stable/reference.html).
 */
export class Job {
  readonly interval: number
  /** When it last ended; null before its first run. */
  lastRun: Date | null = null
  /** When it is due; null before `.do()`. */
  nextRun: Date | null = null
  readonly tags = new Set<string | number>()
  readonly #register: (job: Job) => void
  #latest: number | null = null
  #unit: Unit | null = null
  #weekday: number | null = null
  #at: AtTime | null = null
  #deadline: Date | null = null
  #call: (() => unknown) | null = null
  #isRunning = false

  /** Made by `every()`. `register` puts the job on its scheduler's list. */
  constructor(interval: number, register: (job: Job) => void) {
    if (typeof interval !== 'number' || !Number.isFinite(interval) || interval <= 0) {
      throw new RangeError(`every() takes a number above 0, not ${String(interval)}`)
    }
    this.interval = interval
    this.#register = register
  }

  /** Every second; for more than one write `every(n).seconds`. @throws IntervalError for `every(2).second` */
  get second(): this {
    return this.#one('second')
  }
  /** Every so many seconds. */
  get seconds(): this {
    return this.#every('seconds')
  }
  /** Every minute. @throws IntervalError for `every(2).minute` */
  get minute(): this {
    return this.#one('minute')
  }
  /** Every so many minutes. */
  get minutes(): this {
    return this.#every('minutes')
  }
  /** Every hour. @throws IntervalError for `every(2).hour` */
  get hour(): this {
    return this.#one('hour')
  }
  /** Every so many hours. */
  get hours(): this {
    return this.#every('hours')
  }
  /** Every day. @throws IntervalError for `every(2).day` */
  get day(): this {
    return this.#one('day')
  }
  /** Every so many days. */
  get days(): this {
    return this.#every('days')
  }
  /** Every week. @throws IntervalError for `every(2).week` */
  get week(): this {
    return this.#one('week')
  }
  /** Every so many weeks. */
  get weeks(): this {
    return this.#every('weeks')
  }
  /** Every Monday. @throws IntervalError for `every(2).monday`; so do the other days. */
  get monday(): this {
    return this.#on('monday')
  }
  get tuesday(): this {
    return this.#on('tuesday')
  }
  get wednesday(): this {
    return this.#on('wednesday')
  }
  get thursday(): this {
    return this.#on('thursday')
  }
  get friday(): this {
    return this.#on('friday')
  }
  get saturday(): this {
    return this.#on('saturday')
  }
  get sunday(): this {
    return this.#on('sunday')
  }

  /**
   * At a time of the day (`'10:30'`, `'10:30:15'`; for days and weekdays), of the hour (`':30'` is minute 30,
   * `'30:15'`; for hours) or of the minute (`':15'`; for minutes).
   * @throws ScheduleValueError for a time that does not go with the unit, TypeError for what is no string
   */
  at(time: string): this {
    this.#at = readAt(time, this.#unit, this.#weekday !== null)
    return this
  }

  /** Makes the interval random, drawn anew for each run: `every(5).to(10).seconds` is 5 to 10, whole steps. */
  to(latest: number): this {
    if (!(latest >= this.interval)) {
      throw new ScheduleError(`to(${latest}) must be at least the interval of every(${this.interval})`)
    }
    this.#latest = latest
    return this
  }

  /** Names for `clear(tag)`, `getJobs(tag)`, `nextRun(tag)`. @throws TypeError unless they are texts or numbers */
  tag(...tags: (string | number)[]): this {
    for (const tag of tags) {
      if (typeof tag !== 'string' && typeof tag !== 'number') {
        throw new TypeError(`Tags must be texts or numbers, not ${typeof tag}`)
      }
      this.tags.add(tag)
    }
    return this
  }

  /**
   * Ends the job at a Date, a local time (`'18:30'`, `'2026-12-24'`, `'2026-12-24 18:30'`, seconds if you like) or after
   * a while (`{ hours: 2 }`): it is taken off the list once its next run would be later.
   * @throws ScheduleValueError for a moment in the past or an unknown format, TypeError for anything else
   */
  until(end: Date | string | Duration): this {
    this.#deadline = readUntil(end, new globalThis.Date())
    return this
  }

  /**
   * Says what to do, and puts the job on the list. The arguments are handed to `job` at each run.
   * @throws TypeError for what is no function, ScheduleValueError when no unit was named
   */
  do<A extends unknown[]>(job: (...args: A) => unknown, ...args: A): this {
    if (typeof job !== 'function') throw new TypeError(noFunction(job))
    this.#call = () => job(...args)
    this.#plan()
    this.#register(this)
    return this
  }

  /** Whether it is due. A job that is still running is not: it does not overtake itself. */
  get shouldRun(): boolean {
    return !this.#isRunning && this.nextRun !== null && globalThis.Date.now() >= this.nextRun.getTime()
  }

  /**
   * Runs it now, waits for its end and plans the next run, counted from there. Gives what the job returned, or
   * `CancelJob` when its `until` has passed, or would have by the next run. Rejects with the job's own error; it is due
   * again then.
   */
  async run(): Promise<unknown> {
    if (!this.#call) throw new ScheduleError('A job needs something to do: end it with .do(job)')
    if (this.#isOverdue(new globalThis.Date())) return CancelJob
    this.#isRunning = true
    let result: unknown
    try {
      result = await this.#call()
    } finally {
      this.#isRunning = false
    }
    this.lastRun = new globalThis.Date()
    return this.#isOverdue(this.#plan()) ? CancelJob : result
  }

  #every(unit: Unit): this {
    this.#unit = unit
    return this
  }

  #one(unit: keyof typeof singular): this {
    if (this.interval === 1) return this.#every(singular[unit])
    throw new IntervalError(
      `Use ${singular[unit]} instead of ${unit}: every(${this.interval}).${singular[unit]}`,
    )
  }

  #on(day: (typeof weekdays)[number]): this {
    if (this.interval !== 1) {
      throw new IntervalError(
        `Scheduling .${day} jobs is only allowed for weekly jobs. ` +
          `Using .${day} on a job scheduled to run every ${this.interval} weeks is not supported.`,
      )
    }
    this.#weekday = weekdays.indexOf(day)
    return this.#every('weeks')
  }

  #plan(): Date {
    const unit = this.#unit
    if (unit === null) {
      throw new ScheduleValueError(
        `every(${this.interval}) needs a unit before .do(): \`seconds\`, \`minutes\`, \`hours\`, \`days\`, \`weeks\` or a weekday`,
      )
    }
    if (this.#weekday !== null && unit !== 'weeks') {
      throw new ScheduleValueError(`A weekday goes with weeks only, not with \`${unit}\``)
    }
    const interval = this.#latest === null ? this.interval : between(this.interval, this.#latest)
    const rule = { interval, unit, weekday: this.#weekday, at: this.#at }
    return (this.nextRun = nextRunAfter(new globalThis.Date(), rule))
  }

  #isOverdue(moment: Date): boolean {
    return this.#deadline !== null && moment.getTime() > this.#deadline.getTime()
  }
}

function between(least: number, most: number): number {
  return least + Math.floor(Math.random() * (Math.floor(most - least) + 1))
}

function noFunction(given: unknown): string {
  const what =
    given instanceof Promise
      ? 'a Promise: the function was called, once, and what it gave was handed over'
      : given === undefined
        ? 'undefined: was the function called, and returned nothing?'
        : given === null
          ? 'null'
          : `a ${typeof given}`
  return `do() needs a function to call later, but was given ${what}. Write .do(job1), not .do(job1()).`
}
