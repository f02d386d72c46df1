import { expect, test } from 'vitest'
import * as node from 'node:timers/promises'
import { timersPromises } from '../../src/runtime/timers-promises.ts'

const ours = timersPromises({
  setTimeout,
  clearTimeout: (timer) => clearTimeout(timer as number),
}) as unknown as typeof node

// The same expectations for Node's own and for ours.
test.each([
  ['node', node],
  ['ours', ours],
])('%s', async (_name, timers) => {
  expect(await timers.setTimeout(5, 'value')).toBe('value')
  expect(await timers.setImmediate('soon')).toBe('soon')
  const ticks: string[] = []
  for await (const tick of timers.setInterval(1, 'tick')) {
    ticks.push(tick)
    if (ticks.length === 3) break
  }
  expect(ticks).toEqual(['tick', 'tick', 'tick'])
  await timers.scheduler.wait(1)

  const reason = new Error('why')
  const aborted = {
    name: 'AbortError',
    code: 'ABORT_ERR',
    message: 'The operation was aborted',
    cause: reason,
  }
  await expect(timers.setTimeout(1000, null, { signal: AbortSignal.abort(reason) })).rejects.toMatchObject(
    aborted,
  )
  const controller = new AbortController()
  const waiting = timers.setTimeout(1000, null, { signal: controller.signal })
  controller.abort(reason)
  await expect(waiting).rejects.toMatchObject(aborted)
})
