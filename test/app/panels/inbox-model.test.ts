import { expect, test, vi } from 'vitest'
import { mostSessions, nextDialogues } from '../../../src/app/panels/inbox-dialogues.ts'
import { noFaults, planOf, withRule } from '../../../src/app/panels/inbox-faults-plan.ts'
import { mostMails, nextMails } from '../../../src/app/panels/inbox-mail-list.ts'
import { InboxModel } from '../../../src/app/panels/inbox-model.ts'
import { ServicesDouble } from '../services-double.ts'
import { linesDouble, mailDouble, noteDouble, sessionDouble } from './inbox-doubles.ts'

function connected() {
  const link = new ServicesDouble()
  const model = new InboxModel()
  model.connect(link)
  const deliver = (...mails: ReturnType<typeof noteDouble>[]) =>
    link.tellMail((listener) => listener.onMail?.(mails))
  const subjects = () => model.snapshot.found.map(({ subject }) => subject)
  return { link, model, deliver, subjects }
}

test('mails come newest first, unread until they are opened; what is told twice is there once', () => {
  const { link, model, deliver, subjects } = connected()
  expect(link.mailWatches).toBe(1)
  deliver(noteDouble(1), noteDouble(2))
  deliver(noteDouble(2), noteDouble(3))
  expect(subjects()).toEqual(['Notice 3', 'Notice 2', 'Notice 1'])
  expect(model.snapshot).toMatchObject({ total: 3, unread: 3, openMail: null })
  model.open(2)
  model.open(2)
  expect(model.snapshot).toMatchObject({ unread: 2, openMail: { subject: 'Notice 2', isRead: true } })
  expect(model.snapshot.found.map(({ isRead }) => isRead)).toEqual([false, true, false])
  model.readAll()
  expect(model.snapshot.unread).toBe(0)
  model.open(null)
  expect(model.snapshot.openMail).toBeNull()
})

test('is searched by sender, recipient and subject at once, and by text soon after; what comes later, too', async () => {
  const { model, deliver, subjects } = connected()
  deliver(noteDouble(1, 'Your code'), noteDouble(2, 'Welcome'), noteDouble(11, 'Welcome'))
  model.search('WELCOME user2@')
  expect(subjects()).toEqual(['Welcome'])
  expect(model.snapshot.isSearching).toBe(true)
  model.search('hello user 1')
  await vi.waitFor(() => expect(model.snapshot.isSearching).toBe(false))
  expect(model.snapshot.found.map(({ mail }) => mail.id)).toEqual([11, 1])
  deliver(noteDouble(12, 'Later'))
  await vi.waitFor(() => expect(subjects()).toEqual(['Later', 'Welcome', 'Your code']))
  model.search('  ')
  expect(subjects()).toHaveLength(4)
})

test('a search that goes on reads the texts of the next server’s mail', async () => {
  const { model, deliver } = connected()
  deliver(...Array.from({ length: 300 }, (_, at) => noteDouble(at + 1)))
  model.search('hello')
  const next = new ServicesDouble()
  model.connect(next)
  next.tellMail((listener) => listener.onMail?.([noteDouble(1), mailDouble(2, ['Subject: x', '', 'Bye'])]))
  await vi.waitFor(() => expect(model.snapshot.isSearching).toBe(false))
  expect(model.snapshot.found.map(({ mail }) => mail.id)).toEqual([1])
})

test('another server begins with an empty inbox; of one that has ended all stays', () => {
  const { link, model, deliver } = connected()
  deliver(noteDouble(1))
  link.tellMail((listener) => listener.onDialogue?.([sessionDouble(1)], linesDouble(1, ['C: QUIT']), []))
  model.open(1)
  model.openSession(1)
  link.tellMail((listener) => listener.onEnd?.())
  expect(model.snapshot).toMatchObject({ total: 1, openSession: 1, openMail: { subject: 'Notice 1' } })
  model.connect(new ServicesDouble())
  expect(model.snapshot).toMatchObject({
    mails: [],
    total: 0,
    dialogues: [],
    openMail: null,
    openSession: null,
  })
  expect(link.mailListeners.size).toBe(0)
})

test('faults are told at once and to each further server, none while they are off', () => {
  const { link, model } = connected()
  expect(link.faults).toEqual([])
  const rule = { stage: 'rcpt', probability: 0.25, code: 451 }
  model.setFaults({ ...noFaults, isOn: true })
  expect(link.faults).toEqual([{ seed: 1, rules: [rule] }])
  const next = new ServicesDouble()
  model.connect(next)
  expect(next.faults).toEqual([{ seed: 1, rules: [rule] }])
  model.setFaults({ ...model.snapshot.faults, isOn: false })
  expect(next.faults.at(-1)).toBeNull()
  expect(planOf(withRule({ ...noFaults, isOn: true }, 'rcpt', { probability: 0 }))).toBeNull()
})

test('beyond 10,000 mails the oldest go', () => {
  const many = Array.from({ length: mostMails }, (_, at) => mailDouble(at + 1, ['a: b']))
  const all = nextMails(nextMails([], many), [mailDouble(mostMails + 1, ['a: b'])])
  expect([all.length, all[0]?.mail.id, all.at(-1)?.mail.id]).toEqual([mostMails, mostMails + 1, 2])
})

test('sessions keep what was said in them, what the server refused is counted', () => {
  const said = ['S: 220 hello', 'C: EHLO a', 'S: 250-a', 'S: 250 b', 'S: 550-no', 'S: 550 no', 'S: 451 later']
  const first = nextDialogues([], [sessionDouble(1)], linesDouble(1, said), [])
  const next = nextDialogues(first, [sessionDouble(2), sessionDouble(1, { end: 'quit' })], [], [])
  expect(
    next.map(({ session, lines, refusals }) => [session.id, session.end, lines.length, refusals]),
  ).toEqual([
    [2, null, 0, 0],
    [1, 'quit', 7, 2],
  ])
})

test('of a session that goes on and on the beginning and the end are kept, and what is between is counted', () => {
  const said = (from: number, count: number) =>
    linesDouble(
      1,
      Array.from({ length: count }, (_, at) => `C: NOOP ${from + at}`),
    )
  let dialogues = nextDialogues([], [sessionDouble(1)], said(0, 1200), [])
  dialogues = nextDialogues(dialogues, [], said(1200, 400), [{ session: 1, count: 50 }])
  const [dialogue] = dialogues
  expect(dialogue).toMatchObject({ left: 350 })
  expect([
    dialogue?.lines.at(-1)?.text,
    dialogue?.lastLines[0]?.text,
    dialogue?.lastLines.at(-1)?.text,
  ]).toEqual(['NOOP 999', 'NOOP 1300', 'NOOP 1599'])
  const many = Array.from({ length: mostSessions + 5 }, (_, at) => sessionDouble(at + 1))
  expect(nextDialogues([], many, [], []).map(({ session }) => session.id)).toHaveLength(mostSessions)
})
