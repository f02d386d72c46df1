import { describe, expect, test } from 'vitest'
import { DirectClient } from './redis/direct-client.ts'
import {
  brief,
  client,
  clock,
  events,
  feed,
  join,
  mailServer,
  ofKind,
  pass,
  server,
  timers,
  told,
} from './traced-servers.ts'

describe('a recording', () => {
  test('begins with how everything stands, when main or tests join', () => {
    new DirectClient(server).call('RPUSH', 'l', 'a')
    join('Thread-1').records({ kind: 'start', at: 1, target: 'work' })
    feed.flush()
    expect(told()).toEqual([])
    join('main')
    new DirectClient(server).call('SET', 'a', '1')
    feed.flush()
    expect(events().map(brief)).toEqual(['server snapshot', 'server client-opened', 'server command SET a 1'])
    expect(events()[0]).toMatchObject({
      at: clock.now() + 0.5,
      keys: [{ db: 0, key: 'l', type: 'list', entries: [{ text: 'a' }], length: 1, deadline: null }],
      clients: [{ id: 1 }],
      mails: [],
      sessions: [],
    })
    join('tests')
    feed.flush()
    expect(events(2).map(brief)).toEqual(['server snapshot'])
    expect(ofKind('snapshot', 2)[0]?.keys.map(({ key }) => key)).toEqual(['l', 'a'])
  })

  test('puts what lanes tell and what servers see in one order, each with its lane', () => {
    const main = join('main')
    const worker = join('Thread-1')
    main.records({ kind: 'start', at: 1.25, target: 'main' })
    const [producer, consumer] = [client('main', 40_000), client('Thread-1', 40_001)]
    consumer.send('BLPOP', 'mail', '0')
    worker.records({ kind: 'start', at: 2, target: 'work' })
    producer.call('RPUSH', 'mail', 'letter')
    consumer.receiver.ended()
    main.records({ kind: 'end', at: 3, how: 'returned' })
    expect(events().slice(1).map(brief)).toEqual([
      'main start',
      'main client-opened',
      'Thread-1 client-opened',
      'Thread-1 blocked BLPOP mail 0',
      'Thread-1 start',
      'main command RPUSH mail letter',
      'Thread-1 command BLPOP mail 0',
      'Thread-1 client-closed',
      'main end',
    ])
    expect(ofKind('start')[0]).toEqual({ lane: 'main', at: 1.25, kind: 'start', target: 'main' })
    expect(ofKind('command').map(({ changes }) => changes)).toEqual([
      [
        {
          db: 0,
          key: 'mail',
          kind: 'value',
          type: 'list',
          entries: [{ text: 'letter' }],
          length: 1,
          deadline: null,
        },
      ],
      [{ db: 0, key: 'mail', kind: 'deleted' }],
    ])
  })

  test('tells of waiting clients that went away, messages, and what ran out', () => {
    join('main')
    const [reader, publisher] = [client('Thread-1', 40_000), client('main', 40_001)]
    reader.send('SUBSCRIBE', 'news')
    publisher.call('PUBLISH', 'news', 'hello')
    publisher.call('SET', 'a', '1', 'PX', '10')
    clock.advance(10)
    publisher.send('BLPOP', 'none', '0')
    publisher.receiver.ended()
    feed.flush()
    expect(events().slice(3).map(brief)).toEqual([
      'Thread-1 command SUBSCRIBE news',
      'main command PUBLISH news hello',
      'Thread-1 message',
      'main command SET a 1 PX 10',
      'server expired',
      'main blocked BLPOP none 0',
      'main gone',
      'main client-closed',
    ])
    expect(ofKind('message')[0]).toMatchObject({ client: { id: 1 }, channel: 'news', text: 'hello' })
    expect(ofKind('expired')[0]).toMatchObject({ db: 0, key: 'a' })
  })

  test('knows the prompt, and leaves out what a client library says by itself', () => {
    join('main')
    let prompt: DirectClient | null = null
    feed.hide(() => {
      prompt = new DirectClient(server)
    })
    const [library, typed] = [client('main', 40_000), prompt as DirectClient | null]
    library.call('CLIENT', 'SETINFO', 'LIB-NAME', 'ioredis')
    library.call('INFO')
    library.call('PING')
    typed?.call('PING')
    join('main')
    feed.flush()
    expect(events().slice(1).map(brief)).toEqual([
      'main client-opened',
      'main command PING',
      'prompt command PING',
    ])
    expect(ofKind('snapshot', 2)[0]?.clients.map(({ id }) => id)).toEqual([2])
  })

  test('tells of sessions, lines and mails under the lane that dialled', () => {
    join('main')
    feed.dialled('127.0.0.1:40000', 'Thread-2')
    const receiver = mailServer.accept({
      address: '127.0.0.1:40000',
      port: 1025,
      write: () => true,
      close: () => undefined,
      reset: () => undefined,
    })
    const say = (text: string): void => receiver.receive(new TextEncoder().encode(text))
    for (const line of [
      'EHLO x',
      'AUTH PLAIN AHUAcA==',
      'MAIL FROM:<a@example.com>',
      'RCPT TO:<b@example.com>',
    ])
      say(`${line}\r\n`)
    say('DATA\r\n')
    say('Subject: Hi\r\n\r\nText\r\n.\r\n')
    say('QUIT\r\n')
    feed.flush()
    const all = events().slice(1)
    expect(new Set(all.map(({ lane }) => lane))).toEqual(new Set(['Thread-2']))
    const lines = [
      'smtp 220',
      'session',
      'smtp EHLO',
      'smtp DATA',
      'smtp 354',
      'mail',
      'smtp QUIT',
      'smtp 221',
    ]
    const kinds = all.map(brief).map((words) => words.replace('Thread-2 ', ''))
    expect(kinds.filter((words) => lines.includes(words) && words !== 'session')).toEqual(
      lines.filter((words) => words !== 'session'),
    )
    expect(ofKind('mail')[0]).toMatchObject({
      mail: {
        id: 1,
        session: 1,
        from: 'a@example.com',
        to: ['b@example.com'],
        subject: 'Hi',
        source: 'Subject: Hi\r\n\r\nText\r\n',
      },
    })
    expect(ofKind('session').at(-1)).toMatchObject({ session: { end: 'quit', mails: 1, user: 'u' } })
    join('main')
    feed.flush()
    expect(ofKind('snapshot', 2)[0]).toMatchObject({ mails: [{ id: 1 }], sessions: [{ id: 1, end: 'quit' }] })
  })
})

describe('batches', () => {
  test('go every 50 ms, and sooner when they are full', () => {
    const main = join('main')
    // Large, and sent at once.
    expect(told().map(({ count }) => count)).toEqual([1])
    main.records({ kind: 'start', at: 1, target: 'main' })
    expect(told()).toHaveLength(1)
    expect(timers.map(({ ms }) => ms)).toEqual([50])
    pass()
    expect(told().map(({ count }) => count)).toEqual([1, 1])
    main.records(...Array.from({ length: 1_100 }, (_, timer) => ({ kind: 'timer-fired', at: 1, timer })))
    expect(told().map(({ count }) => count)).toEqual([1, 1, 500, 500])
    pass()
    expect(told().map(({ count }) => count)).toEqual([1, 1, 500, 500, 100])
  })

  test('what is no record is left out, and so is what a run that is over still tells', () => {
    const main = join('main')
    for (const data of [null, 1, 'text', [], {}, { kind: 'records' }, { kind: 'records', records: {} }])
      main.tell(data)
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    main.records(
      { kind: 'start' },
      { kind: 'start', at: NaN },
      { kind: 'command', at: 1 },
      { kind: 'toString', at: 1 },
      { kind: 'console', at: 1, entry: cycle },
      { kind: 'console', at: 1, entry: 1n },
      { kind: 'resume', at: 1, frame: 7, lane: 'server' },
    )
    main.tell({ kind: 'records', records: [null, 5, undefined] })
    join('main')
    main.records({ kind: 'resume', at: 1, frame: 8 })
    feed.flush()
    expect(events().slice(1)).toEqual([{ kind: 'resume', at: 1, frame: 7, lane: 'main' }])
    expect(events(2).map(brief)).toEqual(['server snapshot'])
  })
})
