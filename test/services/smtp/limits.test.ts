import { beforeEach, describe, expect, test } from 'vitest'
import type { DialogueLine, Mail, SessionView, SmtpObserver } from '../../../src/services/smtp/observer.ts'
import { SmtpServer } from '../../../src/services/smtp/smtp-server.ts'
import { ManualClock } from '../redis/manual-clock.ts'
import { codesOf, DirectClient, loggedIn, login } from './direct-client.ts'

const from = 'MAIL FROM:<ada@example.com>'
const to = 'RCPT TO:<bob@example.com>'
const line = `${'a'.repeat(98)}\r\n`

let clock: ManualClock
let server: SmtpServer
let client: DirectClient
beforeEach(() => {
  clock = new ManualClock()
  server = new SmtpServer({ clock })
  client = loggedIn(server)
})

describe('size', () => {
  beforeEach(() => void client.say(from, to, 'DATA'))

  test.for([
    [10_000, 250],
    [10_001, 552],
  ] as const)('%i lines of 100 bytes: %i', ([count, code]) => {
    for (let sent = 0; sent < count; sent++) expect(client.send(line)).toBe('')
    expect(client.say('.', 'NOOP')).toEqual([code, 250])
    expect(server.mails.length).toBe(code === 250 ? 1 : 0)
  })

  test('a message without an end is answered and given up', () => {
    const piece = new TextEncoder().encode(line.repeat(1000))
    let sent = 0
    for (; client.state === 'open' && sent < 1000; sent++) client.send(piece)
    expect(sent).toBe(101)
    expect(server.sessions[0]?.end).toBe('dropped')
    expect(client.send(piece)).toBe('')
  })

  test('so is one without lines', () => {
    const piece = new Uint8Array(100_000).fill(97)
    const answers = Array.from({ length: 101 }, () => client.send(piece)).join('')
    expect(answers).toMatch(/^552 5\.3\.4 .*\r\n$/)
    expect(client.state).toBe('closed')
  })

  test('lines that are too long, and bare line ends', () => {
    expect(client.say('a'.repeat(999), '.')).toEqual([500])
    client.say(from, to, 'DATA')
    expect(client.send('a\n.\nMAIL FROM:<eve@example.com>\r\n.\r\n')).toMatch(/^550 5\.5\.2 /)
    expect(server.mails).toEqual([])
  })
})

test('at most 1,000 recipients', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `RCPT TO:<to-${index}@example.com>`)
  const codes = client.say(from, ...lines)
  expect(codes.slice(1, 1001).every((code) => code === 250)).toBe(true)
  expect(codes.slice(1001).every((code) => code === 452)).toBe(true)
  expect(client.say('DATA', '.')).toEqual([354, 250])
  expect(server.mails[0]?.to.length).toBe(1000)
})

describe('a full mailbox', () => {
  test('of so many messages', () => {
    server = new SmtpServer({ mailbox: { mails: 2, bytes: 1000 } })
    client = loggedIn(server)
    const one = [from, to, 'DATA', 'x', '.']
    expect(client.say(...one, ...one, from)).toEqual([250, 250, 354, 250, 250, 250, 354, 250, 452])
    server.clear()
    expect(server.mails).toEqual([])
    expect(client.send(`${one.join('\r\n')}\r\n`)).toContain('queued as 3')
  })

  test('of so many bytes', () => {
    server = new SmtpServer({ mailbox: { mails: 10, bytes: 100 } })
    client = loggedIn(server)
    expect(client.say(`${from} SIZE=101`, `${from} SIZE=100`)).toEqual([452, 250])
    expect(client.send(`${to}\r\nDATA\r\n${line}x\r\n.\r\nNOOP\r\n`)).toMatch(/452 4\.3\.1 .*\r\n250 /)
  })
})

describe('silence', () => {
  test('for 5 minutes ends a session', () => {
    clock.advance(299_999)
    expect(client.say('NOOP')).toEqual([250])
    clock.advance(299_999)
    expect(client.take()).toBe('')
    clock.advance(1)
    expect(client.take()).toMatch(/^421 4\.4\.2 .*\r\n$/)
    expect(client.state).toBe('closed')
    expect(server.sessions[0]).toMatchObject({ end: 'timeout', closedAt: clock.now() })
  })

  test('also in the midst of a message, which is not taken', () => {
    client.say(from, to, 'DATA', 'Hello')
    clock.advance(300_000)
    expect(client.take()).toMatch(/^421 /)
    expect(server.mails).toEqual([])
  })

  test('and of a line that comes a byte a minute', () => {
    for (let minute = 0; minute < 5; minute++) {
      client.send('N')
      clock.advance(60_000)
    }
    expect(client.take()).toMatch(/^421 /)
  })

  test('no timer outlives its session', () => {
    client.say(from, 'RCPT TO:<slow@example.com>')
    client.hangUp()
    expect(clock.waiting).toBe(0)
  })
})

describe('many', () => {
  test('a hundred sessions at once, none of which says QUIT', () => {
    const clients = Array.from({ length: 100 }, () => loggedIn(server))
    const talk = [from, to, 'DATA', `Subject: hi`, '', 'Hello', '.']
    for (const part of talk) for (const each of clients) each.say(part)
    expect(server.mails.length).toBe(100)
    expect(new Set(server.mails.map(({ session }) => session)).size).toBe(100)
    clock.advance(300_000)
    expect(clients.every(({ state }) => state === 'closed')).toBe(true)
  })

  test('the 1001st session is sent away', () => {
    for (let count = 1; count < 1000; count++) new DirectClient(server)
    const last = new DirectClient(server)
    expect(last.take()).toMatch(/^421 mail\.example\.com has too many connections/)
    expect(last.state).toBe('closed')
    client.hangUp()
    expect(new DirectClient(server).take()).toMatch(/^220 /)
  })

  test('commands in advance, while one is waited for', () => {
    client.say(from, 'RCPT TO:<slow@example.com>')
    const noops = 'NOOP\r\n'.repeat(100_000)
    expect(client.send(noops)).toBe('')
    const answers = Array.from({ length: 10 }, () => client.send(noops)).join('')
    expect(answers).toMatch(/^421 4\.7\.0 /)
    expect(client.state).toBe('closed')
  })

  test('a client that does not take its answers is not worked for', () => {
    client.takes = false
    expect(client.say('NOOP', 'NOOP')).toEqual([250, 250])
    expect(client.say('NOOP')).toEqual([])
    expect(codesOf(client.drain())).toEqual([250])
  })

  test('a command without an end', () => {
    const piece = 'a'.repeat(100_000)
    for (let count = 0; count < 42; count++) client.send(piece)
    expect(client.state).toBe('closed')
  })
})

describe('what is told', () => {
  let mails: Mail[]
  let lines: DialogueLine[]
  let views: SessionView[]
  beforeEach(() => {
    mails = []
    lines = []
    views = []
    const observer: SmtpObserver = {
      onMail: (mail) => void mails.push(mail),
      onLine: (each) => void lines.push(each),
      onSession: (view) => void views.push(view),
    }
    server = new SmtpServer({ clock, observer })
  })

  test('the dialogue, line by line', () => {
    client = new DirectClient(server, 587)
    client.say(
      'HELO me',
      login,
      from,
      to,
      'DATA',
      'Subject: hi',
      '',
      'Hello',
      '.',
      `NOOP ${'a'.repeat(600)}`,
      'QUIT',
    )
    const marks = { client: '>', server: '<' }
    expect(lines.map(({ from: who, text }) => `${marks[who]} ${text.slice(0, 40)}`)).toEqual([
      '< 220 mail.example.com ESMTP Mailroom',
      '> HELO me',
      '< 250 mail.example.com is glad to hear fro',
      '> AUTH PLAIN AHUAcA==',
      '< 235 2.7.0 Logged in',
      '> MAIL FROM:<ada@example.com>',
      '< 250 2.1.0 Sender ok',
      '> RCPT TO:<bob@example.com>',
      '< 250 2.1.5 Recipient ok',
      '> DATA',
      '< 354 Send the message, end it with <CR><L',
      '> (22 bytes of mail in 3 lines)',
      '< 250 2.0.0 Ok: queued as 1',
      `> NOOP ${'a'.repeat(35)}`,
      '< 500 5.5.2 Line too long',
      '> QUIT',
      '< 221 2.0.0 mail.example.com closes the co',
    ])
    expect(Math.max(...lines.map(({ text }) => text.length))).toBe(500)
    expect(lines.every(({ session, at }) => session === 1 && at === clock.now())).toBe(true)
    const opened = { id: 1, client: '127.0.0.1:50000', port: 587, openedAt: clock.now() }
    expect(views).toEqual([
      { ...opened, closedAt: null, end: null, user: null, mails: 0 },
      { ...opened, closedAt: null, end: null, user: 'u', mails: 0 },
      { ...opened, closedAt: null, end: null, user: 'u', mails: 1 },
      { ...opened, closedAt: clock.now(), end: 'quit', user: 'u', mails: 1 },
    ])
    expect(server.sessions).toEqual(views.slice(-1))
    expect(mails).toEqual(server.mails)
  })

  test.for([
    [false, 'closed'],
    [true, 'reset'],
  ] as const)('who goes without QUIT (reset: %s): %s', ([isReset, end]) => {
    client = loggedIn(server)
    client.say(from, to, 'DATA', 'half of a mess')
    client.hangUp(isReset)
    expect(views.at(-1)).toMatchObject({ end, mails: 0 })
    expect(lines.at(-1)?.text).toBe('(16 bytes of mail, without an end)')
    expect(client.say('.')).toEqual([])
    expect(mails).toEqual([])
  })

  test('sessions that are over are kept, the latest, until they are cleared', () => {
    for (let count = 0; count < 3000; count++) new DirectClient(server).hangUp()
    const open = new DirectClient(server)
    const ids = server.sessions.map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(1000)
    expect(ids.length).toBeLessThan(2100)
    expect(ids.slice(-2)).toEqual([3000, 3001])
    server.clear()
    expect(server.sessions.map(({ id }) => id)).toEqual([3001])
    server.dispose()
    expect(open.take()).toContain('421 4.3.2 mail.example.com is shutting down')
  })
})
