import fc from 'fast-check'
import type { RawEvent } from '../../src/trace/event.ts'
import type { EntryData, ReplySummary, WholeValue } from '../../src/trace/records.ts'
import type { ValueData } from '../../src/wire/value-data.ts'

function anyEvent(): fc.Arbitrary<RawEvent> {
  const id = fc.integer({ min: 1, max: 3 })
  const count = fc.nat({ max: 9 })
  const text = fc.oneof(
    fc.constantFrom('', 'mail', '\uD800', '__proto__', 'ü\u2028\n'),
    fc.string({ maxLength: 8 }),
  )
  const texts = fc.array(text, { maxLength: 3 })
  const client = fc.record({
    id,
    name: text,
    address: fc.constant('127.0.0.1:50001'),
    db: count,
    waitsFor: fc.option(texts),
    isMonitor: fc.boolean(),
    subscriptions: texts,
  })
  const deadline = fc.option(fc.integer({ min: 0, max: 2_000_000_000_000 }))
  const key = { db: fc.nat({ max: 1 }), key: fc.constantFrom('mail', 'user:1') }
  const whole = anyWhole(text)
  const mail = { id, session: id, from: text, to: texts, subject: text, source: text }
  const session = fc.record({
    id,
    client: text,
    port: fc.constant(1025),
    openedAt: fc.nat(),
    closedAt: fc.option(fc.nat()),
    end: fc.option(fc.constantFrom('quit', 'closed', 'reset', 'dropped', 'timeout')),
    user: fc.option(text),
    mails: count,
  })
  const how = fc.constantFrom('returned', 'threw')
  const place = fc.record({ file: text, line: count, column: count, in: text })
  const error = fc.record({ name: text, message: text, frames: fc.array(place, { maxLength: 2 }) })
  const changes = fc.array(fc.record({ name: text, value: anyValue }), { maxLength: 2 })
  const change = fc.oneof(
    fc.record({ ...key, kind: fc.constant('deadline'), deadline }),
    fc.record({ ...key, kind: fc.constant('deleted') }),
    fc
      .tuple(fc.record({ ...key, kind: fc.constant('value'), deadline }), whole)
      .map(([head, value]) => ({ ...head, ...value })),
    fc.record({
      ...key,
      kind: fc.constant('list-edits'),
      edits: fc.array(fc.record({ at: fc.constant(0), removed: fc.constant(0), added: texts }), {
        maxLength: 2,
      }),
    }),
  )
  const records = {
    start: { target: text },
    end: { how },
    thread: { thread: fc.constantFrom('Thread-1', 'Thread-2'), target: text },
    'timer-set': { timer: id, ms: fc.nat() },
    'timer-fired': { timer: id },
    'timer-cleared': { timer: id },
    console: {
      entry: fc.record(
        {
          level: fc.constantFrom('debug', 'log', 'info', 'warn', 'error'),
          form: fc.constantFrom('line', 'table', 'note'),
          values: fc.array(anyValue, { maxLength: 2 }),
          count: id,
          indent: count,
          thread: text,
          error,
        },
        { requiredKeys: ['level', 'form', 'values', 'count', 'indent'] },
      ),
    },
    fetch: { id, method: text, url: text },
    fetched: { id, status: fc.option(fc.integer({ min: 100, max: 599 })), text },
    request: { id, method: text, path: text },
    response: { id, status: fc.integer({ min: 100, max: 599 }) },
    test: { name: text },
    failed: { name: text, message: text },
    tested: { name: text, status: fc.constantFrom('pass', 'fail', 'skipped'), message: text },
    enter: { frame: id, parent: fc.option(id), name: text, file: text, line: count, isAsync: fc.boolean() },
    step: { frame: id, line: count, changes, loop: fc.record({ line: count, count }) },
    await: { frame: id, line: count },
    resume: { frame: id },
    leave: { frame: id, how, value: anyValue, changes },
    structure: { id, type: text, label: text, items: texts, size: count, method: fc.option(text) },
    'lines-end': { steps: fc.nat(), place: fc.option(place) },
    command: {
      client,
      db: count,
      words: fc.array(text, { minLength: 1, maxLength: 3 }),
      reply: anyReply(text),
      durationMs: fc.double({ min: 0, max: 5, noNaN: true }).map(Math.abs),
      waitedMs: fc.nat(),
      changes: fc.array(change, { maxLength: 2 }),
    },
    blocked: { client, words: texts },
    gone: { client },
    'client-opened': { client },
    'client-closed': { client },
    message: { client, channel: text, text },
    expired: key,
    session: { session },
    smtp: { session: id, from: fc.constantFrom('client', 'server'), text },
    mail: { mail: fc.record(mail) },
    snapshot: {
      keys: fc.uniqueArray(
        fc.tuple(fc.record({ ...key, deadline }), whole).map(([head, value]) => ({ ...head, ...value })),
        { maxLength: 2, selector: (told) => `${told.db} ${told.key}` },
      ),
      clients: fc.array(client, { maxLength: 2 }),
      mails: fc.array(fc.record({ ...mail, at: fc.nat() }), { maxLength: 2 }),
      sessions: fc.array(session, { maxLength: 2 }),
    },
    gap: { count, of: fc.constantFrom('commands', 'smtp', 'records') },
    over: { text, isTrouble: fc.boolean() },
  } satisfies { readonly [K in RawEvent['kind']]: object }
  const lane = fc.constantFrom('main', 'Thread-1', 'tests', 'prompt', 'server')
  return fc.oneof(
    ...Object.entries(records).map(([kind, fields]) =>
      fc.record({ lane, at: fc.constant(0), kind: fc.constant(kind), ...fields } as object),
    ),
  ) as fc.Arbitrary<RawEvent>
}

const { value: anyValue } = fc.letrec<{ value: ValueData }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      kind: fc.constant('primitive' as const),
      type: fc.constant('string' as const),
      text: fc.string(),
    }),
    fc.record({ kind: fc.constant('function' as const), text: fc.string() }),
    fc.record({
      kind: fc.constant('elided' as const),
      text: fc.string(),
      reason: fc.constant('cycle' as const),
    }),
    fc.record({
      kind: fc.constant('object' as const),
      type: fc.constant('Object'),
      shape: fc.constant('plain' as const),
      size: fc.nat(),
      entries: fc.array(
        fc.record({
          key: fc.constantFrom('a', '__proto__'),
          value: fc.oneof(fc.constant('getter' as const), tie('value')),
        }),
        { maxLength: 2 },
      ),
    }),
  ),
}))

function anyWhole(text: fc.Arbitrary<string>): fc.Arbitrary<WholeValue> {
  const score = fc.oneof(fc.integer(), fc.constantFrom(Infinity, -Infinity))
  const entries: fc.Arbitrary<readonly EntryData[]> = fc.uniqueArray(
    fc.record({ text, value: text, score }, { requiredKeys: ['text'] }),
    { maxLength: 3, selector: (entry) => entry.text },
  )
  return fc.oneof(
    text.map((told): WholeValue => ({ type: 'string', text: told, length: told.length })),
    fc
      .tuple(fc.constantFrom('list', 'hash', 'set', 'zset'), entries)
      .map(([type, told]): WholeValue => ({ type, entries: told, length: told.length })),
  )
}

function anyReply(text: fc.Arbitrary<string>): fc.Arbitrary<ReplySummary> {
  const plain: fc.Arbitrary<ReplySummary> = fc.oneof(
    fc.record({ kind: fc.constantFrom('status', 'error', 'integer'), text }),
    text.map((told): ReplySummary => ({ kind: 'text', text: told, length: told.length })),
    fc.constantFrom({ kind: 'nil' }, { kind: 'none' }),
  )
  return fc.oneof(
    plain,
    fc
      .array(plain, { maxLength: 3 })
      .map((items): ReplySummary => ({ kind: 'list', items, length: items.length })),
  )
}

/** Recordings as nobody would make them: all kinds of events, in any order, about few lanes, clients, keys and frames. */
export const anyRecording: fc.Arbitrary<readonly RawEvent[]> = fc
  .array(fc.tuple(anyEvent(), fc.constantFrom(0, 0, 0, 0.125, 1, 250)), { maxLength: 60 })
  .map((steps) => {
    let at = 1_700_000_000_000
    return steps.map(([event, passed]) => ({ ...event, at: (at += passed) }))
  })
