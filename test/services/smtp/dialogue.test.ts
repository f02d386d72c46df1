import { beforeEach, describe, expect, test } from 'vitest'
import { SmtpServer } from '../../../src/services/smtp/smtp-server.ts'
import { codesOf, DirectClient, loggedIn, login } from './direct-client.ts'

const base64 = (text: string): string => btoa(text)
const from = 'MAIL FROM:<ada@example.com>'
const to = 'RCPT TO:<bob@example.com>'

let server: SmtpServer
let client: DirectClient
beforeEach(() => {
  server = new SmtpServer()
  client = loggedIn(server)
})

test('the whole way of a message', () => {
  client = new DirectClient(server)
  expect(client.take()).toBe('220 mail.example.com ESMTP Mailroom\r\n')
  expect(client.send('EHLO test\r\n').split('\r\n')).toEqual([
    '250-mail.example.com is glad to hear from you',
    '250-PIPELINING',
    '250-SIZE 1000000',
    '250-AUTH PLAIN LOGIN',
    '250-8BITMIME',
    '250-SMTPUTF8',
    '250 ENHANCEDSTATUSCODES',
    '',
  ])
  expect(client.send(`${login}\r\n`)).toBe('235 2.7.0 Logged in\r\n')
  expect(client.send(`${from}\r\n`)).toBe('250 2.1.0 Sender ok\r\n')
  expect(client.send(`${to}\r\n`)).toBe('250 2.1.5 Recipient ok\r\n')
  expect(client.say('RCPT TO:<eve@example.com>', to)).toEqual([250, 250])
  expect(client.send('DATA\r\n')).toMatch(/^354 [^\d]*\r\n$/)
  expect(client.send('Subject: hi\r\n\r\n..dot\r\n')).toBe('')
  expect(client.send('.\r\n')).toBe('250 2.0.0 Ok: queued as 1\r\n')
  expect(client.send('QUIT\r\n')).toBe('221 2.0.0 mail.example.com closes the connection\r\n')
  expect(client.state).toBe('closed')
  expect(server.mails).toEqual([
    {
      ...{ id: 1, at: expect.any(Number), session: 2, from: 'ada@example.com' },
      to: ['bob@example.com', 'eve@example.com'],
      source: new TextEncoder().encode('Subject: hi\r\n\r\n.dot\r\n'),
    },
  ])
})

test('all of it in one piece, and in pieces of one byte', () => {
  const talk = `EHLO me\r\n${login}\r\n${from}\r\n${to}\r\nDATA\r\nHello\r\n.\r\n${from}\r\n${to}\r\nDATA\r\n.\r\nQUIT\r\nNOOP\r\n`
  const codes = [220, 250, 235, 250, 250, 354, 250, 250, 250, 354, 250, 221]
  client = new DirectClient(server)
  expect(codesOf(client.send(talk))).toEqual(codes)
  client = new DirectClient(server)
  expect(codesOf([...talk].map((char) => client.send(char)).join(''))).toEqual(codes)
  expect(server.mails.length).toBe(4)
})

describe('order', () => {
  test.for([
    [[from], [503]],
    [[login], [503]],
    [['DATA'], [503]],
    [
      ['HELO me', from],
      [250, 530],
    ],
    [
      ['EHLO me', from, to, 'DATA'],
      [250, 530, 530, 530],
    ],
    [
      ['EHLO me', login, to],
      [250, 235, 503],
    ],
    [
      ['EHLO me', login, 'DATA'],
      [250, 235, 503],
    ],
    [
      ['EHLO me', login, from, 'DATA'],
      [250, 235, 250, 503],
    ],
    [
      ['EHLO me', login, from, from],
      [250, 235, 250, 503],
    ],
    [
      ['EHLO me', login, login],
      [250, 235, 503],
    ],
    [
      ['EHLO me', login, from, to, 'EHLO me', to],
      [250, 235, 250, 250, 250, 503],
    ],
    [
      ['EHLO me', login, from, to, 'RSET', 'DATA', from],
      [250, 235, 250, 250, 250, 503, 250],
    ],
    [
      ['NOOP', 'NOOP why', 'HELP', 'RSET', 'VRFY ada', 'QUIT'],
      [250, 250, 214, 250, 252, 221],
    ],
  ] as const)('%j is answered by %j', ([lines, codes]) => {
    client = new DirectClient(server)
    client.take()
    expect(client.say(...lines)).toEqual(codes)
  })

  test('a message refused leaves nothing behind', () => {
    expect(client.say(from, 'RCPT TO:<bad@example.com>', 'DATA', 'x', '.', to)).toEqual([
      250, 250, 354, 554, 503,
    ])
    expect(server.mails).toEqual([])
  })

  test('without the need for a login', () => {
    client = new DirectClient(new SmtpServer({ requiresLogin: false }))
    client.take()
    expect(client.say('HELO me', from, to, 'DATA', '.')).toEqual([250, 250, 250, 354, 250])
  })
})

describe('words', () => {
  test.for([
    ['', '500 5.5.2'],
    ['HOLA', '500 5.5.2'],
    ['STARTTLS', '502 5.5.1'],
    ['EXPN staff', '502 5.5.1'],
    ['VRFY', '501 5.5.4'],
    ['DATA now', '501 5.5.4'],
    ['RSET now', '501 5.5.4'],
    ['QUIT now', '501 5.5.4'],
    ['EHLO', '501 '],
    ['HELO two names', '501 '],
    ['MAIL', '501 5.1.7'],
    ['MAIL FROM:ada@example.com', '501 5.1.7'],
    [`${from} SIZE=ten`, '501 5.5.4'],
    [`${from} SIZE=1000001`, '552 5.3.4'],
    [`${from} SIZE=99999999999999999999`, '552 5.3.4'],
    [`${from} SIZE=1000000 BODY=8BITMIME SMTPUTF8 AUTH=<>`, '250 2.1.0'],
    [`${from} BODY=9BIT`, '501 5.5.4'],
    [`${from} BODY`, '501 5.5.4'],
    [`${from} SMTPUTF8=yes`, '501 5.5.4'],
    [`${from} RET=HDRS`, '555 5.5.4'],
    ['MAIL FROM:<zoë@example.com>', '550 5.6.7'],
    ['MAIL FROM:<zoë@example.com> SMTPUTF8', '250 2.1.0'],
    ['mail from:<>', '250 2.1.0'],
    [`NOOP ${'a'.repeat(505)}`, '250 2.0.0'],
    [`NOOP ${'a'.repeat(506)}`, '500 5.5.2'],
    [`${from} AUTH=${'a'.repeat(400)}`, '250 2.1.0'],
  ] as const)('%s: %s', ([line, start]) => {
    expect(client.send(`${line}\r\n`).slice(0, start.length)).toBe(start)
  })

  test.for([
    ['RCPT TO:bob', '501 5.1.3'],
    ['RCPT TO:<>', '501 5.1.3'],
    [`${to} NOTIFY=NEVER`, '555 5.5.4'],
    ['RCPT TO:<zoë@example.com>', '553 5.6.7'],
    ['RCPT TO:<postmaster>', '250 2.1.5'],
  ] as const)('after MAIL, %s: %s', ([line, start]) => {
    client.say(from)
    expect(client.send(`${line}\r\n`).slice(0, start.length)).toBe(start)
  })

  test.for(['NOOP\n', 'NO\0OP\r\n', 'NOOP \x1b[31m\r\n', 'NOOP\r\r\n'])('%j is no command', (line) => {
    expect(client.send(line)).toMatch(/^500 5\.5\.2 /)
    expect(client.say('NOOP')).toEqual([250])
  })

  test('a header in an address stays outside', () => {
    expect(client.send('MAIL FROM:<ada@example.com\r\nBcc: <eve@example.com>\r\n')).toMatch(
      /^501 .*\r\n500 .*\r\n$/,
    )
  })
})

describe('login', () => {
  beforeEach(() => {
    client = new DirectClient(server)
    client.take()
    client.say('EHLO me')
  })

  test.for([
    [[login], [235]],
    [
      ['auth plain', base64('\0u\0p')],
      [334, 235],
    ],
    [[`AUTH PLAIN ${base64('u\0u\0p')}`], [235]],
    [[`AUTH PLAIN ${base64('root\0u\0p')}`], [535]],
    [[`AUTH PLAIN ${base64('\0u\0P')}`], [535]],
    [[`AUTH PLAIN ${base64('\0constructor\0p')}`], [535]],
    [[`AUTH PLAIN ${base64('u\0p')}`], [501]],
    [['AUTH PLAIN ='], [501]],
    [['AUTH PLAIN *'], [501]],
    [
      ['AUTH PLAIN', '*', login],
      [334, 501, 235],
    ],
    [
      ['AUTH PLAIN', 'not base64!'],
      [334, 501],
    ],
    [
      ['AUTH LOGIN', base64('u'), base64('p')],
      [334, 334, 235],
    ],
    [
      [`AUTH LOGIN ${base64('u')}`, base64('p')],
      [334, 235],
    ],
    [
      ['AUTH LOGIN', base64('u'), base64('q')],
      [334, 334, 535],
    ],
    [
      ['AUTH LOGIN', '*', 'NOOP'],
      [334, 501, 250],
    ],
    [
      ['AUTH LOGIN', base64('u'), '*', 'NOOP'],
      [334, 334, 501, 250],
    ],
    [
      ['AUTH LOGIN', '?'],
      [334, 501],
    ],
    [['AUTH CRAM-MD5'], [504]],
    [['AUTH'], [501]],
    [['AUTH PLAIN one two'], [501]],
    [
      ['AUTH LOGIN', 'a'.repeat(12_286), 'NOOP'],
      [334, 501, 250],
    ],
    [
      ['AUTH LOGIN', 'a'.repeat(12_287), 'NOOP'],
      [334, 500, 250],
    ],
    [[`AUTH PLAIN ${'a'.repeat(12_000)}`], [501]],
    [[`AUTH PLAIN ${'a'.repeat(12_400)}`], [500]],
  ] as const)('%j is answered by %j', ([lines, codes]) => {
    expect(client.say(...lines)).toEqual(codes)
  })

  test('asks for what it wants', () => {
    expect(client.send('AUTH PLAIN\r\n')).toBe('334 \r\n')
    client.say('*')
    expect(client.send('AUTH LOGIN\r\n')).toBe(`334 ${base64('Username:')}\r\n`)
    expect(client.send(`${base64('u')}\r\n`)).toBe(`334 ${base64('Password:')}\r\n`)
  })

  test('with users of one’s own', () => {
    client = new DirectClient(new SmtpServer({ users: new Map([['zoë', 'pässword']]) }))
    client.take()
    const secret = btoa(String.fromCharCode(...new TextEncoder().encode('\0zoë\0pässword')))
    expect(client.say('EHLO me', login, `AUTH PLAIN ${secret}`)).toEqual([250, 535, 235])
  })
})

test('too many errors end a session, a message in between makes up for them', () => {
  const errors = (count: number): string[] => Array.from({ length: count }, () => 'HOLA')
  expect(client.say(...errors(9))).toEqual(Array.from({ length: 9 }, () => 500))
  expect(client.say(from, to, 'DATA', '.', ...errors(9)).slice(3, 5)).toEqual([250, 500])
  expect(client.send('HOLA\r\nNOOP\r\n')).toMatch(/^421 4\.7\.0 .*\r\n$/)
  expect(client.state).toBe('closed')
})

test('refused recipients and commands out of order are no errors of that kind', () => {
  client.say(...Array.from({ length: 50 }, () => to))
  client.say(from, ...Array.from({ length: 50 }, () => 'RCPT TO:<nobody@example.com>'))
  expect(client.state).toBe('open')
})

test('a web page that has a browser talk here is sent away', () => {
  client = new DirectClient(server)
  client.take()
  expect(client.say('POST / HTTP/1.1', from, to)).toEqual([421])
  expect(client.state).toBe('closed')
})
