import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../../src/app/tokens.css'
import '../../../src/app/editor/diff.ts'
import type { MrDiff } from '../../../src/app/editor/diff.ts'

let diff: MrDiff

const all = (selector: string): HTMLElement[] => [
  ...(diff.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
]
const texts = (selector: string): string[] => all(selector).map((element) => element.textContent ?? '')

beforeEach(() => {
  diff = document.createElement('mr-diff')
  diff.beforeText = 'one\ntwo\nthree\n'
  diff.afterText = 'one\n2\nthree\nfour\n'
  diff.beforeLabel = 'Your code'
  diff.afterLabel = 'A solution'
})

afterEach(() => {
  diff.remove()
})

const show = async (width: number): Promise<void> => {
  diff.style.width = `${width}px`
  document.body.append(diff)
  await vi.waitFor(() => expect(all('.cm-editor').length).toBeGreaterThan(0))
}

describe('mr-diff', () => {
  it('shows both texts side by side where there is room', async () => {
    await show(900)
    expect(all('.cm-content').map((content) => content.getAttribute('aria-label'))).toEqual([
      'Your code',
      'A solution',
    ])
    expect(texts('.cm-merge-a .cm-changedLine')).toEqual(['two'])
    expect(texts('.cm-merge-b .cm-changedLine')).toEqual(['2', 'four'])
    const sign = all('.cm-merge-b .cm-changedLineGutter').at(0) ?? expect.fail('no sign')
    expect(getComputedStyle(sign, '::before').content).toBe('"+"')
  })

  it('shows one below the other where there is none, and changes when the room does', async () => {
    await show(380)
    expect(all('.cm-editor')).toHaveLength(1)
    expect(texts('.cm-deletedChunk')).toContain('two')
    expect(texts('.cm-line')).toContain('four')
    diff.style.width = '900px'
    await vi.waitFor(() => expect(all('.cm-editor')).toHaveLength(2))
  })

  it('follows its texts', async () => {
    await show(900)
    diff.afterText = diff.beforeText
    await diff.updateComplete
    await vi.waitFor(() => expect(all('.cm-changedLine')).toEqual([]))
    expect(diff.shadowRoot?.textContent).toContain('Both are the same.')
  })

  it('cannot be typed into', async () => {
    await show(900)
    expect(all('.cm-content').map((content) => content.getAttribute('aria-readonly'))).toEqual([
      'true',
      'true',
    ])
  })
})
