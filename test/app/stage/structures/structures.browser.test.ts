import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, page } from 'vitest/browser'
import '../../../../src/app/tokens.css'
import type { MrStructures } from '../../../../src/app/stage/structures/structures.ts'
import '../../../../src/app/stage/structures/structures.ts'
import { TaskChosen } from '../../../../src/app/stage/task/task-chosen.ts'
import { parseDrawn, type DrawnSpec } from '../../../../src/course/lesson-stage.ts'
import type { TraceLog } from '../../../../src/trace/log.ts'
import { taskOfItem } from '../../../../src/trace/task-path.ts'
import { findAll, findButton, findOne, violations, words } from '../../page.ts'
import { StructureRun } from './structure-run.ts'

const specs = (...texts: readonly string[]): readonly DrawnSpec[] =>
  texts.map(parseDrawn).filter((one): one is DrawnSpec => one !== null)
const texts = (element: Element): readonly string[] =>
  findAll(element, '[data-item] button span:first-child').map(words)

async function show(element: MrStructures, log: TraceLog, seq: number): Promise<void> {
  Object.assign(element, {
    state: log.stateAt(seq),
    stateBefore: log.stateAt(seq - 1),
    event: log.event(seq),
  })
  await element.updateComplete
}

async function open(log: TraceLog, seq: number, drawn: readonly DrawnSpec[]): Promise<MrStructures> {
  const element = document.createElement('mr-structures')
  Object.assign(element, { drawn })
  document.body.append(element)
  await show(element, log, seq)
  return element
}

const queue = new StructureRun('MyQueue')
  .structure('queue', [])
  .structure('queue', ['Ada'], "push('Ada')")
  .structure('queue', ['Ada', 'Bo'], "push('Bo')")
  .structure('queue', ['Bo'], 'pop()').log

beforeEach(async () => {
  await page.viewport(700, 700)
})
afterEach(async () => {
  document.body.replaceChildren()
  await motion('no-preference')
})

async function motion(value: 'reduce' | 'no-preference'): Promise<void> {
  const session = cdp() as unknown as { send(method: string, options: object): Promise<unknown> }
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] })
}

/** Where what is drawn comes from, and where it goes. */
function movesOf(element: MrStructures): readonly string[] {
  return findAll(element, 'li').flatMap((item) =>
    item.getAnimations().flatMap(({ effect }) => {
      const [from, to] = effect instanceof KeyframeEffect ? effect.getKeyframes() : []
      return [`${words(item).split(',')[0]}: ${String(from?.['translate'])} → ${String(to?.['translate'])}`]
    }),
  )
}

describe('a queue', () => {
  test('has its letters from head to tail, and says what was done', async () => {
    const element = await open(queue, 4, specs('queue MyQueue'))
    expect(texts(element)).toEqual(['Ada', 'Bo'])
    const list = findOne(element, 'ol')
    expect(list.getAttribute('aria-label')).toBe('queue: 2 items, from the head to the tail')
    expect(list.getAttribute('role')).toBe('list')
    expect(findAll(list, 'button').map(words)).toEqual(['Ada, head', 'Bo, tail'])
    expect(words(findOne(element, '.words'))).toBe("push('Bo') put it at the tail.")
  })

  test('keeps what was done last in sight, until one goes back to before it', async () => {
    const run = new StructureRun('MyQueue')
      .structure('queue', ['Ada'], "push('Ada')")
      .structure('queue', ['Ada', 'Bo'], "push('Bo')")
    const { log } = run.event('main', { kind: 'timer-set', timer: 1, ms: 5 })
    const element = await open(log, 3, specs('queue MyQueue'))
    expect(findOne(element, '.words').className).toContain('now')
    await show(element, log, 4)
    expect(words(findOne(element, '.words'))).toBe("push('Bo') put it at the tail.")
    expect(findOne(element, '.words').className).not.toContain('now')
    await show(element, log, 1)
    expect(words(element)).toContain('None is made yet.')
  })

  test('lets a letter in at the tail and out at the head, and the others move up', async () => {
    const element = await open(queue, 3, specs('queue MyQueue'))
    expect(movesOf(element), 'what is drawn for the first time stands still').toEqual([])
    await show(element, queue, 4)
    expect(movesOf(element)).toEqual(['Bo: 44px → 0px'])
    const bo = findAll(element, '[data-item]')[1]
    await show(element, queue, 5)
    expect(findOne(element, '[data-item]'), 'the same element').toBe(bo)
    const [moved = '', gone] = movesOf(element)
    expect(moved).toMatch(/^Bo: [1-9][\d.]*px → 0px$/)
    expect(gone).toBe('Ada: 0px → -44px')
    await expect.poll(() => findAll(element, '.leaving li').length).toBe(0)
    expect(texts(element)).toEqual(['Bo'])
  })

  test('stands still where motion is reduced: what is new only glows', async () => {
    await motion('reduce')
    const element = await open(queue, 3, specs('queue MyQueue'))
    await show(element, queue, 4)
    expect(movesOf(element)).toEqual([])
    expect(findAll(element, 'button').map((item) => item.getAnimations().length)).toEqual([0, 1])
    await show(element, queue, 5)
    expect(movesOf(element)).toEqual([])
    expect(findAll(element, '.leaving li')).toEqual([])
  })

  test('tells which item is to be followed, and lets it stand out', async () => {
    const element = await open(queue, 4, specs('queue MyQueue'))
    const chosen = vi.fn<(event: Event) => void>()
    document.body.addEventListener(TaskChosen.type, chosen, { once: true })
    findButton(element, 'Bo').click()
    expect(chosen.mock.calls[0]?.[0]).toMatchObject({ item: '4.0' })
    Object.assign(element, { task: 4, taskOf: (id: string) => taskOfItem(queue, id) })
    await element.updateComplete
    expect(findAll(element, '[aria-pressed="true"]').map(words)).toEqual(['Bo, tail'])
  })
})

test('an item that is poured from one stack onto the other comes from above', async () => {
  const { log } = new StructureRun()
    .structure('inbox', ['Ada'], "push('Ada')")
    .structure('outbox', [])
    .structure('inbox', [], 'pop()')
    .structure('outbox', ['Ada'], "push('Ada')")
  const element = await open(log, 3, specs('stack MyStack'))
  expect(findAll(element, 'section').map((one) => one.getAttribute('aria-label'))).toEqual([
    'inbox',
    'outbox',
  ])
  await show(element, log, 4)
  expect(movesOf(element)).toEqual(['Ada: 0px → 0px -44px'])
  await show(element, log, 5)
  expect(movesOf(element)).toContain('Ada: 0px -44px → 0px')
})

test('a list of Redis names both ends, who waits, and how many are not shown', async () => {
  const letters = Array.from({ length: 100 }, (_, at) => `letter ${at}`)
  const { log } = new StructureRun().command('main', 'RPUSH mail x', { put: letters })
  const element = await open(log, 2, specs('list mail', 'list other'))
  const [mail, other] = findAll(element, 'section')
  expect(words(mail as Element)).toContain('head LPUSH → ← LPOP')
  expect(words(mail as Element)).toContain('tail ← RPUSH RPOP →')
  expect(words(mail as Element)).toContain('… 91 more letter 98')
  expect(words(other as Element)).toContain('empty')
})

test.for(['light', 'dark'])('everybody can use what is drawn, in the %s theme', async (theme) => {
  const run = new StructureRun()
    .structure('stack', ['1', '0'], 'push(0)')
    .command('main', 'RPUSH mail x', { put: ['a', 'b'] })
  run.event('main', {
    kind: 'enter',
    frame: 1,
    parent: null,
    name: 'f',
    file: 'exercise.ts',
    line: 1,
    isAsync: false,
  })
  const value = { kind: 'primitive', type: 'number', text: '13' } as const
  const { log } = run.event('main', { kind: 'step', frame: 1, line: 2, changes: [{ name: 'num', value }] })
  const element = await open(log, 5, specs('stack stack', 'list mail', 'bits num', 'zset none'))
  expect(findOne(element, '.digits').getAttribute('aria-label')).toBe('num is 13, in binary digits 1101')
  expect(await violations(element, theme)).toEqual([])
})
