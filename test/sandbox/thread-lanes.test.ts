import { expect, test } from 'vitest'
import { seededDelay } from '../../src/sandbox/seeded-delay.ts'
import { ThreadLanes } from '../../src/sandbox/thread-lanes.ts'

test('a thread’s lane has its name, a thread’s thread those of both', () => {
  expect(new ThreadLanes('main').next('Thread-1')).toBe('Thread-1')
  expect(new ThreadLanes('tests').next('Thread-1')).toBe('Thread-1')
  expect(new ThreadLanes('Thread-1').next('Thread-1')).toBe('Thread-1/Thread-1')
})

test('whatever a program calls its threads, no lane is another’s', () => {
  const lanes = new ThreadLanes('main')
  const names = [
    'worker',
    'worker',
    'worker (2)',
    'main',
    'prompt',
    'server',
    'tests',
    'Thread-1/Thread-1',
    '',
  ]
  const given = names.map((name) => lanes.next(name))
  expect(given.slice(0, 4)).toEqual(['worker', 'worker (2)', 'worker (2) (2)', 'main (2)'])
  expect(new Set([...given, 'main', 'prompt', 'server', 'tests', 'Thread-1/Thread-1']).size).toBe(
    names.length + 5,
  )
})

test('a seed gives each lane a delay below a millisecond, always the same', () => {
  const lanes = Array.from({ length: 200 }, (_, index) => `Thread-${index + 1}`)
  const delays = lanes.map((lane) => seededDelay(7, lane))
  expect(delays).toEqual(lanes.map((lane) => seededDelay(7, lane)))
  expect(delays.every((ms) => ms >= 0 && ms < 1)).toBe(true)
  expect(new Set(delays).size).toBe(lanes.length)
})

test('other seeds give other orders: of three threads, every one of the six', () => {
  const orders = new Set<string>()
  for (let seed = 1; seed <= 40; seed++) {
    const byDelay = ['Thread-1', 'Thread-2', 'Thread-3'].sort(
      (a, b) => seededDelay(seed, a) - seededDelay(seed, b),
    )
    orders.add(byDelay.join(' '))
  }
  expect(orders.size).toBe(6)
})
