import { describe, expect, it } from 'vitest'
import { highlightCode } from '../../../src/app/editor/highlight.ts'

/** The text that the HTML shows. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')

describe('highlightCode', () => {
  it('gives TypeScript its classes', () => {
    expect(highlightCode('const a: string = "x" // why')).toBe(
      [
        '<span class="tok-keyword">const</span> <span class="tok-name">a</span><span class="tok-punctuation">:</span> ',
        '<span class="tok-type">string</span> <span class="tok-punctuation">=</span> ',
        '<span class="tok-string">&quot;x&quot;</span> <span class="tok-comment">// why</span>',
      ].join(''),
    )
  })

  it('keeps every character, and lets none through as HTML', () => {
    const code = 'if (a < b && c > "d") {\n  `<img src=x onerror=${1}>`\n}\n\n<script>&amp;'
    const html = highlightCode(code)
    expect(plain(html)).toBe(code)
    expect(html.replace(/<\/?span[^<>]*>/g, '')).not.toMatch(/[<>]/)
  })
})
