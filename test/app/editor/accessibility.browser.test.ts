import axe from 'axe-core'
import { userEvent } from 'vitest/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import '../../../src/app/tokens.css'
import { codeStyles } from '../../../src/app/editor/code-styles.ts'
import '../../../src/app/editor/diff.ts'
import type { MrDiff } from '../../../src/app/editor/diff.ts'
import '../../../src/app/editor/editor.ts'
import type { MrEditor } from '../../../src/app/editor/editor.ts'
import { highlightCode } from '../../../src/app/editor/highlight.ts'

const sample = `import { sleep } from './sleep.ts'

// What a queue is: first in, first out.
export class MyQueue<T> {
  private items: T[] = []
  push(item: T): void {
    this.items.push(item)
    if (item === null) console.log(\`null \${1 + 2}\`, /a+/u, 'text', true)
  }
}
`

/** What axe-core finds, each with the element it is about. */
async function violations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    // Rules about a whole page do not apply to one element.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${any[0]?.message ?? ''} ${html}`),
  )
}

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.style.colorScheme = ''
})

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  const show = (): void => {
    document.documentElement.style.colorScheme = theme
    document.body.style.background = 'var(--paper)'
  }

  it('the editor has nothing axe-core objects to', async () => {
    show()
    const editor: MrEditor = document.createElement('mr-editor')
    editor.text = sample
    editor.label = 'Your code'
    editor.diagnostics = [
      {
        file: 'exercise.ts',
        line: 1,
        column: 10,
        endLine: 1,
        endColumn: 15,
        severity: 'error',
        source: 'types',
        message: 'No.',
      },
    ]
    document.body.append(editor)
    await vi.waitFor(() => expect(editor.shadowRoot?.querySelector('.cm-lintRange-error')).not.toBeNull())
    await vi.waitFor(() => expect(editor.shadowRoot?.querySelector('.tok-comment')).not.toBeNull())
    expect(await violations()).toEqual([])
    editor.reveal(1, 12)
    await userEvent.keyboard('{F8}')
    await vi.waitFor(() => expect(editor.shadowRoot?.querySelector('.cm-diagnostic')).not.toBeNull())
    await userEvent.keyboard('{Control>}f{/Control}')
    await vi.waitFor(() => expect(editor.shadowRoot?.querySelector('.cm-search')).not.toBeNull())
    expect(await violations()).toEqual([])
  })

  it.each([900, 380])('a comparison %i px wide has nothing axe-core objects to', async (width) => {
    show()
    const diff: MrDiff = document.createElement('mr-diff')
    diff.beforeText = sample
    diff.afterText = sample
      .replace('first out', 'first out!')
      .replace('    this.items', '    // more\n    this.items')
    diff.beforeLabel = 'Your code'
    diff.afterLabel = 'A solution'
    diff.style.width = `${width}px`
    document.body.append(diff)
    await vi.waitFor(() =>
      expect(diff.shadowRoot?.querySelectorAll('.cm-editor')).toHaveLength(width > 640 ? 2 : 1),
    )
    await vi.waitFor(() => expect(diff.shadowRoot?.textContent).toContain('first out!'))
    expect(await violations()).toEqual([])
  })

  it('code in a text can be read', async () => {
    show()
    const text = document.createElement('pre')
    text.innerHTML = `<style>${codeStyles.cssText}</style><code>${highlightCode(sample)}</code>`
    text.tabIndex = 0
    document.body.append(text)
    expect(text.querySelector('.tok-comment')?.textContent).toContain('What a queue is')
    expect(await violations()).toEqual([])
  })
})
