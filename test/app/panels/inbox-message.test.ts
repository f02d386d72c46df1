import { describe, expect, test } from 'vitest'
import { readHeaders, titleOf } from '../../../src/app/panels/inbox-headers.ts'
import { readMessage, readText } from '../../../src/app/panels/inbox-message.ts'
import { bytesText, clockText, endWords, sinceText } from '../../../src/app/panels/inbox-words.ts'
import { explain } from '../../../src/app/panels/smtp-replies.ts'
import { mailDouble, sessionDouble } from './inbox-doubles.ts'

describe('headers', () => {
  test('are unfolded and decoded, in order; a message without any has none', () => {
    const { source } = mailDouble(1, [
      'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
      ' =?utf-8?Q?_aus_K=C3=B6ln?=',
      'X-Two: a',
      'no header',
      'X-Two: b',
      '',
      'Subject: not this one',
    ])
    expect(readHeaders(source)).toEqual([
      { name: 'Subject', value: 'Grüße aus Köln' },
      { name: 'X-Two', value: 'a' },
      { name: 'X-Two', value: 'b' },
    ])
    expect(readHeaders(mailDouble(1, ['', 'Text: only']).source)).toEqual([])
  })

  test('tell who wrote to whom about what; the envelope says what they leave out', () => {
    const to = 'To: Anna =?utf-8?Q?M=C3=BCller?= <anna@x>, bob@x, c@x, d@x, e@x'
    expect(titleOf(mailDouble(1, ['From: "Mail, Room" <m@x>', to, 'Subject: Hi', '', '']))).toEqual({
      from: 'Mail, Room',
      to: 'Anna Müller, bob@x, c@x and 2 more',
      subject: 'Hi',
    })
    expect(titleOf(mailDouble(2, ['', 'x'], { from: '' }))).toEqual({
      from: '(nobody)',
      to: 'user2@example.com',
      subject: '',
    })
  })

  test('cannot hide or turn around what stands beside them', () => {
    const subject = `Subject: =?utf-8?B?${Buffer.from('pay \u202Eevil\u0000\r\nnow').toString('base64')}?=`
    expect(titleOf(mailDouble(1, [subject, 'From: \u202Ea@x', '', ''])).subject).toBe(
      String.raw`pay \u{202e}evil\x00 now`,
    )
    expect(titleOf(mailDouble(1, ['From: \u202Ea <a@x>', '', ''])).from).toBe(String.raw`\u{202e}a`)
  })
})

describe('messages', () => {
  const parts = [
    'Subject: Parts',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=C3=BC=C3=9Fe',
    '--b',
    'Content-Type: text/html',
    '',
    '<b>Hi</b>',
    '--b',
    'Content-Type: image/png',
    'Content-Disposition: attachment; filename="../../evil\u202E.png"',
    'Content-ID: <logo@x>',
    'Content-Transfer-Encoding: base64',
    '',
    'AQID',
    '--b--',
  ]

  test('are taken apart; a name of an attachment is no way through folders', async () => {
    const { html, text, attachments, trouble } = await readMessage(mailDouble(1, parts))
    expect([html?.includes('<b>Hi</b>'), text?.includes('Grüße'), trouble]).toEqual([true, true, ''])
    expect(attachments).toEqual([
      {
        name: String.raw`.._.._evil\u{202e}.png`,
        type: 'image/png',
        bytes: new Uint8Array([1, 2, 3]),
        contentId: 'logo@x',
      },
    ])
  })

  test('say when there is no text, and what keeps them from being read', async () => {
    const htmlOnly = mailDouble(1, ['Content-Type: text/html', '', '<p>Hi <i>you</i></p>'])
    expect(await readMessage(htmlOnly)).toMatchObject({ text: null })
    expect(await readText(htmlOnly)).toContain('you')
    const deep = Array.from({ length: 40 }, (_, at) => [
      `Content-Type: multipart/mixed; boundary=b${at}`,
      '',
      `--b${at}`,
    ])
    const broken = await readMessage(mailDouble(1, deep.flat()))
    expect(broken.trouble).toMatch(/nesting/i)
    expect(await readText(mailDouble(1, deep.flat()))).toBe('')
  })
})

describe('words', () => {
  test('lines of SMTP are explained by their first words: codes, enhanced codes, commands', () => {
    const server = (text: string) => explain({ from: 'server', text })
    expect(server('550 5.1.1 <nobody@x>: no such user')).toEqual({
      word: '550',
      meaning:
        'The mailbox does not exist, or will not take this. To send it again does not help. 5.1.1: the mailbox does not exist.',
    })
    expect(server('250-SIZE 1000000')?.word).toBe('250')
    expect(server('354')?.meaning).toContain('single dot')
    expect(server('499 what')?.meaning).toBe('Not now: try again later.')
    expect([server('hello'), server('999 x'), server('2500')]).toEqual([null, null, null])
    const client = (text: string) => explain({ from: 'client', text })
    expect(client('mail FROM:<a@b>')).toMatchObject({ word: 'mail' })
    expect([client('(message, 312 bytes)'), client('dXNlcg=='), client('constructor')]).toEqual([
      null,
      null,
      null,
    ])
  })

  test('ends, times and sizes', () => {
    expect(endWords(sessionDouble(1)).words).toBe('open')
    expect(endWords(sessionDouble(1, { end: 'reset' }))).toMatchObject({ sign: '✕', isGood: false })
    expect([sinceText(1500, 250), sinceText(0, 10), sinceText(345_678, 0)]).toEqual([
      '1.250 s',
      '0.000 s',
      '346 s',
    ])
    expect(clockText(new Date(2026, 10, 7, 9, 5, 4, 7).getTime())).toBe('2026-11-07 09:05:04.007')
    expect([0, 1, 999, 1250, 2_500_000].map(bytesText)).toEqual([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1.3 kB',
      '2.5 MB',
    ])
  })
})
