import { expect, test } from 'vitest'
import { isItemFollowed } from '../../../../src/app/panels/followed.ts'
import { followedAt, isSameFollowed } from '../../../../src/app/stage/task/followed.ts'
import { followOnStage } from '../../../../src/app/stage/task/follow-on-stage.ts'
import { StageModel } from '../../../../src/app/stage/stage-model.ts'
import type { RawEvent } from '../../../../src/trace/event.ts'
import { TraceLog } from '../../../../src/trace/log.ts'
import { mailRun, startMs } from '../recordings.ts'

const over = Promise.resolve()

function opened(events: readonly RawEvent[]): { readonly log: TraceLog; readonly model: StageModel } {
  const log = new TraceLog()
  log.append(events)
  const model = new StageModel()
  model.open(log)
  return { log, model }
}

/** Pushes items, one event each, and takes some off the head. */
function queue(items: readonly string[], taken = 0): readonly RawEvent[] {
  const event = (record: object): RawEvent => ({ lane: 'main', at: startMs, ...record }) as RawEvent
  const command = (words: readonly string[], reply: object, edit: object): RawEvent => {
    const client = {
      id: 1,
      name: '',
      address: '',
      db: 0,
      waitsFor: null,
      isMonitor: false,
      subscriptions: [],
    }
    const change = { db: 0, key: 'mail', kind: 'list-edits', edits: [edit] }
    const times = { durationMs: 0.1, waitedMs: 0 }
    return event({ kind: 'command', client, db: 0, words, reply, ...times, changes: [change] })
  }
  return [
    event({ kind: 'snapshot', keys: [], clients: [], mails: [], sessions: [] }),
    ...items.map((text, at) =>
      command(['RPUSH', 'mail', text], { kind: 'integer', text: '1' }, { at, removed: 0, added: [text] }),
    ),
    ...items
      .slice(0, taken)
      .map((text) =>
        command(['LPOP', 'mail'], { kind: 'text', text, length: 1 }, { at: 0, removed: 1, added: [] }),
      ),
  ]
}

const place = (index: number, text: string) => ({ db: 0, key: 'mail', index, text })

test('of a task one sees where its item lies, then its session, then its mail', () => {
  const { log } = opened(mailRun({ tasks: 2, workers: 1 }))
  const [first = 0, second = 0] = log
    .find({ text: 'RPUSH', lanes: null, groups: null, task: null })
    .map((seq) => log.event(seq)?.task ?? 0)
  const waits = followedAt(log, log.stateAt(first), first)
  expect(isItemFollowed(waits, place(0, 'letter to ada'))).toBe(true)
  expect([waits.mails.size, waits.sessions.size]).toEqual([0, 0])
  const sent = followedAt(log, log.stateAt(log.lastSeq), first)
  expect([[...sent.mails], [...sent.sessions], sent.items.size]).toEqual([[1], [1], 0])
  expect([...followedAt(log, log.stateAt(log.lastSeq), second).mails]).toEqual([2])
})

test('items of other tasks, and those that moved on, are not marked', () => {
  const { log } = opened(queue(['a', 'b', 'b', 'c'], 1))
  const followed = followedAt(log, log.stateAt(log.lastSeq), 3)
  expect([...(followed.items.get('0:mail') ?? [])]).toEqual([[0, 'b']])
  expect(isItemFollowed(followed, place(1, 'b'))).toBe(false)
  // The panel is an event behind, or ahead.
  expect(isItemFollowed(followed, place(0, 'a'))).toBe(false)
  expect(isItemFollowed(followed, { ...place(0, 'b'), db: 1 })).toBe(false)
})

test('of a long list the head and the tail are looked at, as far as the panel shows them', () => {
  const { log } = opened(queue(Array.from({ length: 70 }, (_, at) => `task ${at}`)))
  const indexOf = (task: number) => [
    ...(followedAt(log, log.stateAt(log.lastSeq), task).items.get('0:mail')?.keys() ?? []),
  ]
  expect([indexOf(2), indexOf(51), indexOf(60), indexOf(71)]).toEqual([[0], [49], [], [69]])
})

test('a task that waits for its time in a sorted set is seen there, also after it was put back', () => {
  const [start, push, take] = queue(['a'], 1)
  const zadd = (text: string, score: number) => ({
    ...push,
    words: ['ZADD', 'later', String(score), text],
    changes: [{ db: 0, key: 'later', kind: 'entries', set: [{ text, score }], deleted: [] }],
  })
  const { log } = opened([start, push, take, zadd('a', 7), zadd('z', 1)] as readonly RawEvent[])
  const followed = followedAt(log, log.stateAt(5), 2)
  expect([...(followed.items.get('0:later') ?? [])]).toEqual([[1, 'a']])
  expect(isItemFollowed(followed, { db: 0, key: 'later', index: 1, text: 'a' })).toBe(true)
})

test('what shows the same is the same', () => {
  const { log } = opened(queue(['a', 'b']))
  const at = (seq: number) => followedAt(log, log.stateAt(seq), 2)
  expect(isSameFollowed(at(2), at(3))).toBe(true)
  expect(isSameFollowed(at(1), at(2))).toBe(false)
  expect(isSameFollowed(null, at(2))).toBe(false)
  expect(isSameFollowed(null, null)).toBe(true)
})

test('a mail is followed, and one stands where it came', async () => {
  const { log, model } = opened(mailRun({ tasks: 3 }))
  expect(await followOnStage(model, { mail: 2 }, over)).toBeNull()
  const { task, playhead } = model.snapshot
  expect(log.event(playhead ?? 0)).toMatchObject({ kind: 'mail', mail: { id: 2 }, task })
  expect(log.event(task ?? 0)).toMatchObject({ words: ['RPUSH', 'mail', 'letter to bob'] })
})

test('a mail that nothing is known of changes nothing', async () => {
  const { model } = opened(mailRun({ tasks: 1 }))
  expect(await followOnStage(model, { mail: 9 }, over)).toMatch(/of an earlier run/)
  expect(model.snapshot).toMatchObject({ task: null, playhead: null })
  expect(await followOnStage(new StageModel(), { mail: 1 }, over)).toMatch(/of an earlier run/)
})

test('a mail that came of no item is shown all the same', async () => {
  const { log, model } = opened(mailRun({ tasks: 1 }).filter(({ kind }) => kind !== 'command'))
  expect(await followOnStage(model, { mail: 1 }, over)).toMatch(/of its own accord/)
  expect(log.event(model.snapshot.playhead ?? 0)?.kind).toBe('mail')
})

test('an item is followed, also if the list has moved on meanwhile', async () => {
  const { model } = opened(queue(['a', 'b', 'c'], 1))
  expect(await followOnStage(model, { item: place(2, 'c') }, over)).toBeNull()
  expect(model.snapshot).toMatchObject({ task: 4, playhead: null })
  expect(await followOnStage(model, { item: place(0, 'a') }, over)).toMatch(/has been taken meanwhile/)
  expect(await followOnStage(model, { item: { ...place(0, 'b'), key: 'other' } }, over)).toMatch(
    /earlier run/,
  )
})

test('a recording that is still being read may tell of it yet', async () => {
  const [start, ...rest] = mailRun({ tasks: 1 })
  const { log, model } = opened(start ? [start] : [])
  const done = followOnStage(model, { mail: 1 }, new Promise(() => {}))
  log.append(rest)
  model.grew()
  expect(await done).toBeNull()
  expect(model.snapshot.task).not.toBeNull()
})
