import { afterEach, describe, expect, test } from 'vitest'
import { sanitiseLesson } from '../../../src/app/lesson/sanitise.ts'

function cleaned(html: string): HTMLElement {
  const host = document.createElement('div')
  host.append(sanitiseLesson(html))
  document.body.append(host)
  return host
}

declare global {
  interface Window {
    wasHit?: string
  }
}

afterEach(() => {
  document.body.replaceChildren()
  delete window.wasHit
})

describe('hostile HTML is inert', () => {
  test.each([
    ['script', '<script>window.wasHit = 1</script>'],
    ['handler', '<img src="x" onerror="window.wasHit = 1"><p onclick="window.wasHit = 1">a</p>'],
    [
      'svg handler',
      '<svg onload="window.wasHit = 1"><animate onbegin="window.wasHit = 1" attributeName="x" dur="1s"/></svg>',
    ],
    ['svg script', '<svg><script>window.wasHit = 1</script></svg>'],
    [
      'javascript link',
      '<a href="javascript:window.wasHit = 1">a</a><a href=" java\nscript:window.wasHit = 1">b</a>',
    ],
    ['svg link', '<svg><a xlink:href="javascript:window.wasHit = 1"><text>a</text></a></svg>'],
    ['data link', '<a href="data:text/html,<script>window.wasHit = 1</script>">a</a>'],
    [
      'frame',
      '<iframe srcdoc="<script>parent.wasHit = 1</script>"></iframe><object data="x"></object><embed src="x">',
    ],
    [
      'form',
      '<form action="https://example.com"><input name="a"><button formaction="javascript:1">b</button></form>',
    ],
    ['style', '<style>* { display: none }</style><p style="position: fixed; inset: 0">a</p>'],
    [
      'base and meta',
      '<base href="https://example.com"><meta http-equiv="refresh" content="0;url=https://example.com">',
    ],
  ])('%s', async (_, html) => {
    const host = cleaned(html)
    for (const link of host.querySelectorAll('a, p'))
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    await new Promise(requestAnimationFrame)
    expect(window.wasHit).toBeUndefined()
    expect(
      host.querySelector('script, style, iframe, object, embed, form, input, button, base, meta'),
    ).toBeNull()
    const attributes = [...host.querySelectorAll('*')].flatMap((element) => [...element.attributes])
    expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'style')).toEqual([])
    expect(attributes.filter(({ value }) => /javascript|data:/i.test(value))).toEqual([])
  })

  test('ids and names stand for no globals', () => {
    cleaned('<a id="wasHit" name="wasHit">a</a><img name="getElementById">')
    expect(window.wasHit).toBeUndefined()
    expect(typeof document.getElementById).toBe('function')
  })
})

describe('what lessons use stays', () => {
  test('figures, with their arrow heads and labels', () => {
    const host =
      cleaned(`<figure><svg role="img" aria-labelledby="queue-title" viewBox="0 0 10 10"><title id="queue-title">A queue</title>
      <defs><marker id="queue-head"><path d="M0 0L2 1"/></marker></defs>
      <path d="M0 0H9" stroke="var(--ink)" marker-end="url(#queue-head)"/></svg><figcaption>In and out</figcaption></figure>`)
    const marker = host.querySelector('marker')?.id
    expect(marker).toBeTruthy()
    expect(host.querySelector('svg > path')?.getAttribute('marker-end')).toBe(`url(#${marker})`)
    expect(host.querySelector('svg')?.getAttribute('aria-labelledby')).toBe(host.querySelector('title')?.id)
    expect(host.querySelector('figcaption')?.textContent).toBe('In and out')
  })

  test('code with its colours, and links: steps in the page, others beside it', () => {
    const host = cleaned(
      '<pre tabindex="0"><code><span class="tok-keyword">const</span></code></pre><a href="#/01-lists/02-stack">on</a><a href="https://example.com/a">out</a>',
    )
    expect(host.querySelector('pre')?.tabIndex).toBe(0)
    expect(host.querySelector('.tok-keyword')?.textContent).toBe('const')
    const [on, out] = host.querySelectorAll('a')
    expect([on?.getAttribute('href'), on?.target]).toEqual(['#/01-lists/02-stack', ''])
    expect([out?.target, out?.rel]).toEqual(['_blank', 'noopener noreferrer'])
  })
})
