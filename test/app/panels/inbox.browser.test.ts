import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { findAll, findButton, findOne, focused, press, violations } from '../page.ts'
import { htmlDouble, linesDouble, mailDouble, noteDouble, sessionDouble } from './inbox-doubles.ts'
import { inside, openInbox, rows, said, shownRows, words } from './inbox-page.ts'

const titles = (panel: Element) => inside(panel, 'mr-inbox-message', 'h3').map(words)

beforeEach(() => page.viewport(1000, 900))
afterEach(() => document.body.replaceChildren())

test('an empty inbox says what to do; after sessions without mail it says where to look', async () => {
  const { panel, link } = await openInbox()
  expect(words(panel)).toContain('No mail yet. What your program sends to localhost on port 1025')
  link.tellMail((listener) => listener.onDialogue?.([sessionDouble(1)], linesDouble(1, said), []))
  await expect.poll(() => words(panel)).toContain('No mail was delivered, but 1 session')
  findButton(panel, 'See what was said').click()
  await shownRows(panel).toHaveLength(1)
})

describe('the list', () => {
  test('newest first, with sender, recipient, subject and time; unread until opened', async () => {
    const { panel, deliver } = await openInbox()
    deliver(noteDouble(1), noteDouble(2, '=?utf-8?Q?Gr=C3=BC=C3=9Fe?='))
    await shownRows(panel).toEqual([
      expect.stringMatching(/unread: Grüße ?0\.250 s .*Mailroom → to user2@example\.com/),
      expect.stringMatching(/unread: Notice 1 ?0\.000 s/),
    ])
    rows(panel)[1]?.click()
    await expect.poll(() => words(findOne(panel, 'mr-inbox-message'))).toContain('Hello user 1')
    expect(rows(panel).map((row) => words(row).includes('unread'))).toEqual([true, false])
    findButton(panel, 'Mark 1 read').click()
    await expect.poll(() => rows(panel).filter((row) => words(row).includes('unread'))).toEqual([])
  })

  test('by keyboard: arrows, End and Home choose and show; Enter goes to the mail', async () => {
    const { panel, deliver } = await openInbox()
    deliver(...Array.from({ length: 40 }, (_, at) => noteDouble(at + 1)))
    await expect.poll(() => rows(panel).length).toBeGreaterThan(4)
    const list = findOne(panel, '[role="listbox"]')
    list.focus()
    await press('{ArrowDown}')
    await expect.poll(() => titles(panel)).toEqual(['Notice 39'])
    await press('{End}')
    await expect.poll(() => titles(panel)).toEqual(['Notice 1'])
    const active = list.getAttribute('aria-activedescendant')
    expect(findOne(panel, `#${active}`).getAttribute('aria-posinset')).toBe('40')
    await press('{Home}{Enter}')
    await expect.poll(() => titles(panel)).toEqual(['Notice 40'])
    await expect.poll(() => focused()?.localName).toBe('mr-inbox-message')
  })

  test('of a thousand only those in sight are drawn; a mail that comes then is there at once', async () => {
    const { panel, deliver } = await openInbox()
    deliver(...Array.from({ length: 1000 }, (_, at) => noteDouble(at + 1)))
    await expect.poll(() => rows(panel).length).toBeGreaterThan(4)
    expect(rows(panel).length).toBeLessThan(40)
    expect(findOne(panel, '[role="option"]').getAttribute('aria-setsize')).toBe('1000')
    deliver(noteDouble(1001, 'The latest'))
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    await panel.updateComplete
    expect(words(panel)).toContain('The latest')
  })

  test('whoever has scrolled down goes on seeing the same mails', async () => {
    const { panel, deliver } = await openInbox()
    deliver(...Array.from({ length: 200 }, (_, at) => noteDouble(at + 1)))
    await expect.poll(() => rows(panel).length).toBeGreaterThan(4)
    const list = findOne(panel, '[role="listbox"]')
    list.scrollTop = 3000
    const place = () =>
      rows(panel)
        .find((row) => words(row).includes('Notice 140'))
        ?.getBoundingClientRect().top
    await expect.poll(place).toBeDefined()
    const before = place()
    deliver(noteDouble(201), noteDouble(202))
    await expect.poll(() => findOne(panel, '[role="option"]').getAttribute('aria-setsize')).toBe('202')
    await expect.poll(place).toBe(before)
  })

  test('is searched, also by what mails say', async () => {
    const { panel, deliver } = await openInbox()
    deliver(noteDouble(1, 'Code'), noteDouble(2, 'Welcome'))
    await shownRows(panel).toHaveLength(2)
    await userEvent.fill(findOne(panel, 'input[type="search"]'), 'hello user 2')
    await shownRows(panel).toEqual([expect.stringContaining('Welcome')])
    await expect.poll(() => words(panel)).toContain('1 found')
    await userEvent.fill(findOne(panel, 'input[type="search"]'), 'nosuch')
    await expect.poll(() => words(panel)).toContain('No mail here has “nosuch” in it.')
  })

  test('where there is room for one thing only, a mail takes the list’s place, and there is a way back', async () => {
    const { panel, deliver } = await openInbox([390, 600])
    deliver(noteDouble(1), noteDouble(2))
    await shownRows(panel).toHaveLength(2)
    findOne(panel, '[role="listbox"]').focus()
    await press('{ArrowDown}')
    expect(rows(panel)).toHaveLength(2)
    await press('{Enter}')
    await expect.poll(() => rows(panel)).toEqual([])
    expect(words(panel)).toContain('Notice 1')
    findButton(panel, /All mails/).click()
    await shownRows(panel).toHaveLength(2)
    await expect.poll(() => focused()?.getAttribute('role')).toBe('listbox')
  })
})

describe('a mail', () => {
  const withParts = mailDouble(
    1,
    [
      'From: a@x',
      'To: b@x',
      'Subject: =?utf-8?Q?St=C3=BCcke?=',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Hi <img src="cid:logo@x" alt="logo"></p>',
      '--b',
      'Content-Type: image/gif',
      'Content-Disposition: attachment; filename="logo.gif"',
      'Content-ID: <logo@x>',
      'Content-Transfer-Encoding: base64',
      '',
      'R0lGODlhAQABAAAAACwAAAAAAQABAAA=',
      '--b--',
    ],
    { from: 'bounce@x', to: ['b@x', 'hidden@x'] },
  )

  async function shown(mail = withParts) {
    const opened = await openInbox()
    opened.deliver(mail)
    await shownRows(opened.panel).toHaveLength(1)
    rows(opened.panel)[0]?.click()
    await expect
      .poll(() => inside(opened.panel, 'mr-inbox-message', '[role="tab"]').length)
      .toBeGreaterThan(2)
    return { ...opened, message: findOne(opened.panel, 'mr-inbox-message') }
  }

  test('as HTML in a closed frame, with attached pictures; the envelope tells who else got it', async () => {
    const { message } = await shown()
    await expect.poll(() => findAll(message, 'iframe').length).toBe(1)
    const frame = findOne<HTMLIFrameElement>(message, 'iframe')
    expect([frame.getAttribute('sandbox'), frame.getAttribute('referrerpolicy')]).toEqual(['', 'no-referrer'])
    expect(frame.srcdoc).toContain('src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="')
    expect(words(message)).toContain('bounce@x → b@x, hidden@x')
    expect(findAll(message, '.note')).toEqual([])
  })

  test('its text, its headers decoded, its source, its attachments', async () => {
    const { message } = await shown()
    findButton(message, 'Text').click()
    await expect.poll(() => words(message)).toContain('This mail has HTML only.')
    findButton(message, 'Headers').click()
    await expect.poll(() => words(message)).toContain('Subject Stücke')
    findButton(message, 'Source').click()
    await expect.poll(() => words(message)).toContain('Subject: =?utf-8?Q?St=C3=BCcke?=')
    findButton(message, 'Attachments').click()
    await expect.poll(() => words(findOne(message, 'tbody'))).toContain('logo.gif image/gif 23 bytes')
    const saved: string[] = []
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push(`${this.download} ${this.protocol}`)
    })
    findButton(message, 'Save logo.gif').click()
    click.mockRestore()
    expect(saved).toEqual(['logo.gif blob:'])
  })

  test('what a person chose to see is shown of the next mail, too, if it has it', async () => {
    const { panel, message, deliver } = await shown()
    findButton(message, 'Headers').click()
    deliver(noteDouble(2))
    await shownRows(panel).toHaveLength(2)
    rows(panel)[0]?.click()
    await expect.poll(() => words(message)).toContain('Subject Notice 2')
  })

  test('a mail that cannot be taken apart shows its source, and why', async () => {
    const deep = Array.from({ length: 40 }, (_, at) => [
      `Content-Type: multipart/mixed; boundary=b${at}`,
      '',
      `--b${at}`,
    ])
    const { message } = await shown(mailDouble(1, deep.flat()))
    await expect.poll(() => words(message)).toContain('This mail cannot be taken apart')
    expect(words(message)).toContain('boundary=b39')
  })
})

test('out of sight mails are counted as news, until they are seen; a move to another place loses nothing', async () => {
  const news: number[] = []
  const { panel, deliver } = await openInbox([520, 760], { isSeen: false })
  panel.addEventListener('inbox-news', (event) => news.push((event as unknown as { count: number }).count))
  deliver(noteDouble(1))
  deliver(noteDouble(2))
  await expect.poll(() => news).toEqual([2])
  const place = document.createElement('div')
  document.body.append(place)
  place.append(panel)
  panel.isSeen = true
  await panel.updateComplete
  expect(news).toEqual([2, 0])
  await shownRows(panel).toHaveLength(2)
})

test.each([
  ['light', 520, 760],
  ['dark', 900, 400],
  ['light', 390, 600],
  ['dark', 390, 600],
])('axe finds nothing, %s, %i × %i', async (theme, width, height) => {
  const { panel, link, deliver } = await openInbox([width, height])
  expect(await violations(panel, theme)).toEqual([])
  link.tellMail((listener) =>
    listener.onDialogue?.([sessionDouble(1, { end: 'dropped', mails: 2 })], linesDouble(1, said), []),
  )
  deliver(noteDouble(1), htmlDouble(2, '<h1>Hi</h1><img src="https://x.example/a.png"><script>1</script>'))
  await shownRows(panel).toHaveLength(2)
  expect(await violations(panel, theme)).toEqual([])
  rows(panel)[0]?.click()
  await expect.poll(() => findAll(panel, 'iframe').length).toBe(1)
  expect(await violations(panel, theme)).toEqual([])
  findButton(panel, 'Headers').click()
  await expect.poll(() => findAll(panel, 'td').length).toBeGreaterThan(0)
  expect(await violations(panel, theme)).toEqual([])
  findButton(panel, 'session #1').click()
  await expect.poll(() => inside(panel, 'mr-inbox-dialogue', 'li').length).toBe(5)
  findButton(panel, '550').click()
  await expect.poll(() => findAll(panel, '.meaning').length).toBe(1)
  expect(await violations(panel, theme)).toEqual([])
  findButton(panel, 'Faults').click()
  await expect.poll(() => findAll(panel, 'select').length).toBeGreaterThan(0)
  expect(await violations(panel, theme)).toEqual([])
})
