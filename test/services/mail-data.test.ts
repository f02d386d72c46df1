import { expect, test } from 'vitest'
import { mailData, subjectOf } from '../../src/services/mail-data.ts'

test.each([
  ['Subject: Hello\r\nTo: a@b.c\r\n\r\nSubject: none', 'Hello'],
  ['To: a@b.c\r\nsubject:  folded\r\n over lines\r\nX: y\r\n\r\n', 'folded over lines'],
  ['Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_an?= =?UTF-8?B?IEJvYg==?=\r\n\r\n', 'Grüße an Bob'],
  ['Subject: caf\xc3\xa9\r\n\r\n', 'café'],
  ['Subject: =?x-nonsense?Q?abc?= =?utf-8?B?*?=\r\n\r\n', '=?x-nonsense?Q?abc?==?utf-8?B?*?='],
  ['To: a@b.c\r\n\r\nSubject: none', ''],
  ['', ''],
])('the subject of %j is %j', (source, subject) => {
  expect(subjectOf(source)).toBe(subject)
})

test('a large message is cut, its bytes stay bytes', () => {
  const source = new TextEncoder().encode(`Subject: é\r\n\r\n${'x'.repeat(200_000)}`)
  const mail = { id: 1, at: 5, session: 2, from: 'a@example.com', to: ['b@example.com'], source }
  const data = mailData(mail)
  expect(data).toMatchObject({
    id: 1,
    session: 2,
    from: 'a@example.com',
    to: ['b@example.com'],
    subject: 'é',
  })
  expect(data.source).toHaveLength(100_000)
  expect(data.source.slice(0, 11)).toBe('Subject: \xc3\xa9')
  expect(mailData(mail, 20).source).toHaveLength(20)
})
