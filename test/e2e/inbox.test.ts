import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStep, openVisit, phone, write, type Visit } from './visit.ts'

const step = '04-redis/05-send-mail'

let visit: Visit
let trap: Server
let trapUrl: string
let hits: string[] = []
let page: Page

beforeAll(async () => {
  visit = await openVisit()
  trap = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('x')
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  const address = trap.address()
  trapUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  trap?.close()
  await visit?.close()
})
beforeEach(async () => {
  hits = []
  page = await visit.visitor()
  await openStep(page, visit.url, step)
})
afterEach(() => page.context().close())

/** Runs a program that has a `transport`. */
async function run(body: string): Promise<void> {
  await write(
    page,
    `import { createTransport } from 'nodemailer'
export async function main() {
  const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' }, pool: true })
  ${body}
  transport.close()
}`,
  )
  await page.keyboard.press('Control+Enter')
}

const rows = () => page.getByRole('listbox').getByRole('option')
const row = (name: string | RegExp) => page.getByRole('option', { name })

test('a mail that a program sends can be read, down to the dialogue that brought it', async () => {
  await run(`await transport.sendMail({
    from: 'Mailroom <noreply@mailroom.example>', to: 'Jörg <joerg@example.com>', subject: 'Grüße ✓', text: 'Hello Jörg',
    attachments: [{ filename: 'notes.txt', content: 'One, two' }],
  })
  await transport.sendMail({ from: 'a@x', to: 'nobody@x', subject: 'never' }).catch((error) => console.log(error.code))`)
  await row('Grüße ✓').click()
  await page.getByRole('region', { name: 'The mail as text' }).getByText('Hello Jörg').waitFor()
  await page.getByRole('tab', { name: 'Attachments' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save notes.txt' }).click()
  expect((await saved).suggestedFilename()).toBe('notes.txt')
  await page.getByRole('button', { name: /^session #/ }).click()
  await page.getByText('closed by the client, without QUIT').first().waitFor()
  await page.getByRole('button', { name: '550' }).first().click()
  await page.getByText('The mailbox does not exist, or will not take this.').first().waitFor()
  expect(visit.troubles()).toEqual([])
})

test('HTML of a mail does nothing and fetches nothing', async () => {
  const markup = `
    <title></title><script src="${trapUrl}/script"></script><script>top.location = '${trapUrl}/top'</script>
    <img src="${trapUrl}/picture"><img src="x" onerror="fetch('${trapUrl}/handler')">
    <img srcset="${trapUrl}/set 1x, ${trapUrl}/set2 2x"><picture><source srcset="${trapUrl}/source"><img></picture>
    <table background="${trapUrl}/background"><tr><td style="background:url(${trapUrl}/style)">a</td></tr></table>
    <div style="background:u\\\\72l(${trapUrl}/escaped)">a</div>
    <style>@import "${trapUrl}/import"; @font-face { font-family: f; src: url(${trapUrl}/font) } p { font-family: f }</style>
    <link rel="stylesheet" href="${trapUrl}/sheet"><link rel="prefetch" href="${trapUrl}/prefetch"><link rel="dns-prefetch" href="${trapUrl}">
    <meta http-equiv="refresh" content="0;url=${trapUrl}/refresh"><base href="${trapUrl}/base/"><img src="relative">
    <iframe src="${trapUrl}/frame"></iframe><iframe srcdoc="<img src='${trapUrl}/nested'>"></iframe>
    <object data="${trapUrl}/object"></object><embed src="${trapUrl}/embed">
    <svg onload="fetch('${trapUrl}/svg')"><image href="${trapUrl}/image"/><use href="${trapUrl}/use#a"/></svg>
    <video src="${trapUrl}/video" poster="${trapUrl}/poster" autoplay></video><audio src="${trapUrl}/audio" autoplay></audio>
    <form action="${trapUrl}/form"><input autofocus onfocus="form.submit()"><button formaction="${trapUrl}/button">Go</button></form>
    <a href="${trapUrl}/link">a link</a> <a href="javascript:fetch('${trapUrl}/javascript')">another</a>
    <details ontoggle="fetch('${trapUrl}/toggle')" open><summary>a</summary></details><p>The end</p>`
  await run(
    `await transport.sendMail({ from: 'a@x', to: 'b@x', subject: 'Hostile \\u202Etfel <b>bold</b>', html: ${JSON.stringify(markup)} })`,
  )
  const heard = page.evaluate(
    () => new Promise((resolve) => addEventListener('securitypolicyviolation', resolve, { once: true })),
  )
  void heard.catch(() => undefined)
  await row(/Hostile \\u\{202e\}tfel <b>bold<\/b>/).click()
  const frame = page.frameLocator('iframe[title="The mail as HTML"]')
  await frame.getByText('The end').waitFor()
  await page.getByText('Taken out:').waitFor()
  await frame.getByText('a link').click()
  await frame.getByText('another').click()
  // Whatever was to be fetched would have been asked for before this.
  await page.evaluate((url) => fetch(`${url}/after`).catch(() => undefined), trapUrl)
  await frame.getByText('The end').waitFor()
  expect(hits).toEqual([])
  expect(page.url()).toContain(visit.url)
})

test('a thousand mails: the list draws a few, the latest is there, search finds one by its text', async () => {
  await run(`for (let index = 1; index <= 1000; index++)
    await transport.sendMail({ from: 'a@x', to: 'b@x', subject: 'Notice ' + index, text: 'The word is w' + index * 7 })`)
  await expect.poll(() => row(/^unread: Notice 1000 /).count(), { timeout: 40_000 }).toBe(1)
  expect(await rows().count()).toBeLessThan(40)
  await page.getByRole('searchbox', { name: 'Search mails' }).fill('w2821')
  await expect
    .poll(() => rows().allTextContents(), { timeout: 20_000 })
    .toEqual([expect.stringContaining('Notice 403')])
})

test('on a phone the inbox is a tab beside the console', async () => {
  await run(`await transport.sendMail({ from: 'a@x', to: 'b@x', subject: 'Hello', text: 'Hello' })`)
  await row(/Hello/).waitFor()
  await page.setViewportSize(phone)
  await page.getByRole('tab', { name: 'Result' }).click()
  await page.getByRole('tab', { name: 'Inbox' }).click()
  // The same panel, moved: what came before is there.
  await row(/Hello/).click()
  await page.getByRole('button', { name: 'All mails' }).click()
  await row(/Hello/).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
})
