import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { findAll, findButton, findOne, press } from '../page.ts'
import { linesDouble, noteDouble, sessionDouble } from './inbox-doubles.ts'
import { inside, openInbox, rows, said, shownRows, words } from './inbox-page.ts'

beforeEach(() => page.viewport(1000, 900))
afterEach(() => document.body.replaceChildren())

describe('sessions', () => {
  async function shown() {
    const opened = await openInbox()
    const sessions = [
      sessionDouble(1, { end: 'quit', closedAt: 1_700_000_000_080, user: 'u', mails: 1 }),
      sessionDouble(2, { end: 'reset' }),
    ]
    opened.link.tellMail((listener) =>
      listener.onDialogue?.(sessions, linesDouble(1, said), [{ session: 1, count: 7 }]),
    )
    opened.deliver(noteDouble(1))
    return opened
  }

  test('each tells how it ended; its lines are drawn by side, and their first words explain themselves', async () => {
    const { panel } = await shown()
    findButton(panel, 'Sessions').click()
    await shownRows(panel).toEqual([
      expect.stringContaining('client broke off'),
      expect.stringMatching(
        /#1 · 127\.0\.0\.1:50001 → port 1025.*ended in good order \(QUIT\), 1 refused, as u.*1 mail/,
      ),
    ])
    rows(panel)[1]?.click()
    await expect.poll(() => inside(panel, 'mr-inbox-dialogue', 'li').length).toBe(6)
    const dialogue = findOne(panel, 'mr-inbox-dialogue')
    expect(words(dialogue)).toContain('C→client: EHLO a')
    expect(words(dialogue)).toContain('←Sserver: 550 5.1.1 No such user')
    expect(words(dialogue)).toContain('… 7 lines not shown …')
    findButton(dialogue, '550').focus()
    await press('{Enter}')
    await expect.poll(() => words(dialogue)).toContain('The mailbox does not exist, or will not take this.')
    await press('{Enter}')
    await expect.poll(() => findAll(dialogue, '.meaning')).toEqual([])
  })

  test('a mail leads to its session, and a session to its mails', async () => {
    const { panel } = await shown()
    await shownRows(panel).toHaveLength(1)
    rows(panel)[0]?.click()
    await expect.poll(() => findAll(panel, 'mr-inbox-message').length).toBe(1)
    findButton(panel, 'session #1').click()
    await expect.poll(() => words(panel)).toContain('Session #1 · 127.0.0.1:50001 → port 1025')
    findButton(findOne(panel, 'mr-inbox-dialogue'), 'Notice 1').click()
    await expect.poll(() => findAll(panel, 'mr-inbox-message').length).toBe(1)
  })
})

test('faults are switched on and set by stage', async () => {
  const { panel, link } = await openInbox()
  findButton(panel, 'Faults').click()
  await expect.poll(() => findAll(panel, 'input[role="switch"]').length).toBe(1)
  findOne(panel, 'input[role="switch"]').click()
  const often = findOne<HTMLSelectElement>(panel, 'select[aria-label="After its last line: how often"]')
  await userEvent.selectOptions(often, 'always')
  expect(link.faults.at(-1)).toEqual({
    seed: 1,
    rules: [
      { stage: 'rcpt', probability: 0.25, code: 451 },
      { stage: 'message', probability: 1, code: 451 },
    ],
  })
  await expect.poll(() => words(findButton(panel, 'Faults'))).toContain('on')
})
