import { beforeEach, describe, expect, test } from 'vitest'
import { ClockCore } from '../../src/runtime/clock.ts'
import { joinThread, ManualTime, settled, sleepOn, type ThreadDouble } from './clock-doubles.ts'

let time: ManualTime
beforeEach(() => {
  time = new ManualTime()
})

describe('a running clock', () => {
  test.each([1, 5, 20] as const)('at %i× a timer fires after so much less real time', async (speed) => {
    const clock = new ClockCore(time.now, speed)
    const { scope } = await joinThread(clock, time)
    const start = scope.Date.now()
    const fired: number[] = []
    scope.setTimeout(() => fired.push(scope.Date.now() - start), 1000)
    await time.pass(1000 / speed - 1)
    expect(fired).toEqual([])
    await time.pass(1)
    expect(fired).toEqual([1000])
  })

  test('timers fire by due time, then in the order they were set', async () => {
    const { scope } = await joinThread(new ClockCore(time.now, 5), time)
    const fired: string[] = []
    for (const [name, ms] of [
      ['c', 30],
      ['a', 10],
      ['d', 30],
      ['b', 20],
    ] as const) {
      scope.setTimeout(() => fired.push(name), ms)
    }
    await time.pass(10)
    expect(fired).toEqual(['a', 'b', 'c', 'd'])
  })

  test('all threads read the same time, and never an earlier one', async () => {
    const clock = new ClockCore(time.now, 20)
    const threads = [await joinThread(clock, time), await joinThread(clock, time)]
    await time.pass(123)
    expect(threads.map(({ scope }) => scope.Date.now())).toEqual([clock.now(), clock.now()])
    const before = clock.now()
    time.ms -= 1000
    expect(threads[0]?.scope.Date.now()).toBe(before)
  })

  test('another speed neither jumps nor forgets a timer', async () => {
    const clock = new ClockCore(time.now, 1)
    const { scope } = await joinThread(clock, time)
    const start = clock.now()
    const fired: number[] = []
    scope.setTimeout(() => fired.push(clock.now() - start), 1000)
    await time.pass(500)
    clock.setSpeed(20)
    expect(clock.now() - start).toBe(500)
    await time.pass(24)
    expect(clock.now() - start).toBe(980)
    expect(fired).toEqual([])
    await time.pass(1)
    expect(fired).toEqual([1000])
    scope.setTimeout(() => fired.push(clock.now() - start), 500)
    clock.setSpeed('fast')
    await settled()
    expect(fired).toEqual([1000, 1500])
    clock.setSpeed(1)
    scope.setTimeout(() => fired.push(clock.now() - start), 100)
    await time.pass(99)
    expect(fired).toHaveLength(2)
    await time.pass(1)
    expect(fired).toEqual([1000, 1500, 1600])
  })

  test('an interval whose thread was busy ticks once, not once for each look at the clock', async () => {
    const { scope, holdTasks } = await joinThread(new ClockCore(time.now, 1), time)
    let ticks = 0
    scope.setInterval(() => ticks++, 10)
    holdTasks(true)
    await time.pass(10)
    scope.setTimeout(() => undefined, 1)
    await time.pass(1)
    holdTasks(false)
    await settled()
    expect(ticks).toBe(1)
  })
})

describe('as fast as possible', () => {
  let clock: ClockCore
  beforeEach(() => {
    clock = new ClockCore(time.now, 'fast')
  })

  /** What several threads do, in the order they do it, with the virtual time. */
  async function race(threads: readonly ThreadDouble[], rounds: readonly number[]): Promise<string[]> {
    const log: string[] = []
    const start = clock.now()
    await Promise.all(
      threads.map(async ({ scope }, index) => {
        for (const ms of rounds) {
          await sleepOn(scope, ms)
          log.push(`${index} at ${scope.Date.now() - start}`)
        }
      }),
    )
    return log
  }

  test('a thread that read the time while word of the stop was on its way is ahead of nobody', async () => {
    const running = new ClockCore(time.now, 1)
    const [server, program] = [await joinThread(running, time), await joinThread(running, time)]
    running.setSpeed('fast')
    time.ms += 5
    const readAt = server.scope.Date.now()
    await settled()
    expect(program.scope.Date.now()).toBeLessThan(readAt)
    await sleepOn(program.scope, 1)
    expect(program.scope.Date.now()).toBe(readAt)
    await sleepOn(program.scope, 1000)
    expect(program.scope.Date.now()).toBe(readAt + 1000)
    expect(server.scope.Date.now()).toBe(readAt + 1000)
  })

  test('hours pass without real time, for all threads alike', async () => {
    const threads = [await joinThread(clock, time), await joinThread(clock, time)]
    const before = time.ms
    expect(await race(threads, [1000, 3_600_000])).toEqual([
      '0 at 1000',
      '1 at 1000',
      '0 at 3601000',
      '1 at 3601000',
    ])
    expect(time.ms).toBe(before)
  })

  test('the order is the same each time', async () => {
    const orders = new Set<string>()
    for (let run = 0; run < 20; run++) {
      clock = new ClockCore(time.now, 'fast')
      const threads = [
        await joinThread(clock, time),
        await joinThread(clock, time),
        await joinThread(clock, time),
      ]
      orders.add((await race(threads, [10, 20, 10])).join())
    }
    expect(orders.size).toBe(1)
  })

  test('of two timers due at once, the one set earlier fires first', async () => {
    const [a, b] = [await joinThread(clock, time), await joinThread(clock, time)]
    const log: string[] = []
    b.scope.setTimeout(() => log.push('b'), 200)
    a.scope.setTimeout(() => a.scope.setTimeout(() => log.push('a'), 100), 100)
    await settled()
    expect(log).toEqual(['b', 'a'])
  })

  test('stands while a thread is busy', async () => {
    const [busy, idle] = [await joinThread(clock, time), await joinThread(clock, time)]
    const start = clock.now()
    busy.holdTasks(true)
    let isOver = false
    idle.scope.setTimeout(() => (isOver = true), 10)
    await settled()
    expect([isOver, clock.now() - start]).toEqual([false, 0])
    busy.holdTasks(false)
    await settled()
    expect([isOver, clock.now() - start]).toEqual([true, 10])
  })

  test('stands until a thread that has joined answers for the first time', async () => {
    const { scope } = await joinThread(clock, time)
    const leave = clock.join({ postMessage: () => undefined, onmessage: null })
    let isOver = false
    scope.setTimeout(() => (isOver = true), 10)
    await settled()
    expect(isOver).toBe(false)
    leave()
    await settled()
    expect(isOver).toBe(true)
  })

  test('stands while a message is under way', async () => {
    const [sender, receiver] = [await joinThread(clock, time), await joinThread(clock, time)]
    let isOver = false
    sender.scope.setTimeout(() => (isOver = true), 10)
    sender.scope.traffic.sent++
    await settled()
    expect(isOver).toBe(false)
    receiver.scope.traffic.received++
    await settled()
    expect(isOver).toBe(true)
  })

  test('goes on when a message never arrives, and waits for that once', async () => {
    const [sender, gone] = [await joinThread(clock, time), await joinThread(clock, time)]
    sender.scope.traffic.sent++
    gone.leave()
    let isOver = false
    sender.scope.setTimeout(() => (isOver = true), 10)
    await settled()
    expect(isOver).toBe(false)
    time.ms += 50
    await settled()
    expect(isOver).toBe(true)
    await sleepOn(sender.scope, 10)
  })

  test('asks nobody while there is no timer, and wakes with the next', async () => {
    const { scope, said } = await joinThread(clock, time)
    await settled()
    const before = said.length
    await settled()
    expect(said).toHaveLength(before)
    await sleepOn(scope, 10)
  })

  test('hears of a timer that is set while it waits for another thread’s answer', async () => {
    const [busy, awake] = [await joinThread(clock, time), await joinThread(clock, time)]
    busy.holdTasks(true)
    clock.setSpeed('fast')
    await settled()
    const over = sleepOn(awake.scope, 10)
    busy.holdTasks(false)
    await over
  })

  test('a thread that has left holds up nobody, and its timers are gone', async () => {
    const [left, stays] = [await joinThread(clock, time), await joinThread(clock, time)]
    const log: string[] = []
    left.scope.setTimeout(() => log.push('left'), 5)
    stays.scope.setTimeout(() => log.push('stays'), 10)
    left.leave()
    left.leave()
    await settled()
    expect(log).toEqual(['stays'])
  })

  test('a flood of timers is no flood of messages', async () => {
    const { scope, said } = await joinThread(clock, time)
    await settled()
    const before = said.length
    for (let count = 0; count < 20_000; count++) scope.setTimeout(() => undefined, 1e6)
    await settled()
    expect(said.length - before).toBeLessThan(50)
  })
})
