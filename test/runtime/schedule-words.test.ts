import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as schedule from '../../src/runtime/schedule.ts'

const { every, runPending } = schedule

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 0, 7, 9, 0, 0) })
  schedule.clear()
})
afterEach(() => void vi.useRealTimers())

const nothing = (): void => undefined

describe('until', () => {
  test.each<[string, Parameters<schedule.Job['until']>[0], number]>([
    ['a Date', new Date(2026, 0, 7, 9, 0, 3), 3],
    ['a time of today', '09:00:02', 2],
    ['a duration', { seconds: 4 }, 4],
    ['a date and time', '2026-01-07 09:00:01', 1],
  ])('%s ends the job', async (_name, end, runs) => {
    const job = vi.fn()
    every().second.until(end).do(job)
    for (let second = 0; second < 10; second++) {
      vi.advanceTimersByTime(1000)
      await runPending()
    }
    expect(job).toHaveBeenCalledTimes(runs)
    expect(schedule.getJobs()).toEqual([])
  })

  test('a job whose end has passed before it got its turn does not run', async () => {
    const job = vi.fn()
    every().second.until('09:01').do(job)
    vi.advanceTimersByTime(120_000)
    await runPending()
    expect(job).not.toHaveBeenCalled()
    expect(schedule.getJobs()).toEqual([])
  })

  test('refuses what is over or no moment', () => {
    const { ScheduleValueError } = schedule
    expect(() => every().day.until('08:00')).toThrow('until a time in the past (2026-01-07 08:00:00)')
    for (const text of ['', 'noon', '2026-02-31', '2026-00-10', '25:00', '2026-01-0709:00', '9:00', ' ']) {
      expect(() => every().day.until(text), text).toThrow(ScheduleValueError)
    }
    expect(() => every().day.until(new Date(NaN))).toThrow('no date')
    expect(() => every().day.until(5 as unknown as Date)).toThrow(TypeError)
    expect(() => every().day.until({} as Date)).toThrow(TypeError)
  })
})

describe('mistakes', () => {
  test.each([
    ['a Promise', Promise.resolve(), 'a Promise'],
    ['the result of a function that returns nothing', undefined, 'undefined'],
    ['a text', 'job', 'a string'],
    ['null', null, 'null'],
  ])('do() refuses %s', (_name, given, words) => {
    const make = () => every().second.do(given as unknown as () => void)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(words)
    expect(make).toThrow('Write .do(job1), not .do(job1()).')
    expect(schedule.getJobs()).toEqual([])
  })

  test('one of many needs the plural', () => {
    expect(() => every(2).second).toThrow(schedule.IntervalError)
    expect(() => every(2).second).toThrow(schedule.ScheduleError)
    expect(() => every(2).second).toThrow('Use seconds instead of second: every(2).seconds')
    expect(() => every(3).week).toThrow('Use weeks instead of week')
    expect(() => every(2).monday).toThrow('Scheduling .monday jobs is only allowed for weekly jobs')
  })

  test('times that do not go with the unit', () => {
    expect(() => every().second.at(':30')).toThrow('Invalid unit for at(): seconds')
    expect(() => every().week.at('10:30')).toThrow('Invalid unit for at(): weeks')
    expect(() => every().at('10:30')).toThrow('Invalid unit for at(): none')
    expect(() => every().day.at('10')).toThrow('"10" (valid formats are HH:MM and HH:MM:SS)')
    expect(() => every().day.at('24:00')).toThrow('24 is not between 0 and 23')
    expect(() => every().hour.at('10:30:00')).toThrow('(valid formats are :MM and MM:SS)')
    expect(() => every().minute.at('10:30')).toThrow('(valid format is :SS)')
    expect(() => every().day.at(1030 as unknown as string)).toThrow(TypeError)
  })

  test('intervals and units that cannot be', () => {
    for (const interval of [0, -1, NaN, Infinity, '2']) {
      expect(() => every(interval as number), String(interval)).toThrow(RangeError)
    }
    expect(() => every(5).to(4)).toThrow('to(4) must be at least the interval of every(5)')
    expect(() => every(5).do(nothing)).toThrow('every(5) needs a unit before .do()')
    expect(() => every().monday.days.do(nothing)).toThrow('A weekday goes with weeks only')
    expect(() => every().day.tag({} as string)).toThrow(TypeError)
    expect(schedule.getJobs()).toEqual([])
  })

  test('a job without a function does not run', async () => {
    await expect(every().second.run()).rejects.toThrow('.do(job)')
  })
})
