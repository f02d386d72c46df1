import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import '../../../src/app/shell/page.css'
import type { MrSheet } from '../../../src/app/shell/sheet.ts'
import { MrSplit } from '../../../src/app/shell/split.ts'
import { MrTabs } from '../../../src/app/shell/tabs.ts'
import { defaultSettings } from '../../../src/workspace/settings.ts'
import type { Catalogue } from '../../../src/course/lesson.ts'
import { catalogue, closeApps, FakeWorkspace, openApp, passed, type TestApp } from './doubles.ts'

beforeEach(async () => {
  closeApps()
  await page.viewport(1280, 800)
})
afterEach(() => {
  closeApps()
  document.body.replaceChildren()
})

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function violations(): Promise<string[]> {
  // A page's language and title come from index.html, not from the test's page.
  const rules = { 'html-has-lang': { enabled: false }, 'page-has-heading-one': { enabled: false } }
  const { violations: found } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules })
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  )
}

const blocked = { kind: 'not-saved', reason: 'blocked', message: 'This window keeps nothing.' } as const
const screens: readonly { name: string; hash: string; heading: string; prepare?: (test: TestApp) => void }[] =
  [
    { name: 'front page', hash: '', heading: 'Build' },
    { name: 'unknown step', hash: '#/01-lists/02-stak', heading: 'There is no step' },
    { name: 'step that did not arrive', hash: '#/01-lists/03-binary', heading: '1.3 Binary could' },
    {
      name: 'contents',
      hash: '#/01-lists/02-stack',
      heading: 'Stack',
      prepare: (test) => test.find<MrSheet>('#contents').show(),
    },
    { name: 'keys', hash: '', heading: 'Build', prepare: (test) => test.find<MrSheet>('#keys').show() },
    {
      name: 'storage banner and notice',
      hash: '',
      heading: 'Build',
      prepare: (test) => {
        test.workspace.storage = blocked
        test.workspace.dispatchEvent(new Event('storage-change'))
        dispatchEvent(new ErrorEvent('error', { error: new Error('tripped') }))
      },
    },
  ]

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing on', (theme) => {
  it.each(screens)('$name', async ({ hash, heading, prepare }) => {
    const workspace = new FakeWorkspace()
    workspace.settings = { ...defaultSettings, theme }
    workspace.progress = { '01-lists/01-queue': passed }
    const test = await openApp(hash, {
      workspace,
      ...(hash.includes('binary') ? { loadLesson: () => Promise.reject(new Error('No answer')) } : {}),
    })
    await vi.waitFor(() => expect(test.heading()).toContain(heading))
    prepare?.(test)
    await test.app.updateComplete
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    expect(await violations()).toEqual([])
  })

  it('tabs and split panes', async () => {
    document.documentElement.style.colorScheme = theme
    const tabs = new MrTabs()
    tabs.label = 'Files'
    tabs.tabs = [
      { id: 'exercise.ts', label: 'exercise.ts' },
      { id: 'stack.ts', label: 'stack.ts', badge: 'read only' },
    ]
    tabs.selected = 'exercise.ts'
    tabs.slot = 'end'
    const split = new MrSplit()
    split.name = 'text'
    split.style.height = '300px'
    split.innerHTML = '<div slot="start">Text</div>'
    split.append(tabs)
    const main = document.createElement('main')
    main.append(split)
    document.body.append(main)
    await vi.waitFor(() =>
      expect(split.shadowRoot?.querySelector('[role=separator], wa-split-panel')).not.toBeNull(),
    )
    await split.updateComplete
    expect(await violations()).toEqual([])
  })
})

describe.each([320, 390, 1280])('at %i px', (width) => {
  it.each(['', '#/01-lists/02-stak'])('nothing of %s needs sideways scrolling', async (hash) => {
    await page.viewport(width, 800)
    const workspace = new FakeWorkspace()
    workspace.storage = blocked
    workspace.progress = { '01-lists/01-queue': passed }
    const test = await openApp(hash, { workspace })
    await vi.waitFor(() => expect(test.heading()).not.toBe(''))
    await test.app.updateComplete
    const { scrollWidth, clientWidth } = document.documentElement
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
  })
})

describe.each([
  [1280, 800],
  [390, 844],
])('one screen of %i × %i', (width, height) => {
  it.each(['a newcomer', 'somebody who comes back'])(
    'tells %s what, for whom and how long, with the button',
    async (who) => {
      await page.viewport(width, height)
      const workspace = new FakeWorkspace()
      if (who !== 'a newcomer') {
        workspace.progress = { '01-lists/01-queue': passed }
        workspace.settings = { ...defaultSettings, lastStep: '01-lists/02-stack' }
      }
      const longTitle: Catalogue = JSON.parse(
        JSON.stringify(catalogue).replace('"Stack"', '"Last come, first served"'),
      )
      const test = await openApp('', { workspace, catalogue: longTitle })
      await vi.waitFor(() => expect(test.heading()).toContain('Build'))
      for (const selector of ['h1', 'a.primary', '.drawing', '.facts']) {
        const bottom =
          test.page()?.shadowRoot.querySelector(selector)?.getBoundingClientRect().bottom ?? Infinity
        expect(bottom, selector).toBeLessThanOrEqual(height)
      }
    },
  )
})
