import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { MrTabs, TabChange } from '../../../src/app/shell/tabs.ts'

afterEach(() => document.body.replaceChildren())

async function openTabs(): Promise<{ tabs: MrTabs; changes: string[] }> {
  const tabs = new MrTabs()
  tabs.label = 'Results'
  tabs.tabs = [
    { id: 'console', label: 'Console', badge: 3 },
    { id: 'tests', label: 'Tests' },
    { id: 'exercise.ts', label: 'exercise.ts' },
  ]
  tabs.selected = 'console'
  tabs.innerHTML = '<p slot="console">Lines</p><p slot="tests">Verdicts</p><button>Always</button>'
  const changes: string[] = []
  tabs.addEventListener(TabChange.type, (event) => {
    if (!(event instanceof TabChange)) return
    changes.push(event.id)
    tabs.selected = event.id
  })
  document.body.append(tabs)
  await tabs.updateComplete
  return { tabs, changes }
}

const tabOf = (tabs: MrTabs, id: string): HTMLElement | null | undefined =>
  tabs.shadowRoot?.getElementById(`tab-${id}`)
const isShown = (tabs: MrTabs, text: string): boolean =>
  [...tabs.children].some((child) => child.textContent === text && child.checkVisibility())

describe('mr-tabs', () => {
  it('is one tab stop, and its panel is named by the selected tab', async () => {
    const { tabs } = await openTabs()
    const stops = [...(tabs.shadowRoot?.querySelectorAll('[role=tab]') ?? [])].map((tab) =>
      tab.getAttribute('tabindex'),
    )
    expect(stops).toEqual(['0', '-1', '-1'])
    const panel = tabs.shadowRoot?.querySelector('[role=tabpanel]')
    expect(panel?.getAttribute('aria-labelledby')).toBe('tab-console')
    expect(tabOf(tabs, 'console')?.getAttribute('aria-controls')).toBe(panel?.id)
  })

  it('moves and chooses with arrows, Home and End, around the corners', async () => {
    const { tabs, changes } = await openTabs()
    tabs.focus()
    for (const key of ['{ArrowRight}', '{ArrowRight}', '{ArrowRight}', '{ArrowLeft}', '{Home}', '{End}']) {
      await userEvent.keyboard(key)
      await tabs.updateComplete
    }
    expect(changes).toEqual(['tests', 'exercise.ts', 'console', 'exercise.ts', 'console', 'exercise.ts'])
    expect(tabs.shadowRoot?.activeElement).toBe(tabOf(tabs, 'exercise.ts'))
  })

  it('shows the selected panel and what belongs to all', async () => {
    const { tabs } = await openTabs()
    expect([isShown(tabs, 'Lines'), isShown(tabs, 'Verdicts'), isShown(tabs, 'Always')]).toEqual([
      true,
      false,
      true,
    ])
    tabOf(tabs, 'tests')?.click()
    await tabs.updateComplete
    expect([isShown(tabs, 'Lines'), isShown(tabs, 'Verdicts'), isShown(tabs, 'Always')]).toEqual([
      false,
      true,
      true,
    ])
  })

  it('leaves the choice to its owner and is silent about the tab that is chosen', async () => {
    const { tabs, changes } = await openTabs()
    tabOf(tabs, 'console')?.click()
    expect(changes).toEqual([])
  })
})
