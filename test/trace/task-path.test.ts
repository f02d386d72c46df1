import { expect, test } from 'vitest'
import type { RawEvent } from '../../src/trace/event.ts'
import { TraceLog } from '../../src/trace/log.ts'
import { taskOfItem, taskPath } from '../../src/trace/task-path.ts'
import { command, integer, itemsOf, made, mailEvent, popped, printed, pushed, text } from './made-events.ts'

function logOf(...events: readonly RawEvent[]): TraceLog {
  const log = new TraceLog()
  // Each event ten milliseconds after the one before.
  log.append(events.map((event, index) => ({ ...event, at: 1_000 + index * 10 })))
  return log
}

const say = (line: string): RawEvent =>
  made('worker', { kind: 'smtp', session: 4, from: 'client', text: line })

test('tells in which list a task waited, who took it, how long it was sent, and which mail came of it', () => {
  const log = logOf(
    command('main', 'RPUSH mail ada@x.org', integer(1), [pushed('mail', 0, 'ada@x.org')]),
    printed('main', 'pushed'),
    command('worker', 'LPOP mail', text('ada@x.org'), [popped('mail')]),
    say('MAIL FROM:<us@x.org>'),
    say('RCPT TO:<ada@x.org>'),
    mailEvent('worker', 4, 'ada@x.org'),
    command('worker', 'SET sent 1', { kind: 'status', text: 'OK' }),
  )
  expect(taskPath(log, 1)).toEqual({
    task: 1,
    texts: ['ada@x.org'],
    mail: 4,
    totalMs: 50,
    stages: [
      { kind: 'waiting', place: 'mail', lane: 'main', seq: 1, until: 3, ms: 20 },
      { kind: 'work', lane: 'worker', seq: 3, until: 4, ms: 10 },
      { kind: 'smtp', session: 4, lane: 'worker', seq: 4, until: 6, ms: 20 },
      { kind: 'mail', mail: 4, to: ['ada@x.org'], lane: 'worker', seq: 6, until: 6, ms: 0 },
    ],
  })
})

test('a task that is put back waits again, and goes on waiting while nobody takes it', () => {
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('worker', 'LPOP mail', text('a'), [popped('mail')]),
    command('worker', 'LPUSH retry a', integer(1), [pushed('retry', 0, 'a')]),
  )
  expect(taskPath(log, 1).stages).toEqual([
    { kind: 'waiting', place: 'mail', lane: 'main', seq: 1, until: 2, ms: 10 },
    { kind: 'work', lane: 'worker', seq: 2, until: 3, ms: 10 },
    { kind: 'waiting', place: 'retry', lane: 'worker', seq: 3, until: null, ms: null },
  ])
})

test('items that one push brought are one task, and each has waited', () => {
  const log = logOf(
    command('main', 'RPUSH mail a b', integer(2), [pushed('mail', 0, 'a', 'b')]),
    command('one', 'LPOP mail', text('a'), [popped('mail')]),
    command('two', 'LPOP mail', text('b'), [popped('mail')]),
  )
  const { texts, stages } = taskPath(log, 1)
  expect(texts).toEqual(['a', 'b'])
  expect(stages.map(({ kind, lane, ms }) => [kind, lane, ms])).toEqual([
    ['waiting', 'main', 10],
    ['work', 'one', null],
    ['waiting', 'main', 20],
    ['work', 'two', null],
  ])
})

test('work ends when the item is struck off the list of what is in work', () => {
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('w', 'LMOVE mail busy LEFT RIGHT', text('a'), [popped('mail'), pushed('busy', 0, 'a')]),
    command('w', 'LREM busy 1 a', integer(1), [popped('busy')]),
  )
  expect(taskPath(log, 1).stages[1]).toEqual({ kind: 'work', lane: 'w', seq: 2, until: 3, ms: 10 })
})

test('an item of the learner’s own queue waits in it by its name', () => {
  const queue = (items: readonly string[], method: string): RawEvent =>
    made('main', {
      ...{ kind: 'structure', id: 1, type: 'MyQueue', label: 'inbox', items, size: items.length, method },
    })
  const log = logOf(queue(['a'], "push('a')"), queue([], 'pop()'))
  expect(taskPath(log, 1).stages).toMatchObject([
    { kind: 'waiting', place: 'inbox', seq: 1, until: 2 },
    { kind: 'work', seq: 2 },
  ])
})

test('the task of an item is found by its id, also if it was put back under another', () => {
  const log = logOf(
    command('main', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
    command('worker', 'LPOP mail', text('a'), [popped('mail')]),
    command('worker', 'RPUSH mail a', integer(1), [pushed('mail', 0, 'a')]),
  )
  expect(taskOfItem(log, itemsOf(log.stateAt(3), 'mail')[0]?.id ?? '')).toBe(1)
  expect(taskOfItem(log, 'l1.7')).toBeNull()
})

test('of a task that there is not, the path is empty', () => {
  expect(taskPath(new TraceLog(), 7)).toEqual({ task: 7, texts: [], stages: [], mail: null, totalMs: 0 })
})
