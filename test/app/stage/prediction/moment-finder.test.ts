import { expect, test, vi } from 'vitest'
import { MomentFinder } from '../../../../src/app/stage/prediction/moment-finder.ts'
import { findMoment } from '../../../../src/trace/find-moment.ts'
import { TraceLog } from '../../../../src/trace/log.ts'
import type { Moment } from '../../../../src/wire/moment.ts'
import { longRun } from '../recordings.ts'
import { useSlowClock } from '../slow-clock.ts'

useSlowClock()

const early: Moment = { what: 'command', text: 'rpush mail', nth: 3 }
const late: Moment = { what: 'command', text: 'llen mail', nth: 2_000 }
const never: Moment = { what: 'command', text: 'lpop nothing', nth: 1 }

function open() {
  const log = new TraceLog()
  log.append(longRun(8_000))
  const foundMore = vi.fn()
  return { log, foundMore, moments: new MomentFinder(log, foundMore) }
}

test('what happened early is known at once; what happened late is found later, and told', () => {
  const { log, foundMore, moments } = open()
  const unpack = vi.spyOn(log, 'event')
  expect(moments.find(early)).toBe(findMoment(log, early))
  unpack.mockClear()
  expect([moments.find(late), moments.find(never)]).toEqual([null, null])
  expect(unpack.mock.calls.length).toBeLessThan(500)
  vi.runAllTimers()
  expect(foundMore).toHaveBeenCalledTimes(1)
  expect(moments.find(late)).toBe(findMoment(log, late))
  expect(moments.find(never)).toBeNull()
})

test('it goes on when the recording has grown, and looks at nothing twice', () => {
  const { log, moments } = open()
  moments.find(never)
  vi.runAllTimers()
  const unpack = vi.spyOn(log, 'event')
  for (let round = 0; round < 5; round++) moments.find(never)
  expect(unpack).not.toHaveBeenCalled()
  log.append(longRun(8_000).slice(-50))
  moments.find(never)
  vi.runAllTimers()
  expect(unpack.mock.calls.length).toBeLessThanOrEqual(50)
})

test('nothing is looked for any more after it was stopped', () => {
  const { foundMore, moments } = open()
  moments.find(late)
  moments.stop()
  vi.runAllTimers()
  expect(foundMore).not.toHaveBeenCalled()
})
