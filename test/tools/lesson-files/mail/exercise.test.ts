import { inbox } from 'inbox'
import { beforeEach, expect, test } from 'vitest'
import { send } from './exercise'

beforeEach(() => inbox.clear())

test.each([25, 587, 1025])('a mail sent to port %i lies in the inbox, decoded', async (port) => {
  await send('ada@example.com', { port })
  expect(await inbox.mails()).toEqual([
    {
      from: 'shop@example.com',
      to: ['ada@example.com'],
      subject: 'Grüße',
      text: 'Schöne Grüße',
      source: expect.stringContaining('Subject: =?UTF-8?') as string,
    },
  ])
  await expect
    .poll(async () => (await inbox.sessions()).map(({ end, user, mails }) => ({ end, user, mails })))
    // nodemailer hangs up after its one mail, without QUIT.
    .toEqual([{ end: 'closed', user: 'u', mails: 1 }])
})

test('an address that always fails does, and one that is slow takes time by the clock', async () => {
  await expect(send('nobody@example.com')).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 550 })
  await expect(send('drop@example.com')).rejects.toMatchObject({ code: 'ESOCKET' })
  const start = Date.now()
  await send('slow@example.com')
  expect(Date.now() - start).toBeGreaterThanOrEqual(1000)
  expect(await inbox.mails()).toHaveLength(1)
})

test('faults by chance happen the same way for the same seed', async () => {
  const outcomes: string[][] = []
  for (let round = 0; round < 2; round++) {
    await inbox.setFaults({ seed: 7, rules: [{ stage: 'rcpt', probability: 0.5, code: 451 }] })
    const found: string[] = []
    for (let count = 0; count < 6; count++)
      found.push(
        await send('ada@example.com').then(
          () => 'sent',
          () => 'failed',
        ),
      )
    outcomes.push(found)
  }
  await inbox.setFaults(null)
  expect(outcomes[0]).toEqual(outcomes[1])
  expect(new Set(outcomes[0])).toEqual(new Set(['sent', 'failed']))
})
