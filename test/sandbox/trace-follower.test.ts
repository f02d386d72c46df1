import { afterEach, expect, test, vi } from 'vitest'
import type { ServicesListener } from '../../src/sandbox/services-link.ts'
import { lastPieces, TraceFollower } from '../../src/sandbox/trace-follower.ts'
import type { TracePiece } from '../../src/wire/lane-messages.ts'

afterEach(() => void vi.useRealTimers())

/** A world's services, as far as they tell of recordings. */
function openLink() {
  const listeners = new Set<ServicesListener>()
  return {
    listen: (listener: ServicesListener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (recording: number, text: string) => {
      for (const listener of listeners) listener.onTrace?.(recording, text, 1)
    },
  }
}

const open = () => {
  const heard: string[] = []
  return {
    heard,
    onTrace: (piece: TracePiece) => void heard.push(piece.kind === 'text' ? piece.text : ''),
  }
}

test('a run gets its recording, after its end as well, and nothing of an earlier one', () => {
  const trace = new TraceFollower()
  const link = openLink()
  const [first, second] = [open(), open()]
  trace.follow(link, first.onTrace)
  link.tell(1, 'a')
  trace.follow(link, second.onTrace)
  link.tell(1, 'late')
  link.tell(2, 'b')
  link.tell(2, 'c')
  expect([first.heard, second.heard]).toEqual([['a'], ['b', 'c']])
})

test('the recordings of another world are numbered anew', () => {
  const trace = new TraceFollower()
  const [old, young] = [openLink(), openLink()]
  const [first, second] = [open(), open()]
  trace.follow(old, first.onTrace)
  old.tell(1, 'a')
  trace.follow(young, second.onTrace)
  old.tell(1, 'late')
  young.tell(1, 'b')
  expect([first.heard, second.heard]).toEqual([['a'], ['b']])
  trace.follow(null, first.onTrace)
  young.tell(1, 'late')
  expect(second.heard).toEqual(['b'])
})

test('the last pieces are waited for, but not for ever', async () => {
  vi.useFakeTimers()
  await lastPieces({ flushTrace: () => Promise.resolve() })
  let isDone = false
  const waiting = lastPieces({ flushTrace: () => new Promise(() => undefined) }).then(() => {
    isDone = true
  })
  await vi.advanceTimersByTimeAsync(900)
  expect(isDone).toBe(false)
  await vi.advanceTimersByTimeAsync(200)
  await waiting
})
