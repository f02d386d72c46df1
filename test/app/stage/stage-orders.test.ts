import { expect, test } from 'vitest'
import { RunRecording } from '../../../src/app/session/run-recording.ts'
import { mostOrders, StageOrders, type OrderState } from '../../../src/app/stage/stage-orders.ts'
import type { WatchedCheck } from '../../../src/app/session/step-checker.ts'
import type { CheckReport } from '../../../src/wire/outcome.ts'

const result = (name: string, status: 'pass' | 'fail') => ({ name, status, ms: 1, message: '' })
const passed: CheckReport = { kind: 'tested', isPassed: true, tests: [result('a', 'pass')], lines: [], ms: 1 }
const failed: CheckReport = {
  kind: 'tested',
  isPassed: false,
  tests: [result('a', 'pass'), result('b', 'fail')],
  lines: [],
  ms: 1,
}

/** A session whose checks give what `reportOf` says for a seed. */
function sessionOf(reportOf: (seed: number, signal: AbortSignal) => CheckReport) {
  const seeds: number[] = []
  return {
    seeds,
    watchCheck: async (
      { orderSeed = 0 }: { orderSeed?: number },
      signal: AbortSignal,
    ): Promise<WatchedCheck> => {
      seeds.push(orderSeed)
      const recording = new RunRecording({ text: '', hasLines: false, orderSeed })
      return { report: reportOf(orderSeed, signal), recording }
    },
  }
}

function ordersOf() {
  const states: OrderState[] = []
  const orders: StageOrders = new StageOrders(() => states.push(orders.state))
  return { orders, states }
}

test('finds the first order in which a test fails, and names the test', async () => {
  const { orders, states } = ordersOf()
  const session = sessionOf((seed) => (seed === 5 || seed === 6 ? failed : passed))
  const check = await orders.findFailing(session)
  expect(check?.recording.about.orderSeed).toBe(5)
  expect(session.seeds).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(orders.state).toEqual({ kind: 'found', seed: 5, test: 'b' })
  expect(states[3]).toEqual({ kind: 'searching', tried: 3 })
})

test('of two that fail, the one before is found, though it ends later', async () => {
  const { orders } = ordersOf()
  let endFirst = (): void => {}
  const check = orders.findFailing({
    watchCheck: async ({ orderSeed = 0 }) => {
      if (orderSeed === 1) await new Promise<void>((resolve) => (endFirst = resolve))
      else setTimeout(endFirst)
      const recording = new RunRecording({ text: '', hasLines: false, orderSeed })
      return { report: failed, recording }
    },
  })
  expect((await check)?.recording.about.orderSeed).toBe(1)
})

test('gives up after 200 orders, and says so', async () => {
  const { orders } = ordersOf()
  const session = sessionOf(() => passed)
  expect(await orders.findFailing(session)).toBe(null)
  expect(session.seeds).toHaveLength(mostOrders)
  expect(orders.state).toEqual({ kind: 'none', tried: 200 })
})

test('an order that did not end in time is tried again, for the machine may have been busy', async () => {
  const timedOut: CheckReport = { kind: 'timed-out', limitMs: 5000, test: 'b' }
  const { orders } = ordersOf()
  const session = sessionOf((seed) => {
    const isAgain = session.seeds.indexOf(seed) < session.seeds.lastIndexOf(seed)
    return seed === 9 || (seed === 4 && !isAgain) ? timedOut : passed
  })
  const check = await orders.findFailing(session)
  expect(check?.recording.about.orderSeed).toBe(9)
  expect(session.seeds.filter((seed) => seed === 4 || seed === 9)).toEqual([4, 4, 9, 9])
  expect(orders.state).toEqual({ kind: 'found', seed: 9, test: 'b' })
})

test('can be stopped', async () => {
  const { orders } = ordersOf()
  const session = sessionOf((seed) => {
    if (seed === 3) orders.stop()
    return passed
  })
  expect(await orders.findFailing(session)).toBe(null)
  expect(session.seeds).toEqual([1, 2, 3])
  expect(orders.state).toEqual({ kind: 'as it comes' })
})

test('a program that cannot be checked says nothing of orders', async () => {
  const { orders } = ordersOf()
  const session = sessionOf(() => ({ kind: 'refused', diagnostics: [] }))
  expect(await orders.findFailing(session)).toBe(null)
  expect(session.seeds).toEqual([1, 2, 3])
  expect(orders.state).toMatchObject({ kind: 'broken', words: expect.stringContaining('compile') as string })
})

test('tries one order after the other, and after a failing one was found goes on from there', async () => {
  const { orders } = ordersOf()
  const seeds: (number | null)[] = []
  const runs = { runInOrder: (seed: number | null) => void seeds.push(seed) }
  orders.tryNext(runs)
  orders.tryNext(runs)
  await orders.findFailing(sessionOf((seed) => (seed === 7 ? failed : passed)))
  orders.tryNext(runs)
  orders.reset()
  orders.tryNext(runs)
  expect(seeds).toEqual([1, 2, 8, 1])
})
