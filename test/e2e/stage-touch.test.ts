import type { CDPSession, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStep, openVisit, phone, stepFile, write, type Visit } from './visit.ts'

let visit: Visit
let page: Page
let browser: CDPSession

beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit?.close())
beforeEach(async () => {
  page = await visit.visitor({ viewport: phone, hasTouch: true, isMobile: true })
  browser = await page.context().newCDPSession(page)
  const step = '04-redis/06-registration'
  await openStep(page, visit.url, step)
  await page.getByRole('tab', { name: 'Code' }).click()
  await write(page, stepFile(step, 'solution.ts'))
  await page.keyboard.press('Control+Enter')
  await page.getByRole('tab', { name: 'Result' }).click()
  await page.getByRole('tab', { name: 'Stage' }).click()
  await expect.poll(position, { timeout: 60_000 }).toMatch(/The run has finished/)
})
afterEach(() => page.context().close())

const plot = () => page.getByRole('slider', { name: /playhead/i })
const position = async (): Promise<string> => (await plot().getAttribute('aria-valuetext')) ?? ''
const isLive = async (): Promise<boolean> =>
  (await plot().locator('.playhead').getAttribute('class'))?.includes('is-live') ?? false

/** Share of the recording that is seen, and where it begins. */
async function seen(): Promise<{ readonly share: number; readonly start: number }> {
  const thumb = plot().locator('.thumb')
  if ((await thumb.count()) === 0) return { share: 1, start: 0 }
  return thumb.evaluate(({ style }) => ({
    share: parseFloat(style.width) / 100,
    start: parseFloat(style.left) / 100,
  }))
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Points on the page, for shares of the plot's width. */
async function across(...shares: readonly number[]): Promise<Point[]> {
  const box = await plot().boundingBox()
  if (!box) throw new Error('The timeline is not on the screen')
  return shares.map((share) => ({ x: box.x + share * box.width, y: box.y + box.height / 2 }))
}

/** Fingers that touch, go from place to place, and are lifted. */
async function touch(...places: readonly (readonly Point[])[]): Promise<void> {
  for (const [at, points] of places.entries())
    await browser.send('Input.dispatchTouchEvent', {
      type: at === 0 ? 'touchStart' : 'touchMove',
      touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
    })
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

const between = (from: number, to: number, steps = 8): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, at) => from + ((to - from) * at) / steps)

test('two fingers zoom the timeline, not the page, and leave the playhead where it is; two fingers move it along', async () => {
  expect(await seen()).toEqual({ share: 1, start: 0 })
  const apart = await Promise.all(between(0, 0.3).map((by) => across(0.45 - by, 0.55 + by)))
  await touch(...apart)
  await expect.poll(async () => (await seen()).share).toBeLessThan(0.25)
  const near = await seen()
  expect(near.share).toBeGreaterThan(0.08)
  // What was between the fingers is there still.
  expect(near.start + near.share / 2).toBeCloseTo(0.5, 1)
  expect(await isLive()).toBe(true)

  const along = await Promise.all(between(0, 0.4).map((by) => across(0.3 + by, 0.5 + by)))
  await touch(...along)
  await expect.poll(async () => (await seen()).start).toBeLessThan(near.start)
  expect((await seen()).share).toBeCloseTo(near.share, 2)

  await touch(...apart.toReversed())
  await touch(...apart.toReversed())
  await expect.poll(seen).toEqual({ share: 1, start: 0 })
  expect(await isLive()).toBe(true)
  expect(await page.evaluate('visualViewport.scale')).toBe(1)
  expect(visit.troubles()).toEqual([])
})

test('one finger goes where it is lifted, and along with it when it moves; the page does not scroll', async () => {
  const last = Number(await plot().getAttribute('aria-valuemax'))
  const now = async (): Promise<number> => Number(await plot().getAttribute('aria-valuenow'))
  const [first, middle] = await across(0.02, 0.5)
  if (!first || !middle) throw new Error('No place')
  await touch([first])
  await expect.poll(now).toBeLessThan(last / 4)
  const start = await now()
  const scrolled = () =>
    page.evaluate('[scrollX, scrollY, document.scrollingElement.scrollTop].join(" ")') as Promise<string>
  const before = await scrolled()
  const way = await Promise.all(between(0.05, 0.7).map((share) => across(share)))
  await touch(...way)
  await expect.poll(now).toBeGreaterThan(start + 10)
  const there = await now()
  // Up and down it stays at its time.
  await touch([middle], [{ ...middle, y: middle.y - 30 }], [{ ...middle, y: middle.y + 200 }])
  await expect.poll(now).not.toBe(there)
  expect(await scrolled()).toBe(before)

  // The finger that is left of two does nothing.
  const still = await now()
  const pair = await across(0.3, 0.8)
  const [, right] = pair
  if (!right) throw new Error('No place')
  await browser.send('Input.dispatchTouchEvent', {
    type: 'touchStart',
    touchPoints: pair.map((one, id) => ({ ...one, id })),
  })
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [{ ...right, id: 1 }] })
  for (const by of between(0, 40))
    await browser.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: [{ x: right.x - by, y: right.y, id: 1 }],
    })
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  expect(await now()).toBe(still)
  expect(visit.troubles()).toEqual([])
})

test('wheel and keys: nearer around the pointer and the playhead, along, and all of it again', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await plot().hover()
  await page.mouse.wheel(0, -600)
  await expect.poll(async () => (await seen()).share).toBeLessThan(0.5)
  const { start, share } = await seen()
  await page.keyboard.down('Shift')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Shift')
  await expect.poll(async () => (await seen()).start).toBeLessThan(start)
  expect((await seen()).share).toBeCloseTo(share, 5)
  // What a touchpad tells of two fingers: the page must not become larger by it.
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -300)
  await page.keyboard.up('Control')
  await expect.poll(async () => (await seen()).share).toBeLessThan(share)
  expect(await page.evaluate('visualViewport.scale')).toBe(1)
  await plot().focus()
  await page.keyboard.press('0')
  await expect.poll(seen).toEqual({ share: 1, start: 0 })
  await page.keyboard.press('Home')
  await page.keyboard.press('+')
  await expect.poll(async () => (await seen()).share).toBeCloseTo(0.5, 2)
  await page.keyboard.press('End')
  await expect.poll(async () => (await seen()).start).toBeGreaterThan(0)
  await page.keyboard.press('-')
  await expect.poll(seen).toEqual({ share: 1, start: 0 })
})
