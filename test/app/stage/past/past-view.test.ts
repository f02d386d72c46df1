import { beforeEach, describe, expect, test } from 'vitest'
import type { RedisState } from '../../../../src/services/services-messages.ts'
import type { CommandEvent } from '../../../../src/services/redis/observer.ts'
import type { Mail } from '../../../../src/services/smtp/observer.ts'
import { PastView } from '../../../../src/app/stage/past/past-view.ts'
import type { RawEvent } from '../../../../src/trace/event.ts'
import { TraceLog } from '../../../../src/trace/log.ts'
import type { ClientView, KeyChange } from '../../../../src/trace/records.ts'
import { printed } from '../../doubles.ts'

const client: ClientView = {
  id: 1,
  name: '',
  address: '127.0.0.1:50000',
  db: 0,
  waitsFor: null,
  isMonitor: false,
  subscriptions: [],
}

let at = 1000
const push = (text: string): RawEvent => {
  const edits = [{ at: 0, removed: 0, added: [text] }]
  const changes: KeyChange[] = [{ db: 0, key: 'mail', kind: 'list-edits', edits }]
  const first: KeyChange[] = [
    { db: 0, key: 'mail', kind: 'value', deadline: null, type: 'list', entries: [{ text }], length: 1 },
  ]
  return {
    lane: 'main',
    at: ++at,
    kind: 'command',
    client,
    db: 0,
    words: ['LPUSH', 'mail', text],
    reply: { kind: 'integer', text: '1' },
    durationMs: 0.1,
    waitedMs: 0,
    changes: text === 'a' ? first : changes,
  }
}
const line = (text: string, lane = 'main'): RawEvent => {
  const [entry] = printed(text)
  if (!entry) throw new Error('Nothing was printed')
  return { lane, at: ++at, kind: 'console', entry }
}
const mail = (id: number): RawEvent => ({
  lane: 'main',
  at: ++at,
  kind: 'mail',
  mail: { id, session: 1, from: 'a@b.c', to: ['d@e.f'], subject: '', source: `Subject: ${id}\r\n\r\n\xff` },
})

let log: TraceLog
let view: PastView

beforeEach(() => {
  log = new TraceLog()
  log.append([push('a'), line('one'), push('b'), line('two', 'Thread-1'), mail(1), line('three'), mail(2)])
  view = new PastView(log)
})

const show = (seq: number) => view.at(log.stateAt(seq))

test('says which moment it is', () => {
  expect(show(2).words).toBe('Event 2 of 7')
})

describe('the console', () => {
  const texts = (seq: number) =>
    show(seq).entries.map(({ values: [value], thread }) => [
      value?.kind === 'primitive' && value.text,
      thread,
    ])

  test('shows what had been printed, and by which thread', () => {
    expect(texts(1)).toEqual([])
    expect(texts(3)).toEqual([['one', undefined]])
    expect(texts(7)).toEqual([
      ['one', undefined],
      ['two', 'Thread-1'],
      ['three', undefined],
    ])
    expect(texts(2)).toHaveLength(1)
  })

  test('knows what was printed after it was first asked', () => {
    expect(texts(7)).toHaveLength(3)
    log.append([line('four')])
    expect(texts(8)).toHaveLength(4)
  })
})

describe('Redis', () => {
  function panel() {
    const heard = { state: null as RedisState | null, commands: [] as CommandEvent[] }
    const listen = (seq: number) => {
      const { services } = show(seq)
      services.listen({
        onState: (state) => (heard.state = state),
        onCommands: (commands) => heard.commands.push(...commands),
      })
      services.watch(0)
      return services
    }
    return { heard, listen }
  }

  test('tells keys and commands of that moment', () => {
    const { heard, listen } = panel()
    listen(3)
    expect(heard.state?.database.keys).toMatchObject([
      { key: 'mail', type: 'list', length: 2, entries: [{ text: 'b' }, { text: 'a' }] },
    ])
    expect(heard.state?.sizes[0]).toBe(1)
    expect(heard.commands.map(({ words }) => words[2])).toEqual(['a', 'b'])
  })

  test('goes on forward with the same servers, each command once, and backward with others', () => {
    const { heard, listen } = panel()
    const services = listen(1)
    expect(show(3).services).toBe(services)
    expect(heard.commands.map(({ words }) => words[2])).toEqual(['a', 'b'])
    expect(heard.state?.database.keys[0]?.length).toBe(2)
    expect(show(2).services).not.toBe(services)
  })

  test('lets nobody change the past', async () => {
    const { listen } = panel()
    await expect(listen(3).prompt('flushall')).rejects.toThrow('past')
  })
})

test('the inbox gets each mail once, with its bytes', () => {
  const heard: Mail[] = []
  show(5).services.listen({ onMail: (mails) => heard.push(...mails) })
  expect(heard.map(({ id }) => id)).toEqual([1])
  show(7)
  expect(heard.map(({ id }) => id)).toEqual([1, 2])
  expect(heard[1]?.source.at(-1)).toBe(0xff)
})
