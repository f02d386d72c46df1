import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../../src/app/tokens.css'
import type { ShownOnStage, StageShow } from '../../../src/app/lesson/step-events.ts'
import type { Followed } from '../../../src/app/panels/followed.ts'
import '../../../src/app/panels/redis.ts'
import { findAll, findButton, findOne, focused, press, violations } from '../page.ts'
import { RedisDouble } from '../redis-double.ts'
import { linesDouble, noteDouble, sessionDouble } from './inbox-doubles.ts'
import { openInbox, rows, said, shownRows, words } from './inbox-page.ts'
import { keyDouble, stateDouble } from './redis-doubles.ts'

const long = 'x'.repeat(300)
const followed: Followed = {
  task: 3,
  mails: new Set([2]),
  sessions: new Set([7]),
  items: new Map([
    [
      '5:mail',
      new Map([
        [1, 'b'],
        [2, long],
        [59, 'z'],
      ]),
    ],
  ]),
}

/** What the page is asked to show. */
function asked(panel: Element): ShownOnStage[] {
  const all: ShownOnStage[] = []
  panel.addEventListener('stage-show', (event) => all.push((event as StageShow).what))
  return all
}

async function openRedis() {
  const link = new RedisDouble()
  const panel = document.createElement('mr-redis')
  Object.assign(panel, { link, scope: '4.1' })
  panel.style.cssText = 'width: 900px; height: 800px'
  document.body.append(panel)
  await panel.updateComplete
  const texts = ['a', 'b', `${long.slice(0, 199)}…`, ...Array.from({ length: 47 }, () => 'c')]
  const list = keyDouble('mail', 'list', texts, { length: 60, lastEntries: [{ text: 'y' }, { text: 'z' }] })
  const show = (): void => link.tell((listener) => listener.onState?.(stateDouble({ db: 5, keys: [list] })))
  show()
  findOne<HTMLSelectElement>(panel, 'select').value = '5'
  findOne(panel, 'select').dispatchEvent(new Event('change'))
  show()
  await expect.poll(() => findAll(panel, 'li.item').length).toBe(52)
  const marked = () =>
    findAll(panel, 'li.item')
      .filter((item) => words(item).includes('followed:'))
      .map((item) => words(item).replace(/^ (\d+).*/, '$1'))
  return { panel, marked }
}

beforeEach(() => page.viewport(1000, 900))
afterEach(() => document.body.replaceChildren())

test('items of the followed task are marked, also of a text that was cut; others are not', async () => {
  const { panel, marked } = await openRedis()
  expect(marked()).toEqual([])
  panel.followed = followed
  await expect.poll(marked).toEqual(['1', '2', '59'])
  for (const theme of ['light', 'dark']) expect(await violations(panel, theme)).toEqual([])
  findOne(panel, 'summary').click()
  await expect.poll(() => words(findOne(panel, 'summary'))).toContain('followed:')
  panel.followed = { ...followed, items: new Map([['0:mail', new Map([[0, 'a']])]]) }
  await expect.poll(() => words(findOne(panel, 'summary'))).not.toContain('followed:')
})

test('an item is followed with its index, by keyboard too', async () => {
  const { panel } = await openRedis()
  const all = asked(panel)
  const [, second, last] = [0, 1, 51].map((at) => findAll(panel, 'li.item > button')[at])
  expect(second?.getAttribute('aria-label')).toBe('Follow item 1')
  second?.focus()
  expect(focused()).toBe(second)
  await press('{Enter}')
  last?.click()
  const place = { db: 5, key: 'mail' }
  expect(all).toEqual([
    { item: { ...place, index: 1, text: 'b' } },
    { item: { ...place, index: 59, text: 'z' } },
  ])
})

test('an opened mail can be followed; its row, its session and itself are marked', async () => {
  const { panel, link, deliver } = await openInbox()
  const all = asked(panel)
  deliver(noteDouble(1), noteDouble(2))
  await shownRows(panel).toHaveLength(2)
  rows(panel)[0]?.click()
  await expect.poll(() => findAll(panel, 'mr-inbox-message h3').length).toBe(0)
  await expect.poll(() => words(findOne(panel, 'mr-inbox-message'))).toContain('Follow this mail')
  findButton(panel, 'Follow this mail').click()
  expect(all).toEqual([{ mail: 2 }])
  const heading = () => words(findOne(panel, 'h3'))
  expect([...rows(panel).map(words), heading()].filter((text) => text.includes('followed:'))).toEqual([])
  panel.followed = followed
  await expect.poll(heading).toContain('followed:')
  expect(rows(panel).map((row) => words(row).includes('followed:'))).toEqual([true, false])
  for (const theme of ['light', 'dark']) expect(await violations(panel, theme)).toEqual([])
  link.tellMail((listener) =>
    listener.onDialogue?.([sessionDouble(6), sessionDouble(7)], linesDouble(7, said), []),
  )
  await expect.poll(() => words(panel)).toContain('Sessions2')
  findButton(panel, 'Sessions').click()
  await expect.poll(() => rows(panel).map((row) => words(row).includes('followed:'))).toEqual([true, false])
})
