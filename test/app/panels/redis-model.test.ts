import { describe, expect, test } from 'vitest'
import { RedisModel } from '../../../src/app/panels/redis-model.ts'
import { appendLog, isAbout, mostLines, noLog, type LogLine } from '../../../src/app/panels/redis-log.ts'
import { RedisDouble } from '../redis-double.ts'
import { clientDouble, commandDouble, keyDouble, stateDouble } from './redis-doubles.ts'

function connected() {
  const link = new RedisDouble()
  const model = new RedisModel(() => 0)
  model.connect(link)
  const tell = (...keys: Parameters<typeof stateDouble>[0][]) => {
    for (const changes of keys) link.tell((listener) => listener.onState?.(stateDouble(changes)))
  }
  return { link, model, tell }
}

describe('keys', () => {
  test('count the changes one sees, not what was there at first', () => {
    const { model, tell } = connected()
    tell({ keys: [keyDouble('q', 'list', ['a']), keyDouble('other', 'string', ['x'])] })
    expect(model.snapshot.keys.map(({ changes }) => changes)).toEqual([0, 0])
    tell({
      keys: [
        keyDouble('q', 'list', ['a', 'b']),
        keyDouble('other', 'string', ['x']),
        keyDouble('z', 'set', ['new']),
      ],
    })
    expect(model.snapshot.keys.map(({ changes }) => changes)).toEqual([1, 0, 1])
  })

  test('elements of a list keep their places when others come or go at either end', () => {
    const { model, tell } = connected()
    const items = () =>
      model.snapshot.keys[0]?.items.map(({ id, isNew, entry }) => `${entry.text}${id}${isNew ? '!' : ''}`)
    tell({ keys: [keyDouble('q', 'list', ['a', 'b', 'c'])] })
    expect(items()).toEqual(['a1', 'b2', 'c3'])
    tell({ keys: [keyDouble('q', 'list', ['b', 'c', 'd'])] })
    expect(items()).toEqual(['b2', 'c3', 'd4!'])
    tell({ keys: [keyDouble('q', 'list', ['z', 'b', 'c', 'd'])] })
    expect(items()).toEqual(['z5!', 'b2', 'c3', 'd4'])
  })

  test('a time to live that is set anew is the new full length', () => {
    const { model, tell } = connected()
    const full = () => model.snapshot.keys[0]?.fullTtlMs
    tell(
      { keys: [keyDouble('k', 'string', ['x'], { ttlMs: 9000 })] },
      { keys: [keyDouble('k', 'string', ['x'], { ttlMs: 4000 })] },
    )
    expect(full()).toBe(9000)
    tell({ keys: [keyDouble('k', 'string', ['x'], { ttlMs: 6000 })] })
    expect(full()).toBe(6000)
  })
})

describe('databases', () => {
  test('goes where the data is, until a person chooses or keys were seen', () => {
    const { model, link, tell } = connected()
    tell({ sizes: { 6: 2 } })
    expect(link.watched).toEqual([0, 6])
    tell({ db: 6, sizes: { 6: 2 }, keys: [keyDouble('1', 'string', ['success'])] })
    expect(model.snapshot.db).toBe(6)
    tell({ db: 6, sizes: { 0: 1 } })
    expect(link.watched).toEqual([0, 6])
  })

  test('a chosen one stays, also in the next Redis; an answer for another one is not shown', () => {
    const { model, tell } = connected()
    model.choose(3)
    tell({ db: 0, keys: [keyDouble('late', 'string', ['x'])] })
    expect(model.snapshot).toMatchObject({ db: 3, state: null, keys: [] })
    const next = new RedisDouble()
    model.connect(next)
    next.tell((listener) => listener.onState?.(stateDouble({ db: 3, sizes: { 0: 4 } })))
    expect(next.watched).toEqual([3])
  })
})

test('a client waits since it was first seen waiting, or was last answered', () => {
  const { model, link, tell } = connected()
  const waiting = clientDouble(4, { waitsFor: ['q'] })
  tell({ at: 1000, clients: [waiting] }, { at: 3000, clients: [waiting] })
  expect(model.snapshot.waits.get(4)).toBe(1000)
  link.tell((listener) =>
    listener.onCommands?.([commandDouble(['blpop', 'q', '1'], { client: waiting, at: 3500 })], 0),
  )
  tell({ at: 4000, clients: [waiting] })
  expect(model.snapshot.waits.get(4)).toBe(3500)
  tell({ at: 5000, clients: [clientDouble(4)] })
  expect(model.snapshot.waits.size).toBe(0)
})

test('another Redis is another story, and an end is noticed', () => {
  const { model, link, tell } = connected()
  tell({ keys: [keyDouble('q', 'list', ['a'])] })
  link.tell((listener) => listener.onCommands?.([commandDouble(['ping'])], 2))
  expect(model.snapshot.log.total).toBe(3)
  link.tell((listener) => listener.onEnd?.())
  expect(model.snapshot.hasEnded).toBe(true)
  model.connect(new RedisDouble())
  expect(model.snapshot).toMatchObject({ state: null, keys: [], hasEnded: false, log: { size: 0, total: 0 } })
  expect([link.listeners.size, link.watched]).toEqual([0, [0, null]])
})

describe('the log', () => {
  const lines = (count: number, start = 0): LogLine[] =>
    Array.from({ length: count }, (_, at) => ({
      kind: 'command',
      event: commandDouble(['set', `key${start + at}`, 'x'], { at: 500 + start + at }),
    }))

  test('keeps at most 2,000 lines, the newest, and goes on counting', () => {
    let log = noLog
    for (let at = 0; at < 2500; at += 30) log = appendLog(log, lines(Math.min(30, 2500 - at), at))
    expect(log.size).toBeLessThanOrEqual(mostLines)
    expect(log.size).toBeGreaterThan(mostLines - 100)
    expect(log).toMatchObject({ total: 2500, startedAt: 500 })
    expect(log.chunks.at(-1)?.lines.at(-1)).toMatchObject({ event: { words: ['set', 'key2499', 'x'] } })
    expect(new Set(log.chunks.map(({ id }) => id)).size).toBe(log.chunks.length)
  })

  test('is filtered by command, argument and client', () => {
    const event = commandDouble(['LPOP', 'queue_name'], { client: clientDouble(7, { name: 'worker' }) })
    const line: LogLine = { kind: 'command', event }
    expect(
      ['lpop', 'lpop queue', 'QUEUE', 'work', '#7', '  '].map((filter) => isAbout(line, filter)),
    ).toEqual(Array(6).fill(true))
    expect(isAbout(line, 'rpush')).toBe(false)
    expect(isAbout({ kind: 'left', count: 3 }, 'lpop')).toBe(false)
  })
})
