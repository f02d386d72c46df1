import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import { jobOfSources } from './source-jobs.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
})
afterAll(() => sandbox.dispose())

const sending = `import { createTransport } from 'nodemailer'
  export async function send(to: string) {
    const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } })
    await transport.sendMail({ from: 'shop@example.com', to, subject: 'Grüße', text: 'Schöne Grüße 邮件' })
  }`

test('tests see what the answer has sent, and can make things fail', async () => {
  const job = await jobOfSources({
    exercise: sending,
    head: `import { inbox } from 'inbox'`,
    tests: {
      sees: `await exercise.send('ada@example.com')
        const [{ source, ...mail }] = await inbox.mails()
        expect(mail).toEqual({ from: 'shop@example.com', to: ['ada@example.com'], subject: 'Grüße', text: 'Schöne Grüße 邮件' })
        expect(source).toContain('MIME-Version: 1.0\\r\\n')
        expect(await inbox.sessions()).toMatchObject([{ user: 'u', mails: 1 }])`,
      forgets: `await inbox.clear()
        expect(await inbox.mails()).toEqual([])`,
      fails: `await inbox.setFaults({ seed: 1, rules: [{ stage: 'rcpt', probability: 1, code: 451 }] })
        await expect(exercise.send('ada@example.com')).rejects.toMatchObject({ responseCode: 451 })
        await inbox.setFaults(null)
        await exercise.send('ada@example.com')`,
      waits: `const start = Date.now()
        await exercise.send('slow@example.com')
        expect(Date.now() - start).toBeGreaterThanOrEqual(1000)`,
    },
  })
  const report = await sandbox.check(job).done
  expect(report).toMatchObject({ kind: 'tested', isPassed: true })
})

test('an answer that asks for the inbox is refused', async () => {
  const exercise = `import { inbox } from 'inbox'\nexport const mails = () => inbox.mails()`
  await expect(jobOfSources({ exercise, tests: { any: 'expect(1).toBe(1)' } })).rejects.toThrow(/inbox/)
})
