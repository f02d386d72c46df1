import { beforeEach, expect, test } from 'vitest'
import { timersPromises } from '../../src/runtime/timers-promises.ts'
import { ClockCore } from '../../src/runtime/clock.ts'
import type { ScopeClock } from '../../src/runtime/scope-clock.ts'
import { joinThread, ManualTime, settled, sleepOn, type ThreadDouble } from './clock-doubles.ts'

let thread: ThreadDouble
let scope: ScopeClock
let clock: ClockCore
let time: ManualTime
beforeEach(async () => {
  time = new ManualTime()
  clock = new ClockCore(time.now, 'fast')
  thread = await joinThread(clock, time)
  scope = thread.scope
})

test('callbacks get their arguments; what is no function is refused', async () => {
  const calls: unknown[] = []
  scope.setTimeout((...values: unknown[]) => calls.push(values), 1, 'a', 2)
  await sleepOn(scope, 2)
  expect(calls).toEqual([['a', 2]])
  expect(() => scope.setTimeout('code' as unknown as () => void)).toThrow(TypeError)
})

test('after so many milliseconds, fractions count, and 0 is 0', async () => {
  const start = scope.now()
  const times: number[] = []
  const note = (): void => void times.push(scope.now() - start)
  scope.after(0.75, note)
  scope.after(0.25, note)
  scope.after(0, note)
  await sleepOn(scope, 2)
  expect(times.map((ms) => Math.round(ms * 1000) / 1000)).toEqual([0, 0.25, 0.75])
})

test('a cleared timer does not fire, also when it is due in the same turn', async () => {
  const calls: string[] = []
  const cleared = scope.setTimeout(() => calls.push('cleared'), 5)
  scope.clearTimeout(cleared)
  scope.clearTimeout(cleared)
  scope.clearTimeout()
  scope.setTimeout(() => scope.clearTimeout(victim), 10)
  const victim = scope.setTimeout(() => calls.push('victim'), 10)
  await sleepOn(scope, 20)
  expect(calls).toEqual([])
})

test('an interval goes on until it is cleared', async () => {
  const start = scope.performanceNow()
  const ticks: number[] = []
  const interval = scope.setInterval(() => {
    ticks.push(scope.performanceNow() - start)
    if (ticks.length === 3) scope.clearInterval(interval)
  }, 100)
  await sleepOn(scope, 1000)
  expect(ticks).toEqual([100, 200, 300])
})

test.each([undefined, 0, -5, NaN, 2 ** 31, 'soon'])('a delay of %s is 1 ms', async (ms) => {
  const start = scope.performanceNow()
  await sleepOn(scope, ms as number)
  expect(scope.performanceNow() - start).toBe(1)
})

test('what a callback sets off happens before the next callback', async () => {
  const log: string[] = []
  scope.setTimeout(() => void Promise.resolve().then(() => log.push('after one')), 5)
  scope.setTimeout(() => log.push('two'), 5)
  await sleepOn(scope, 10)
  expect(log).toEqual(['after one', 'two'])
})

test('an error in a callback leaves the other timers alone', async () => {
  const errors: unknown[] = []
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.once('uncaughtException', (error) => errors.push(error))
  scope.setTimeout(() => {
    throw new Error('from a timer')
  }, 5)
  await sleepOn(scope, 5)
  await settled()
  for (const listener of listeners) process.on('uncaughtException', listener)
  expect(errors).toMatchObject([{ message: 'from a timer' }])
})

test('Date tells the clock’s time, and is a Date in all else', async () => {
  const { Date: ClockDate } = scope
  const start = ClockDate.now()
  await sleepOn(scope, 86_400_000)
  expect(ClockDate.now() - start).toBe(86_400_000)
  expect(new ClockDate().getTime()).toBe(ClockDate.now())
  expect(ClockDate()).toBe(new Date(ClockDate.now()).toString())
  expect(new ClockDate(2026, 0, 7)).toEqual(new Date(2026, 0, 7))
  expect(new ClockDate()).toBeInstanceOf(Date)
  expect(new Date()).toBeInstanceOf(ClockDate)
  expect(ClockDate.UTC(1970, 0, 2)).toBe(86_400_000)
  class Birthday extends ClockDate {}
  expect(new Birthday(0)).toBeInstanceOf(Birthday)
})

test('node:timers/promises lives by it', async () => {
  const { setTimeout: clockSleep } = timersPromises({
    setTimeout: (callback, ms) => scope.setTimeout(callback, ms),
    clearTimeout: (timer) => scope.clearTimeout(timer as number),
  }) as { setTimeout: (ms: number, value: string) => Promise<string> }
  expect(await clockSleep(60_000, 'a minute later')).toBe('a minute later')
})

test('time stands while anybody holds, as often as it is held', async () => {
  const other = await joinThread(clock, time)
  const fired: string[] = []
  other.scope.setTimeout(() => fired.push('timer'), 10)
  const [release, releaseSecond] = [scope.hold(), scope.hold()]
  await settled()
  release()
  release()
  await settled()
  expect(fired).toEqual([])
  releaseSecond()
  await settled()
  expect(fired).toEqual(['timer'])
})

test('a hold that ends while a question is looked into answers the latest question only', async () => {
  const other = await joinThread(clock, time)
  await settled()
  for (let turn = 0; turn < 5; turn++) {
    const release = scope.hold()
    // A timer of another thread has the clock ask anew, now before the release, now after it.
    other.scope.setTimeout(() => {}, 1)
    for (let task = 0; task < turn; task++) await new Promise((resolve) => setImmediate(resolve))
    release()
    other.scope.setTimeout(() => {}, 1)
    await sleepOn(scope, 10)
  }
  const rounds = thread.said.flatMap((message) => (message.kind === 'quiet' ? [message.round] : []))
  expect(rounds).toEqual([...new Set(rounds)].toSorted((a, b) => a - b))
})

test('a thread that leaves while it holds lets time go on', async () => {
  const other = await joinThread(clock, time)
  other.scope.hold()
  const slept = sleepOn(scope, 10).then(() => 'slept')
  await settled()
  other.leave()
  expect(await slept).toBe('slept')
})

test('turns are taken one after another, in the order of joining, before any time passes', async () => {
  const others = [await joinThread(clock, time), await joinThread(clock, time)]
  const log: string[] = []
  const start = scope.Date.now()
  scope.setTimeout(() => log.push('timer'), 1)
  const turns = others.toReversed().map(async ({ scope: own }) => {
    await own.turn()
    const name = own === others[0]?.scope ? 'first' : 'second'
    log.push(`${name} begins`)
    for (let task = 0; task < 20; task++) {
      own.stir()
      await new Promise((resolve) => setImmediate(resolve))
    }
    log.push(`${name} rests at ${own.Date.now() - start}`)
  })
  await Promise.all([...turns, sleepOn(scope, 2)])
  expect(log).toEqual(['first begins', 'first rests at 0', 'second begins', 'second rests at 0', 'timer'])
})

test('after its end no timer fires and none is set', async () => {
  const fired: string[] = []
  scope.setTimeout(() => fired.push('set before'), 5)
  scope.end()
  thread.leave()
  scope.setTimeout(() => fired.push('set after'), 5)
  clock.setSpeed(20)
  await time.pass(1000)
  expect(fired).toEqual([])
})
