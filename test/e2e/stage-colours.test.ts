import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStep, openVisit, type Visit } from './visit.ts'

let visit: Visit

beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())

test.each(['light', 'dark'] as const)(
  'where the system chooses the colours, %s, marks on the timeline stand out from what lies below',
  async (colorScheme) => {
    const page = await visit.visitor({ forcedColors: 'active', colorScheme })
    await openStep(page, visit.url, '01-lists/01-queue')
    await page.getByRole('tab', { name: 'Stage' }).click()
    await page.getByRole('slider', { name: 'Playhead' }).waitFor()
    const colours = await page
      .locator('mr-timeline .probes i')
      .evaluateAll((probes) =>
        Object.fromEntries(
          (probes as HTMLElement[]).map((probe) => [probe.dataset['name'], getComputedStyle(probe).color]),
        ),
      )
    const { paper, sunken, rule, ink, redis, lines, stamp } = colours
    expect(paper).toBe(sunken)
    expect(new Set([paper, rule, ink, stamp]).size).toBe(4)
    expect([redis, lines]).toEqual([ink, ink])
    await page.context().close()
  },
)
