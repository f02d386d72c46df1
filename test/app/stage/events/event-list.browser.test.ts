import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { findAll, findButton, findOne, press, words } from '../../page.ts'
import { open } from '../open-stage.ts'
import { longRun } from '../recordings.ts'

beforeEach(() => page.viewport(1300, 900))
afterEach(() => document.body.replaceChildren())

test('has only the rows one can see, of many; the one at the playhead is marked and in sight', async () => {
  const { stage, model } = await open([1000, 700], longRun(20_000))
  const rows = () => findAll(stage, 'mr-event-list [role="row"], .row[role="row"]')
  await expect.poll(() => rows().length).toBeGreaterThan(10)
  expect(rows().length).toBeLessThan(60)
  expect(findOne(stage, '[role="grid"]').getAttribute('aria-rowcount')).toBe('20000')
  model.seek(9_000)
  await expect
    .poll(() => findAll(stage, '[aria-selected="true"].row').map(({ id }) => id))
    .toEqual(['row-9000'])
  const list = findOne(stage, '.rows').getBoundingClientRect()
  const row = findOne(stage, '#row-9000').getBoundingClientRect()
  expect(row.top).toBeGreaterThanOrEqual(list.top)
  expect(row.bottom).toBeLessThanOrEqual(list.bottom)
  expect(findOne(stage, '[role="grid"]').getAttribute('aria-activedescendant')).toBe('row-9000')
})

test('a click goes there; arrows go from match to match; numbers stay', async () => {
  const { stage, model } = await open()
  await userEvent.fill(findOne(stage, 'input[type="search"]'), 'rpush')
  await expect
    .poll(() => findAll(stage, '.row .seq').map(words))
    .toEqual(['14', '27', '40', '53', '66', '79'])
  expect(words(findOne(stage, 'mr-event-filter'))).toContain('6 of 91')
  findOne(stage, '#row-40').click()
  expect(model.snapshot.playhead).toBe(40)
  findOne(stage, '[role="grid"]').focus()
  await press('{ArrowDown}')
  expect(model.snapshot.playhead).toBe(53)
  findButton(stage, 'Match before').click()
  expect(model.snapshot.playhead).toBe(40)
  await userEvent.fill(findOne(stage, 'input[type="search"]'), 'nosuch')
  await expect.poll(() => words(findOne(stage, 'mr-event-list'))).toContain('No event is like that.')
})

test('the event at the playhead stays in sight when something else is searched for, or nothing', async () => {
  const { stage, model } = await open([1000, 700], longRun(20_000))
  model.seek(9_000)
  const current = () => findAll(stage, '[aria-selected="true"].row').map(({ id }) => id)
  await expect.poll(current).toEqual(['row-9000'])
  for (const text of ['llen', '']) {
    model.setFilter({ text })
    await expect.poll(() => model.isSearching).toBe(false)
    await expect.poll(() => findAll(stage, '#row-8999, #row-9000, #row-9001').length).toBeGreaterThan(0)
  }
  expect(current()).toEqual(['row-9000'])
})

test('by what events are about', async () => {
  const { stage, model } = await open()
  findButton(stage, 'Filter').click()
  await expect.poll(() => findAll(stage, '.chip').map(words)).toContain('Mail')
  findButton(stage, 'Trouble').click()
  await expect.poll(() => findAll(stage, '.row .what').map(words)).toEqual(['← 451 try again later'])
  findButton(stage, 'Trouble').click()
  expect(model.matches).toBeNull()
})
