import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import * as schedule from '../../src/runtime/schedule.ts'

const { every, runPending, Scheduler } = schedule

/** A Wednesday. */
const start = new Date(2026, 0, 7, 9, 0, 0)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  schedule.clear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const at = (day: number, hour = 0, minute = 0, second = 0): Date =>
  new Date(2026, 0, day, hour, minute, second)
const nothing = (): void => undefined

describe('when a job is due', () => {
  test.each<[string, () => schedule.Job, Date]>([
    ['a second', () => every().second, at(7, 9, 0, 1)],
    ['10 seconds', () => every(10).seconds, at(7, 9, 0, 10)],
    ['half a second', () => every(0.5).seconds, new Date(start.getTime() + 500)],
    ['a minute', () => every().minute, at(7, 9, 1)],
    ['90 minutes', () => every(90).minutes, at(7, 10, 30)],
    ['an hour', () => every().hour, at(7, 10)],
    ['a day', () => every().day, at(8, 9)],
    ['3 days', () => every(3).days, at(10, 9)],
    ['a week', () => every().week, at(14, 9)],
    ['2 weeks', () => every(2).weeks, at(21, 9)],
    ['Monday', () => every().monday, at(12, 9)],
    ['Tuesday', () => every().tuesday, at(13, 9)],
    ['Wednesday, which is today', () => every().wednesday, at(14, 9)],
    ['Thursday', () => every().thursday, at(8, 9)],
    ['Friday', () => every().friday, at(9, 9)],
    ['Saturday', () => every().saturday, at(10, 9)],
    ['Sunday', () => every().sunday, at(11, 9)],
    ['a time still to come today', () => every().day.at('10:30'), at(7, 10, 30)],
    ['a time that has passed today', () => every().day.at('08:59:59'), at(8, 8, 59, 59)],
    ['this very time', () => every().day.at('09:00'), at(8, 9)],
    ['a time after an interval', () => every(2).days.at('10:30'), at(9, 10, 30)],
    ['a time on another weekday', () => every().monday.at('10:30:15'), at(12, 10, 30, 15)],
    ['a time still to come on this weekday', () => every().wednesday.at('10:30'), at(7, 10, 30)],
    ['a time that has passed on this weekday', () => every().wednesday.at('08:30'), at(14, 8, 30)],
    ['a minute of the hour', () => every().hour.at(':30'), at(7, 9, 30)],
    ['a minute and second of the hour', () => every().hour.at('00:15'), at(7, 9, 0, 15)],
    ['a second of the minute', () => every().minute.at(':17'), at(7, 9, 0, 17)],
  ])('%s', (_name, make, due) => {
    expect(make().do(nothing).nextRun).toEqual(due)
  })

  test('a random interval lies within its bounds, both included, and is drawn anew', async () => {
    const random = vi.spyOn(Math, 'random')
    random.mockReturnValueOnce(0).mockReturnValueOnce(0.999)
    const job = every(5).to(10).seconds.do(nothing)
    expect(job.nextRun).toEqual(at(7, 9, 0, 5))
    await job.run()
    expect(job.nextRun).toEqual(at(7, 9, 0, 10))
  })

  test('10:30 stays 10:30 when the clocks change', async () => {
    const zone = process.env['TZ']
    process.env['TZ'] = 'Europe/Berlin'
    try {
      vi.setSystemTime(new Date('2026-03-28T11:00:00+01:00'))
      expect(every().day.at('10:30').do(nothing).nextRun).toEqual(new Date('2026-03-29T10:30:00+02:00'))
      expect(every().day.do(nothing).nextRun).toEqual(new Date('2026-03-29T11:00:00+02:00'))
      expect(every(24).hours.do(nothing).nextRun).toEqual(new Date('2026-03-29T12:00:00+02:00'))
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })
})

describe('running', () => {
  test('only what is due, with its arguments', async () => {
    const calls: unknown[] = []
    every(2).seconds.do((...values: unknown[]) => calls.push(values), 'a', 1)
    every(5).seconds.do(() => calls.push('later'))
    await runPending()
    expect(calls).toEqual([])
    vi.advanceTimersByTime(2000)
    await runPending()
    expect(calls).toEqual([['a', 1]])
    await runPending()
    expect(calls).toHaveLength(1)
  })

  test('one after another, the longest due first', async () => {
    const calls: string[] = []
    every(2).seconds.do(async () => {
      calls.push('second starts')
      await Promise.resolve()
      calls.push('second ends')
    })
    every().second.do(() => calls.push('first'))
    vi.advanceTimersByTime(3000)
    await runPending()
    expect(calls).toEqual(['first', 'second starts', 'second ends'])
  })

  test('missed runs are not made up for, and the interval counts from the end', async () => {
    const ends: Date[] = []
    const job = every().second.do(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2000))
      ends.push(new Date())
    })
    vi.advanceTimersByTime(10_000)
    const done = runPending()
    await vi.advanceTimersByTimeAsync(2000)
    await done
    expect(ends).toEqual([at(7, 9, 0, 12)])
    expect(job.lastRun).toEqual(at(7, 9, 0, 12))
    expect(job.nextRun).toEqual(at(7, 9, 0, 13))
  })

  test('two jobs of two seconds hold each other up, as waiting does', async () => {
    const log: string[] = []
    const job = (name: string) => async (): Promise<void> => {
      log.push(`${name} at ${(Date.now() - start.getTime()) / 1000} s`)
      await new Promise((resolve) => setTimeout(resolve, 2000))
    }
    every().second.do(job('job1'))
    every().second.do(job('job2'))
    const run = (async () => {
      while (Date.now() - start.getTime() < 9000) {
        await runPending()
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    })()
    await vi.advanceTimersByTimeAsync(20_000)
    await run
    expect(log).toEqual(['job1 at 1 s', 'job2 at 3 s', 'job1 at 6 s', 'job2 at 8 s'])
  })

  test('a job that still runs is not started again by another call', async () => {
    let starts = 0
    every().second.do(() => {
      starts++
      return new Promise((resolve) => setTimeout(resolve, 5000))
    })
    vi.advanceTimersByTime(1000)
    const first = runPending()
    vi.advanceTimersByTime(2000)
    await runPending()
    expect(starts).toBe(1)
    await vi.advanceTimersByTimeAsync(5000)
    await first
  })

  test('a job that fails rejects, stays due, and holds back the others', async () => {
    let isBroken = true
    const other = vi.fn()
    every().second.do(() => {
      if (isBroken) throw new RangeError('broken')
    })
    every(2).seconds.do(other)
    vi.advanceTimersByTime(2000)
    await expect(runPending()).rejects.toThrow(RangeError)
    expect(other).not.toHaveBeenCalled()
    isBroken = false
    await runPending()
    expect(other).toHaveBeenCalledTimes(1)
  })

  test('runAll runs everything in the order it was made, with a pause', async () => {
    const calls: [string, number][] = []
    const note = (name: string): unknown => calls.push([name, Date.now() - start.getTime()])
    every(2).hours.do(note, 'a')
    every().second.do(note, 'b')
    const done = schedule.runAll(3)
    await vi.advanceTimersByTimeAsync(6000)
    await done
    expect(calls).toEqual([
      ['a', 0],
      ['b', 3000],
    ])
  })

  test('with the timers of node:timers/promises', async () => {
    vi.useRealTimers()
    let runs = 0
    every(0.01).seconds.do(() => runs++)
    while (runs < 3) {
      await runPending()
      await sleep(5)
    }
    expect(runs).toBe(3)
  })
})

describe('the list', () => {
  test('nextRun and idleSeconds tell when the next job is due', () => {
    expect(schedule.nextRun()).toBeNull()
    expect(schedule.idleSeconds()).toBeNull()
    every(10).seconds.tag('slow').do(nothing)
    every(4).seconds.do(nothing)
    expect(schedule.nextRun()).toEqual(at(7, 9, 0, 4))
    expect(schedule.nextRun('slow')).toEqual(at(7, 9, 0, 10))
    expect(schedule.nextRun('none')).toBeNull()
    expect(schedule.idleSeconds()).toBe(4)
    vi.advanceTimersByTime(5500)
    expect(schedule.idleSeconds()).toBe(-1.5)
  })

  test('jobs are found and cleared by tag', () => {
    const a = every().day.tag('mail', 'daily').do(nothing)
    const b = every().hour.tag('mail', 7).do(nothing)
    const c = every().hour.do(nothing)
    expect(schedule.getJobs()).toEqual([a, b, c])
    expect(schedule.getJobs('mail')).toEqual([a, b])
    expect(schedule.getJobs(7)).toEqual([b])
    schedule.clear('daily')
    expect(schedule.getJobs()).toEqual([b, c])
    schedule.clear()
    expect(schedule.getJobs()).toEqual([])
  })

  test('a job is cancelled by hand, or by what it returns', async () => {
    const kept = every().second.do(nothing)
    const cancelled = every().second.do(nothing)
    every().second.do(() => schedule.CancelJob)
    every().second.do(() => Promise.resolve(schedule.CancelJob))
    schedule.cancelJob(cancelled)
    schedule.cancelJob(cancelled)
    vi.advanceTimersByTime(1000)
    await runPending()
    expect(schedule.getJobs()).toEqual([kept])
  })

  test('a job that another one cancels in the same round does not run', async () => {
    const second = vi.fn()
    every().second.do(() => schedule.cancelJob(victim))
    const victim = every(2).seconds.do(second)
    vi.advanceTimersByTime(2000)
    await runPending()
    expect(second).not.toHaveBeenCalled()
  })

  test('a scheduler of one’s own shares nothing with the module’s', () => {
    const mine = new Scheduler()
    const job = mine.every().minute.do(nothing)
    expect(mine.getJobs()).toEqual([job])
    expect(schedule.getJobs()).toEqual([])
    expect(mine.nextRun()).toEqual(at(7, 9, 1))
  })
})
