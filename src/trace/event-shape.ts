import type { EventKind, RawEvent } from './event.ts'

/** Whether a value from outside has the shape that is asked for. Values within it are one deeper. */
type Shape = (value: unknown, depth: number) => boolean

/** Deeper than anything Mailroom writes, and far from the end of the stack. */
const deepest = 40

const text: Shape = (value) => typeof value === 'string'
const number: Shape = (value) => Number.isFinite(value)
const count: Shape = (value) => Number.isSafeInteger(value) && Number(value) >= 0
/** Scores may be infinite. */
const score: Shape = (value) => typeof value === 'number' && !Number.isNaN(value)
const flag: Shape = (value) => typeof value === 'boolean'

function oneOf(...values: readonly string[]): Shape {
  return (value) => typeof value === 'string' && values.includes(value)
}

function orNull(shape: Shape): Shape {
  return (value, depth) => value === null || shape(value, depth)
}

function orNone(shape: Shape): Shape {
  return (value, depth) => value === undefined || shape(value, depth)
}

function list(shape: Shape): Shape {
  return (value, depth) =>
    depth < deepest && Array.isArray(value) && value.every((item) => shape(item, depth + 1))
}

function fields(shapes: { readonly [key: string]: Shape }): Shape {
  const entries = Object.entries(shapes)
  return (value, depth) =>
    depth < deepest && isObject(value) && entries.every(([key, shape]) => shape(value[key], depth + 1))
}

/** A union that is told apart by one of its fields. */
function byField(name: string, shapes: { readonly [value: string]: Shape }): Shape {
  const known = new Map(Object.entries(shapes))
  return (value, depth) => {
    const which = isObject(value) ? value[name] : undefined
    return (typeof which === 'string' && known.get(which)?.(value, depth)) || false
  }
}

function all(...shapes: readonly Shape[]): Shape {
  return (value, depth) => shapes.every((shape) => shape(value, depth))
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const anything = fields({})
const place = fields({ file: text, line: number, column: number, in: text })
const error: Shape = (value, depth) =>
  fields({ name: text, message: text, frames: list(place), cause: orNone(error) })(value, depth)

const entry: Shape = (value, depth) =>
  fields({
    key: (key, at) => text(key, at) || shown(key, at),
    value: (inner, at) => inner === 'getter' || shown(inner, at),
  })(value, depth)
/** `ValueData` */
const shown = byField('kind', {
  primitive: fields({ type: text, text, more: orNone(count) }),
  function: fields({ text }),
  error: fields({ text, entries: list(entry), more: orNone(count) }),
  object: fields({ type: text, shape: text, size: count, entries: list(entry), more: orNone(count) }),
  elided: fields({ text, reason: text }),
})
const changes = orNone(list(fields({ name: text, value: shown })))

const client = fields({
  id: count,
  name: text,
  address: text,
  db: count,
  waitsFor: orNull(list(text)),
  isMonitor: flag,
  subscriptions: list(text),
})
const plainReply = fields({ text })
const reply: Shape = (value, depth) => anyReply(value, depth)
const anyReply = byField('kind', {
  status: plainReply,
  error: plainReply,
  integer: plainReply,
  text: fields({ text, length: count }),
  list: fields({ items: list(reply), length: count }),
  nil: anything,
  none: anything,
})

const entries = list(fields({ text, value: orNone(text), score: orNone(score) }))
const collection = fields({ entries, length: count })
const wholeValue = byField('type', {
  string: fields({ text, length: count }),
  list: collection,
  hash: collection,
  set: collection,
  zset: collection,
})
const key = { db: count, key: text }
const keyChange = all(
  fields(key),
  byField('kind', {
    deadline: fields({ deadline: orNull(number) }),
    deleted: anything,
    value: all(fields({ deadline: orNull(number) }), wholeValue),
    'list-edits': fields({ edits: list(fields({ at: count, removed: count, added: list(text) })) }),
    entries: fields({ set: entries, deleted: list(text) }),
  }),
)

const session = fields({
  id: count,
  client: text,
  port: count,
  openedAt: number,
  closedAt: orNull(number),
  end: orNull(oneOf('quit', 'closed', 'reset', 'dropped', 'timeout')),
  user: orNull(text),
  mails: count,
})
const mail = fields({ id: count, session: count, from: text, to: list(text), subject: text, source: text })

const timer = fields({ timer: count })
const ofClient = fields({ client })
const frame = fields({ frame: count })

const shapes: { readonly [K in EventKind]: Shape } = {
  start: fields({ target: text }),
  end: fields({ how: oneOf('returned', 'threw') }),
  thread: fields({ thread: text, target: text }),
  // JSON has no number for a time without an end.
  'timer-set': all(timer, fields({ ms: orNull(number) })),
  'timer-fired': timer,
  'timer-cleared': timer,
  console: fields({
    entry: fields({
      level: oneOf('debug', 'log', 'info', 'warn', 'error'),
      form: oneOf('line', 'table', 'note'),
      values: list(shown),
      count,
      thread: orNone(text),
      indent: count,
      error: orNone(error),
    }),
  }),
  fetch: fields({ id: count, method: text, url: text }),
  fetched: fields({ id: count, status: orNull(number), text }),
  request: fields({ id: count, method: text, path: text }),
  response: fields({ id: count, status: number }),
  test: fields({ name: text }),
  failed: fields({ name: text, message: text }),
  tested: fields({ name: text, status: oneOf('pass', 'fail', 'skipped'), message: text }),
  enter: fields({
    frame: count,
    parent: orNull(count),
    name: text,
    file: text,
    line: number,
    isAsync: flag,
  }),
  step: fields({ frame: count, line: number, changes, loop: orNone(fields({ line: number, count })) }),
  await: fields({ frame: count, line: number }),
  resume: frame,
  leave: fields({ frame: count, how: oneOf('returned', 'threw'), value: orNone(shown), changes }),
  structure: fields({
    id: count,
    type: text,
    label: text,
    items: list(text),
    size: count,
    method: orNull(text),
  }),
  'lines-end': fields({ steps: count, place: orNull(place) }),
  command: fields({
    client,
    db: count,
    words: list(text),
    reply,
    durationMs: number,
    waitedMs: number,
    changes: list(keyChange),
  }),
  blocked: fields({ client, words: list(text) }),
  gone: ofClient,
  'client-opened': ofClient,
  'client-closed': ofClient,
  message: fields({ client, channel: text, text }),
  expired: fields(key),
  session: fields({ session }),
  smtp: fields({ session: count, from: oneOf('client', 'server'), text }),
  mail: fields({ mail }),
  snapshot: fields({
    keys: list(all(fields({ ...key, deadline: orNull(number) }), wholeValue)),
    clients: list(client),
    mails: list(all(mail, fields({ at: number }))),
    sessions: list(session),
  }),
  gap: fields({ count, of: oneOf('commands', 'smtp', 'records') }),
  over: fields({ text, isTrouble: flag }),
}

const event = all(fields({ lane: text, at: number }), byField('kind', shapes))

/** Whether a value that was read from a file is an event: all that the reducer looks into is of the right kind. */
export function isRawEvent(value: unknown): value is RawEvent {
  return event(value, 0)
}
