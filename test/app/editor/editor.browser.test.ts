import { userEvent } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../../src/app/tokens.css'
import { type MrEditor, ProblemsChange, TextChange } from '../../../src/app/editor/editor.ts'
import { LanguageClient } from '../../../src/compiler/language-client.ts'
import type { Diagnostic } from '../../../src/wire/program.ts'

const start = 'const a = 1\nconst b = 2\n'

let editor: MrEditor

const content = (): HTMLElement =>
  editor.shadowRoot?.querySelector<HTMLElement>('.cm-content') ?? expect.fail('no content')
const all = (selector: string): HTMLElement[] => [
  ...(editor.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
]
const shown = (): string =>
  all('.cm-line')
    .map((line) => line.textContent)
    .join('\n')
/** Completions and what else comes later have come. */
const helped = (): Promise<void> =>
  vi.waitFor(() => expect(content().getAttribute('aria-autocomplete')).toBe('list'))
const undo = (): Promise<void> => userEvent.keyboard('{Control>}z{/Control}')

const problem = (line: number, message: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
  file: 'exercise.ts',
  line,
  column: 7,
  endLine: line,
  endColumn: 8,
  severity: 'error',
  source: 'types',
  message,
  ...more,
})

beforeEach(async () => {
  await import('../../../src/app/editor/editor.ts')
  editor = document.createElement('mr-editor')
  editor.text = start
  editor.label = 'exercise.ts, code'
  editor.style.height = '300px'
  document.body.append(editor)
  await editor.updateComplete
})

afterEach(() => {
  for (const element of [...document.body.children]) element.remove()
})

describe('mr-editor', () => {
  it('tells what is typed, and takes it back', async () => {
    const texts: string[] = []
    document.addEventListener(
      'text-change',
      (event) => event instanceof TextChange && texts.push(event.text),
      {
        once: true,
      },
    )
    editor.reveal(2)
    await userEvent.keyboard('x')
    expect(texts).toEqual(['const a = 1\nxconst b = 2\n'])
    expect(editor.text).toBe('const a = 1\nxconst b = 2\n')
    await undo()
    expect(editor.text).toBe(start)
  })

  it('colours TypeScript', async () => {
    await vi.waitFor(() =>
      expect(all('.tok-keyword').map((word) => word.textContent)).toEqual(['const', 'const']),
    )
    const [keyword] = all('.tok-keyword')
    const [line] = all('.cm-line')
    expect(keyword && getComputedStyle(keyword).color).not.toBe(line && getComputedStyle(line).color)
  })

  it('has a name and says how to leave', () => {
    expect(content().getAttribute('aria-label')).toBe('exercise.ts, code')
    const described = editor.shadowRoot?.getElementById(content().getAttribute('aria-describedby') ?? '')
    expect(described?.textContent).toContain('Escape, then Tab leaves')
  })

  it('indents with Tab, leaves with Escape and Tab', async () => {
    const after = document.createElement('button')
    document.body.append(after)
    editor.reveal(1)
    await userEvent.keyboard('{Tab}')
    expect(editor.text).toBe(`  ${start}`)
    await userEvent.keyboard('{Escape}')
    // However long one thinks about it.
    const minuteLater = Date.now() + 60_000
    vi.spyOn(Date, 'now').mockReturnValue(minuteLater)
    await userEvent.keyboard('{Tab}')
    vi.restoreAllMocks()
    expect(document.activeElement).toBe(after)
    expect(editor.text).toBe(`  ${start}`)
    editor.reveal(1)
    await userEvent.keyboard('{Escape}x{Tab}')
    expect(document.activeElement).toBe(editor)
  })

  it('leaves Ctrl+Enter and Ctrl+Shift+Enter to the page', async () => {
    const keys: string[] = []
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') keys.push(`${event.defaultPrevented} ${event.ctrlKey} ${event.shiftKey}`)
    }
    document.addEventListener('keydown', listen)
    editor.reveal(1)
    await userEvent.keyboard('{Control>}{Enter}{/Control}{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    document.removeEventListener('keydown', listen)
    expect(keys).toEqual(['false true false', 'false true true'])
    expect(editor.text).toBe(start)
  })

  it('takes another text as one change that can be undone, without telling', async () => {
    const told = vi.fn()
    editor.addEventListener('text-change', told)
    editor.reveal(2, 3)
    await userEvent.keyboard('yy')
    told.mockClear()
    editor.text = 'import {}\nconst a = 1\ncoyynst b = 2\n'
    await editor.updateComplete
    expect(told).not.toHaveBeenCalled()
    // The cursor moved along with its line.
    await userEvent.keyboard('z')
    expect(editor.text).toBe('import {}\nconst a = 1\ncoyyznst b = 2\n')
    await undo()
    await undo()
    expect(editor.text).toBe('const a = 1\ncoyynst b = 2\n')
    expect(told).toHaveBeenLastCalledWith(expect.objectContaining({ text: 'const a = 1\ncoyynst b = 2\n' }))
    await undo()
    expect(editor.text).toBe(start)
  })

  it('keeps the cursor’s line and column where all around it is replaced', async () => {
    editor.reveal(2, 3)
    editor.text = 'first line\nsecond line\nthird line'
    await editor.updateComplete
    await userEvent.keyboard('|')
    expect(editor.text).toBe('first line\nse|cond line\nthird line')
  })

  it('keeps history and cursor of each file, and forgets them with another scope', async () => {
    editor.reveal(2, 3)
    await userEvent.keyboard('1')
    const mine = editor.text
    editor.file = 'stack.ts'
    editor.text = 'export {}'
    editor.isReadOnly = true
    await editor.updateComplete
    expect(shown()).toBe('export {}')
    editor.file = 'exercise.ts'
    editor.text = mine
    editor.isReadOnly = false
    await editor.updateComplete
    editor.focus()
    await userEvent.keyboard('2')
    expect(editor.text).toBe('const a = 1\nco12nst b = 2\n')
    await undo()
    await undo()
    expect(editor.text).toBe(start)
    editor.scope = '01-lists/02-stack'
    editor.text = 'other'
    await editor.updateComplete
    editor.focus()
    await undo()
    expect(editor.text).toBe('other')
  })

  it('can be read but not changed when read-only', async () => {
    editor.isReadOnly = true
    await editor.updateComplete
    editor.reveal(1)
    await userEvent.keyboard('x{Enter}{Backspace}')
    expect(editor.text).toBe(start)
    expect(content().getAttribute('aria-readonly')).toBe('true')
    expect(editor.matches('[readonly]')).toBe(true)
  })

  it('draws problems and goes from one to the next, saying them', async () => {
    editor.diagnostics = [
      problem(1, 'First one.'),
      problem(2, 'Second one.', { severity: 'warning' }),
      problem(1, 'Elsewhere.', { file: 'stack.ts' }),
    ]
    await vi.waitFor(() => expect(all('.cm-lintRange')).toHaveLength(2))
    expect(all('.cm-lintRange-error').map((mark) => mark.textContent)).toEqual(['a'])
    expect(all('.cm-lintRange-warning').map((mark) => mark.textContent)).toEqual(['b'])
    editor.reveal(1)
    await userEvent.keyboard('{F8}')
    await vi.waitFor(() => expect(all('.cm-announced').at(0)?.textContent).toBe('Line 1: First one.'))
    await userEvent.keyboard('{F8}')
    await vi.waitFor(() => expect(all('.cm-announced').at(0)?.textContent).toBe('Line 2: Second one.'))
    await userEvent.keyboard('{Shift>}{F8}{/Shift}')
    await vi.waitFor(() => expect(all('.cm-announced').at(0)?.textContent).toBe('Line 1: First one.'))
    editor.diagnostics = []
    await vi.waitFor(() => expect(all('.cm-lintRange')).toEqual([]))
  })

  it('shows a place', async () => {
    editor.text = Array.from({ length: 200 }, (_, index) => `const line${index + 1} = 0`).join('\n')
    await editor.updateComplete
    editor.reveal(150, 7)
    await userEvent.keyboard('my_')
    expect(editor.text).toContain('const my_line150 = 0')
    await vi.waitFor(() => expect(shown()).toContain('my_line150'))
    editor.reveal(9999, 9999)
    await userEvent.keyboard('!')
    expect(editor.text.endsWith('line200 = 0!')).toBe(true)
  })

  it('survives being moved in the page', async () => {
    editor.reveal(1)
    await userEvent.keyboard('x')
    const box = document.createElement('div')
    document.body.append(box)
    box.append(editor)
    await editor.updateComplete
    editor.focus()
    await undo()
    expect(editor.text).toBe(start)
  })
})

describe('mr-editor with the type checker', () => {
  const language = new LanguageClient()

  it('marks a type error while one types, at once, and takes the mark away', async () => {
    const found: string[] = []
    editor.addEventListener('problems-change', (event) => {
      if (event instanceof ProblemsChange) found.push(event.diagnostics.map(({ message }) => message).join())
    })
    editor.language = language
    language.start()
    await vi.waitFor(
      () => expect([language.status, language.offReason, ...found]).toEqual(['ready', '', '']),
      { timeout: 50_000 },
    )
    editor.reveal(3)
    await userEvent.keyboard('a.foo')
    await vi.waitFor(() =>
      expect(all('.cm-lintRange-error').map((mark) => mark.textContent)).toEqual(['foo']),
    )
    const times: number[] = []
    for (let round = 0; round < 5; round++) {
      await userEvent.keyboard('{Control>}a{/Control}{Delete}b')
      await vi.waitFor(() => expect(all('.cm-lintRange-error')).toHaveLength(1))
      await userEvent.keyboard('{Control>}a{/Control}{Delete}')
      await vi.waitFor(() => expect(all('.cm-lintRange-error')).toHaveLength(0))
      let pressed = 0
      editor.addEventListener('text-change', () => (pressed = performance.now()), { once: true })
      const marked = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (all('.cm-lintRange-error').length === 0) return
          observer.disconnect()
          resolve()
        })
        observer.observe(content(), { subtree: true, childList: true })
      })
      await userEvent.keyboard('q')
      await marked
      times.push(performance.now() - pressed)
    }
    times.sort((a, b) => a - b)
    // 60 ms on a quiet machine; the bench measures it, this one notices a lost debounce or a blocked thread.
    expect(times[2]).toBeLessThan(5000)
  }, 60_000)

  it('completes members after a dot', async () => {
    editor.language = language
    editor.text = 'const items = [1]\nitems'
    await editor.updateComplete
    editor.reveal(2, 6)
    await helped()
    await userEvent.keyboard('.')
    await vi.waitFor(() => expect(all('[role=option]').length).toBeGreaterThan(5), { timeout: 5000 })
    expect(all('[role=option]').some((option) => option.textContent?.startsWith('push'))).toBe(true)
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(all('[role=option]')).toEqual([]))
  })

  it('tells about the word at the cursor', async () => {
    editor.language = language
    editor.reveal(2, 7)
    await helped()
    await userEvent.keyboard('{F2}')
    await vi.waitFor(() => expect(all('.cm-signature').map((tip) => tip.textContent)).toEqual(['const b: 2']))
    expect(all('.cm-announced').at(0)?.textContent).toBe('const b: 2')
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(all('.cm-signature')).toEqual([]))
  })
})
