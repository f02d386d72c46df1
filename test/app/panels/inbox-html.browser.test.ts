import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { safeHtml } from '../../../src/app/panels/inbox-html.ts'
import { findAll, findOne } from '../page.ts'
import { htmlDouble } from './inbox-doubles.ts'
import { openInbox, rows, shownRows, words } from './inbox-page.ts'

beforeEach(() => page.viewport(1000, 900))
afterEach(() => document.body.replaceChildren())

const policy =
  /^<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none';/

/** What a browser makes of it. */
function parsed(markup: string) {
  const safe = safeHtml(markup, [])
  return { ...safe, page: new DOMParser().parseFromString(safe.document, 'text/html') }
}

test.each([
  ['<script>top.x = 1</script>', '1 script'],
  ['<p onclick="x()" onmouseover="x()">a</p>', '2 event handlers'],
  ['<img src="https://evil.example/a.png" onerror="x()">', '1 remote picture'],
  ['<img srcset="https://evil.example/a.png 2x">', '1 remote picture'],
  ['<table background="https://evil.example/a.png"><tr><td>a</table>', '1 remote picture'],
  ['<div style="background: url(https://evil.example/a.png)">a</div>', '1 remote picture'],
  [
    '<style>p { background: url("//evil.example/a.png") } @import "//evil.example/a.css";</style><p>a',
    '2 remote pictures',
  ],
  ['<form action="https://evil.example"><input name="a"><button>Go</button></form>', '3 forms or fields'],
  [
    '<iframe src="https://evil.example"></iframe><object data="https://evil.example"></object>',
    '2 embedded pages',
  ],
  ['<iframe srcdoc="<script>top.x = 1</script>"></iframe>', '1 embedded page'],
  ['<svg><script>top.x = 1</script><image href="https://evil.example/a.png"/></svg>', '1 drawing (SVG)'],
  ['<p>a</p><meta http-equiv="refresh" content="0;url=https://evil.example">', '1 redirect'],
  ['<p>a</p><base href="https://evil.example/">', '1 other unsafe part'],
  ['<p>a</p><link rel="stylesheet" href="https://evil.example/a.css">', '1 remote style sheet'],
  ['<a href="javascript:top.x = 1">a</a>', '1 other unsafe part'],
  ['<img src="cid:nosuch">', '1 picture that is not attached'],
  ['<video src="https://evil.example/a.mp4" autoplay></video>', '1 sound or film'],
])('%s is taken out, and it says so', (markup, removed) => {
  const { removed: told, document: text, page } = parsed(markup)
  expect(told).toContain(removed)
  expect(text).toMatch(policy)
  expect(text).not.toContain('evil.example')
  const left =
    'script, iframe, object, embed, svg, form, input, button, base, link, video, meta[http-equiv="refresh"]'
  expect([...page.querySelectorAll(left)]).toEqual([])
  const attributes = [...page.querySelectorAll('body *')].flatMap((element) => element.getAttributeNames())
  expect(attributes.filter((name) => /^on|^href$|^src/.test(name))).toEqual([])
})

test.each([
  '</title><script>x()</script>',
  '<title></head><meta http-equiv="refresh" content="0"></title>',
  '--><script>x()</script>',
  '</body></html><script>x()</script>',
  '<noscript><p title="</noscript><img src=x onerror=x()>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=x()>',
])('nothing breaks out of the document: %s', (markup) => {
  const { document: text, page } = parsed(`${markup}<p>end</p>`)
  expect(text).toMatch(policy)
  expect(page.querySelectorAll('meta[http-equiv]')).toHaveLength(1)
  expect(page.head.firstElementChild?.getAttribute('http-equiv')).toBe('Content-Security-Policy')
  expect([...page.querySelectorAll('script, [onerror]')]).toEqual([])
})

test('what harms nobody stays: styles, tables, attached pictures; links only tell where they led', () => {
  const markup = `<html><head><style>p { color: teal }</style></head><body bgcolor="white">
    <table width="100%"><tr><td style="color: red">Hi</td></tr></table>
    <a href="https://example.com/?a=1&b=2">there</a> <a href="#below">below</a> <img src="data:image/gif;base64,R0lGOD">`
  const { page, removed, hasLinks } = parsed(markup)
  expect(page.body.querySelector('style')?.textContent).toBe('p { color: teal }')
  expect(page.querySelector('td')?.style.color).toBe('red')
  expect([...page.querySelectorAll('a')].map((link) => [link.title, link.hasAttribute('href')])).toEqual([
    ['https://example.com/?a=1&b=2', false],
    ['', false],
  ])
  expect(page.querySelector('img')?.getAttribute('src')).toBe('data:image/gif;base64,R0lGOD')
  expect([removed, hasLinks]).toEqual([[], true])
})

test('in the panel nothing of a mail runs, and what was taken out is said above it', async () => {
  const heard: unknown[] = []
  const hear = (event: MessageEvent): void => void heard.push(event.data)
  addEventListener('message', hear)
  const attempts = [
    '<script>parent.postMessage("script", "*")</script>',
    '<img src="x" onerror="parent.postMessage(1, \'*\')">',
    '<svg onload="parent.postMessage(2, \'*\')"></svg>',
    `<iframe srcdoc="<script>top.postMessage(3, '*')</script>"></iframe>`,
    '<meta http-equiv="refresh" content="0;url=data:text/html,<script>parent.postMessage(4)</script>">',
    '<p>The end</p>',
  ]
  const { panel, deliver } = await openInbox()
  deliver(htmlDouble(1, attempts.join('\r\n')))
  await shownRows(panel).toHaveLength(1)
  rows(panel)[0]?.click()
  await expect.poll(() => findAll(panel, 'iframe').length).toBe(1)
  const frame = findOne<HTMLIFrameElement>(panel, 'iframe')
  // A frame that may run scripts, begun later: once it is heard, the other would have been.
  const control = document.createElement('iframe')
  control.sandbox.add('allow-scripts')
  control.srcdoc = '<script>parent.postMessage("control", "*")</script>'
  document.body.append(control)
  await expect.poll(() => heard).toContain('control')
  // Closed to the page as well.
  expect(frame.contentDocument).toBeNull()
  expect(words(panel)).toContain('Taken out: ')
  expect(words(panel)).toContain('1 script')
  removeEventListener('message', hear)
  // The test runner's own are objects.
  expect(heard.filter((data) => typeof data !== 'object')).toEqual(['control'])
})
