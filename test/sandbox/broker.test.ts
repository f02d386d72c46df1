import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hungAfterMs } from '../../src/sandbox/watch.ts'
import type { FrameToPage, PageToFrame } from '../../src/wire/sandbox-messages.ts'
import { openBench, type WorkerDouble } from './broker-doubles.ts'

let workers: WorkerDouble[]
let sent: FrameToPage[]
let tell: (message: PageToFrame) => void
let start: (task: number) => void

beforeEach(() => {
  vi.useFakeTimers()
  ;({ workers, sent, tell, start } = openBench())
})
afterEach(() => void vi.useRealTimers())

test('keeps one spare warm and uses it; the next is made when the worker that was taken is at work', async () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  expect(workers).toHaveLength(1)
  start(1)
  expect(workers).toHaveLength(1)
  expect(workers[0]?.task).toBeDefined()
  vi.advanceTimersByTime(100)
  expect(workers).toHaveLength(1)
  workers[0]?.task?.ports.control.postMessage('pong')
  // Sooner than for a worker that is silent.
  await vi.waitFor(() => expect(workers).toHaveLength(2), { timeout: 400, interval: 20 })
})

test('a worker that is silent from the start, as in an endless loop, soon has a spare to replace it', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  vi.advanceTimersByTime(600)
  expect(workers).toHaveLength(2)
})

test('a new script replaces the spare', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  tell({ kind: 'install', role: 'learner', script: 'b' })
  expect(workers.map(({ script, isEnded }) => [script, isEnded])).toEqual([
    ['a', true],
    ['b', false],
  ])
})

test('says so when a role has no script', () => {
  start(1)
  expect(sent).toEqual([{ kind: 'broken', task: 1, message: 'The learner script is not loaded' }])
})

test('ends a worker that is silent for too long, once', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  expect(workers[0]?.task).toBeDefined()
  // It never answers: even its first answer is waited for only so long.
  vi.advanceTimersByTime(hungAfterMs + 15_000)
  expect(workers[0]?.isEnded).toBe(true)
  expect(sent.filter(({ kind }) => kind === 'hung')).toHaveLength(1)
})

test('ends a task on the page’s word and says nothing more of it', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  tell({ kind: 'end', task: 1 })
  tell({ kind: 'end', task: 1 })
  tell({ kind: 'end', task: 77 })
  expect(workers[0]?.isEnded).toBe(true)
  vi.advanceTimersByTime(60_000)
  expect(sent).toEqual([])
})

test('tells of a worker that breaks down', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  workers[0]?.onerror?.({ message: 'SyntaxError' } as ErrorEvent)
  expect(sent).toEqual([{ kind: 'broken', task: 1, message: 'SyntaxError' }])
})

test('answers pings', () => {
  tell({ kind: 'ping' })
  expect(sent).toEqual([{ kind: 'pong' }])
})
