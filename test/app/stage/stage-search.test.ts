import { expect, test, vi } from 'vitest'
import { StageChange, StageModel } from '../../../src/app/stage/stage-model.ts'
import type { EventFilter } from '../../../src/trace/filter.ts'
import { TraceLog } from '../../../src/trace/log.ts'
import { longRun } from './recordings.ts'
import { useSlowClock } from './slow-clock.ts'

const wanted: EventFilter = { text: 'wrongtype', lanes: null, groups: null, task: null }

useSlowClock()

function open() {
  const log = new TraceLog()
  log.append(longRun(20_000))
  const model = new StageModel()
  model.open(log)
  return { log, model }
}

test('in a long recording matches come by and by; whoever listens is told now and then, and of the last', () => {
  const { log, model } = open()
  const all = log.find(wanted)
  model.setFilter(wanted)
  const first = model.matches ?? []
  expect(first.length).toBeGreaterThan(0)
  expect(first).toEqual(all.slice(0, first.length))
  expect([first.length < all.length, model.isSearching]).toEqual([true, true])
  const told: boolean[] = []
  model.addEventListener(StageChange.type, () => told.push(model.isSearching))
  vi.runAllTimers()
  expect(model.matches).toEqual(all)
  expect(told.at(-1)).toBe(false)
  expect(told.length).toBeGreaterThan(1)
  expect(told.length).toBeLessThan(10)
})

test('it goes on when the recording grows, and the numbers stay', () => {
  const { log, model } = open()
  model.setFilter(wanted)
  void model.matches
  vi.runAllTimers()
  const before = model.matches ?? []
  const read = vi.spyOn(log, 'event')
  log.append(longRun(700).slice(-300))
  model.grew()
  void model.matches
  vi.runAllTimers()
  expect(read.mock.calls.length).toBeLessThanOrEqual(300)
  expect(model.matches?.slice(0, before.length)).toEqual(before)
  expect(model.matches).toEqual(log.find(wanted))
})

test('who goes to a match that is not found yet gets there, unless he went elsewhere meanwhile', () => {
  const { log, model } = open()
  model.setFilter(wanted)
  model.stepMatch(-1)
  expect(model.snapshot.playhead).toBeNull()
  vi.runAllTimers()
  const all = log.find(wanted)
  expect(model.snapshot.playhead).toBe(all.at(-1))

  model.seek(1)
  model.setFilter({ text: 'WRONGTYPE' })
  model.stepMatch(1)
  expect(model.snapshot.playhead).toBe(all[0])

  const other = open().model
  other.setFilter(wanted)
  other.stepMatch(-1)
  other.seek(15_000)
  vi.runAllTimers()
  expect(other.snapshot.playhead).toBe(15_000)
})

test('what a search will look into is made ready beforehand', () => {
  const { log, model } = open()
  model.prepareSearch()
  vi.runAllTimers()
  const read = vi.spyOn(log, 'event')
  model.setFilter(wanted)
  void model.matches
  vi.runAllTimers()
  expect(read).not.toHaveBeenCalled()
  expect(model.matches).toEqual(log.find(wanted))
})
