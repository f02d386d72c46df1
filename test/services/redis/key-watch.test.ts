import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeyChange, WholeValue } from '../../../src/trace/records.ts'
import type { Client } from '../../../src/services/redis/client.ts'
import { execute } from '../../../src/services/redis/executor.ts'
import { readableText } from '../../../src/services/redis/bytes.ts'
import { ServerState } from '../../../src/services/redis/server-state.ts'
import * as templates from './command-templates.ts'
import { ManualClock } from './manual-clock.ts'
import { hostile, transaction, wellFormed, type Words } from './random-commands.ts'
import { ReplayedKeys } from './replayed-keys.ts'

/** A server whose changes are replayed, with the means to look at what it really holds. */
function watched() {
  const clock = new ManualClock()
  const replayed = new ReplayedKeys()
  const told: { readonly words: readonly string[]; readonly changes: readonly KeyChange[] | null }[] = []
  const state: ServerState = new ServerState({
    clock,
    maxMemory: 64 * 2 ** 20,
    resume: () => undefined,
    observer: {
      onCommand({ words, changes }) {
        told.push({ words, changes })
        if (changes) for (const change of changes) replayed.apply(change)
        else replayed.begin(state.observation?.watchKeys(state.databases) ?? [])
      },
      onExpired: ({ db, key }) => replayed.delete(db, key),
    },
  })
  const open = (): Client => state.open({ write: () => undefined, close: () => undefined })
  const clients = [open(), open(), open()]
  const run = (words: Words, client = 0): void => {
    const who = clients[client]
    if (!who || who.waiter) return
    if (!state.clients.has(who.id)) clients[client] = open()
    else state.turn(() => execute(state, who, { words, isTooLarge: false }))
  }
  const watch = (): void => replayed.begin(state.observation?.watchKeys(state.databases) ?? [])
  return { clock, state, replayed, told, run, watch, held: () => held(state) }
}

/** What a server holds, read without the code that tells of it. */
function held(state: ServerState): Map<string, { readonly deadline: number | null } & WholeValue> {
  const all = new Map<string, { readonly deadline: number | null } & WholeValue>()
  for (const database of state.databases)
    for (const key of database.keys()) {
      const value = database.find(key)
      if (value === undefined) continue
      const deadline = database.deadline(key) ?? null
      const id = `${database.index}:${readableText(key)}`
      if (typeof value === 'string')
        all.set(id, { type: 'string', text: readableText(value), length: value.length, deadline })
      else {
        const text = readableText
        const entries =
          value.type === 'list'
            ? [...value.items()].map((item) => ({ text: text(item) }))
            : value.type === 'set'
              ? value.members().map((member) => ({ text: text(member) }))
              : value.type === 'hash'
                ? value.fields().map((field) => ({ text: text(field), value: text(value.get(field) ?? '') }))
                : value.entries().map(({ member, score }) => ({ text: text(member), score }))
        all.set(id, { type: value.type, entries, length: value.size, deadline })
      }
    }
  return all
}

/** With the entries of hashes and sets by name: their order tells nothing. */
function inOrder(keys: ReadonlyMap<string, { readonly deadline: number | null } & WholeValue>): unknown {
  return [...keys]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, value]) => {
      if (value.type === 'string' || value.type === 'list') return [id, value]
      const entries = [...value.entries].sort((one, other) => (one.text < other.text ? -1 : 1))
      return [id, { ...value, entries }]
    })
}

const forms = [...templates.dataTemplates, 'FLUSHDB', 'FLUSHALL']

type Step = { readonly client: number; readonly commands: readonly Words[] } | { readonly passes: number }

function steps(command: fc.Arbitrary<Words>): fc.Arbitrary<readonly Step[]> {
  const commands = fc.oneof(
    { arbitrary: command.map((words) => [words]), weight: 40 },
    { arbitrary: wellFormed(templates.waitingTemplates).map((words) => [words]), weight: 4 },
    { arbitrary: wellFormed(templates.transactionTemplates).map((words) => [words]), weight: 2 },
    { arbitrary: transaction(command), weight: 3 },
  )
  const client = fc.constantFrom(0, 0, 0, 0, 1, 1, 2)
  return fc.array(
    fc.oneof(
      { arbitrary: fc.record({ client, commands }), weight: 20 },
      { arbitrary: fc.record({ passes: fc.constantFrom(1, 100, 2_000, 100_000) }), weight: 1 },
    ),
    { maxLength: 150, size: 'max' },
  )
}

function check(all: readonly Step[]): number {
  const { clock, replayed, run, watch, held: now, told } = watched()
  let count = 0
  // What is there already when one begins to watch.
  const [before, after] = [all.slice(0, all.length / 3), all.slice(all.length / 3)]
  const take = (step: Step, then: () => void): void => {
    if ('passes' in step) clock.advance(step.passes)
    else
      for (const words of step.commands) {
        run(words, step.client)
        count++
        then()
      }
  }
  for (const step of before) take(step, () => undefined)
  watch()
  for (const step of after)
    take(step, () => {
      try {
        expect(inOrder(replayed.keys)).toEqual(inOrder(now()))
      } catch (error) {
        throw new Error(`After ${JSON.stringify(told.slice(-3))}`, { cause: error })
      }
    })
  return count
}

describe('changes that are told, replayed, make what the databases hold', () => {
  test.for([
    { name: 'well-formed', command: wellFormed(forms) },
    { name: 'hostile', command: hostile(forms) },
  ])('after each of thousands of $name commands at random', { timeout: 120_000 }, ({ command }) => {
    let count = 0
    fc.assert(
      fc.property(steps(command), (all) => void (count += check(all))),
      { seed: 20_260_101, numRuns: 120, includeErrorInReport: true },
    )
    expect(count).toBeGreaterThan(5_000)
  })
})

describe('a command tells', () => {
  const changesOf = (...commands: readonly string[]): readonly KeyChange[] | null => {
    const { run, watch, told } = watched()
    for (const [index, command] of commands.entries()) {
      if (index === commands.length - 1) watch()
      run(command.split(' '))
    }
    return told.at(-1)?.changes ?? null
  }

  test('a new list as a whole, and edits of one that is known', () => {
    expect(changesOf('RPUSH l a b')).toEqual([
      {
        db: 0,
        key: 'l',
        kind: 'value',
        type: 'list',
        length: 2,
        deadline: null,
        entries: [{ text: 'a' }, { text: 'b' }],
      },
    ])
    expect(changesOf('RPUSH l a b c', 'LPUSH l d e')).toEqual([
      { db: 0, key: 'l', kind: 'list-edits', edits: [{ at: 0, removed: 0, added: ['e', 'd'] }] },
    ])
    expect(changesOf('RPUSH l a b c d', 'RPOP l 2')).toEqual([
      { db: 0, key: 'l', kind: 'list-edits', edits: [{ at: 2, removed: 2, added: [] }] },
    ])
    expect(changesOf('RPUSH l a b', 'RPOPLPUSH l l')).toEqual([
      {
        db: 0,
        key: 'l',
        kind: 'list-edits',
        edits: [
          { at: 1, removed: 1, added: [] },
          { at: 0, removed: 0, added: ['b'] },
        ],
      },
    ])
  })

  test('which entries of a hash, a set, a sorted set are others', () => {
    expect(changesOf('HSET h a 1 b 2', 'HSET h b 3 c 4')).toEqual([
      {
        db: 0,
        key: 'h',
        kind: 'entries',
        set: [
          { text: 'b', value: '3' },
          { text: 'c', value: '4' },
        ],
        deleted: [],
      },
    ])
    expect(changesOf('ZADD z 1 a 2 b', 'ZPOPMIN z')).toEqual([
      { db: 0, key: 'z', kind: 'entries', set: [], deleted: ['a'] },
    ])
    expect(changesOf('SADD s a b', 'SREM s a c')).toEqual([
      { db: 0, key: 's', kind: 'entries', set: [], deleted: ['a'] },
    ])
  })

  test('times to live by themselves', () => {
    expect(changesOf('SET a 1', 'PEXPIREAT a 99999999999000')).toEqual([
      { db: 0, key: 'a', kind: 'deadline', deadline: 99_999_999_999_000 },
    ])
    expect(changesOf('SET a 1 EX 100', 'PERSIST a')).toEqual([
      { db: 0, key: 'a', kind: 'deadline', deadline: null },
    ])
    expect(changesOf('SET a 1', 'EXPIRE a -1')).toEqual([{ db: 0, key: 'a', kind: 'deleted' }])
    expect(changesOf('SET a 1', 'GETDEL a')).toEqual([{ db: 0, key: 'a', kind: 'deleted' }])
  })

  test('a string that was set to what it was', () => {
    expect(changesOf('SET a 1', 'SET a 1')).toMatchObject([{ key: 'a', kind: 'value', text: '1' }])
  })

  test('nothing where nothing was changed', () => {
    expect(changesOf('SET a 1', 'GET a')).toEqual([])
    expect(changesOf('RPUSH l a', 'LRANGE l 0 -1')).toEqual([])
  })

  test('long texts cut, the first entries of very many, and of too many nothing', () => {
    const { run, watch, told, replayed } = watched()
    watch()
    run(['SET', 's', 'x'.repeat(3_000)])
    expect(replayed.keys.get('0:s')).toMatchObject({ text: `${'x'.repeat(2_000)}…`, length: 3_000 })
    run(['RPUSH', 'l', ...Array.from({ length: 6_000 }, (_, index) => `${index}`)])
    const whole = replayed.keys.get('0:l')
    expect(whole).toMatchObject({ length: 6_000 })
    expect(whole?.type === 'list' && whole.entries.length).toBe(5_000)
    run(['RPUSH', 'l', 'y'.repeat(300)])
    expect(told.at(-1)?.changes).toEqual([
      {
        db: 0,
        key: 'l',
        kind: 'list-edits',
        edits: [{ at: 6_000, removed: 0, added: [`${'y'.repeat(200)}…`] }],
      },
    ])
    // Too many edits: told as a whole again.
    run(['LPUSH', 'l', ...Array.from({ length: 6_000 }, () => 'z')])
    expect(told.at(-1)?.changes).toMatchObject([{ kind: 'value', length: 12_001 }])
    run(['HSET', 'h', ...Array.from({ length: 12_000 }, (_, index) => `f${index >> 1}`)])
    run(['HSET', 'h', 'f0', 'other'])
    expect(told.at(-1)?.changes).toMatchObject([{ kind: 'entries', length: 6_000 }])
    for (let count = 0; count < 300; count++)
      run(['RPUSH', `l${count}`, ...Array.from({ length: 100 }, () => 'x'.repeat(100))])
    run(['SWAPDB', '0', '1'])
    expect(told.at(-1)?.changes).toBeNull()
  })

  test('two long fields that look alike when cut, by the whole hash', () => {
    const { run, watch, told } = watched()
    watch()
    run(['HSET', 'h', `${'x'.repeat(250)}1`, 'a', `${'x'.repeat(250)}2`, 'b'])
    run(['HDEL', 'h', `${'x'.repeat(250)}1`])
    expect(told.at(-1)?.changes).toMatchObject([{ kind: 'value', length: 1 }])
  })
})

test('whoever watches no more leaves no journal behind', () => {
  const { run, watch, state } = watched()
  run(['RPUSH', 'l', 'a'])
  watch()
  run(['RENAME', 'l', 'other'])
  const list = state.database(0).get('list', 'other')
  expect(list?.journal).not.toBeNull()
  state.observation?.unwatchKeys()
  expect(list?.journal).toBeNull()
})
