import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import type { MrRedis } from '../../../src/app/panels/redis.ts'
import '../../../src/app/panels/redis.ts'
import { deepText, findAll, findButton, findOne, focused, press, violations } from '../page.ts'
import { RedisDouble, reply } from '../redis-double.ts'
import { clientDouble, commandDouble, keyDouble, stateDouble } from './redis-doubles.ts'

const waiting = clientDouble(4, { name: 'worker', waitsFor: ['queue_name'] })
const keys = [
  keyDouble('code:anna', 'string', ['483920'], { ttlMs: 9400 }),
  keyDouble(
    'long',
    'list',
    Array.from({ length: 50 }, (_, at) => `task ${at}`),
    {
      length: 60,
      lastEntries: [{ text: 'task 59' }],
    },
  ),
  keyDouble('user:anna', 'hash', [{ text: 'email', value: 'anna@example.com' }]),
]

async function open(changes: Partial<MrRedis> = {}, size = [420, 800]) {
  const link = new RedisDouble()
  const panel = document.createElement('mr-redis')
  Object.assign(panel, { link, scope: '4.1', ...changes })
  panel.style.cssText = `width: ${size[0]}px; height: ${size[1]}px`
  document.body.append(panel)
  await panel.updateComplete
  // By then it knows its size, and its parts have their places.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  await panel.updateComplete
  return { panel, link }
}

const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')
const show = (link: RedisDouble, changes: Parameters<typeof stateDouble>[0]) =>
  link.tell((listener) => listener.onState?.(stateDouble(changes)))
const line = (panel: Element) => findOne<HTMLInputElement>(panel, 'input[role="combobox"]')

beforeEach(async () => {
  await page.viewport(1000, 900)
  sessionStorage.clear()
})
afterEach(() => document.body.replaceChildren())

describe('keys', () => {
  test('a list is drawn from head to tail, with a gap that says how many; a hash as a table; what expires counts down', async () => {
    const { panel, link } = await open()
    show(link, { keys })
    await expect.poll(() => words(panel)).toContain('head ↓ LPUSH, LPOP')
    const list = findOne(panel, 'ol')
    expect(findAll(list, 'li').length).toBe(52)
    expect(words(list)).toContain('task 49 … 9 more items … 59task 59')
    expect(words(panel)).toContain('RPUSH, RPOP ↑ tail')
    expect(words(findOne(panel, 'table.hash'))).toContain('email anna@example.com')
    expect(words(panel)).toContain('expires in')
    const left = () => Number.parseFloat(words(findOne(panel, 'mr-redis-time')))
    const before = left()
    await expect.poll(left).toBeLessThan(before)
  })

  test('at a speed time flies; at full speed the countdown only says what the states say', async () => {
    const { panel, link } = await open({ rate: 0 })
    show(link, { keys: [keyDouble('k', 'string', ['x'], { ttlMs: 9450 })] })
    await expect.poll(() => words(findOne(panel, 'mr-redis-time'))).toContain('9.4 s')
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(words(findOne(panel, 'mr-redis-time'))).toContain('9.4 s')
    panel.rate = 20
    await expect.poll(() => Number.parseFloat(words(findOne(panel, 'mr-redis-time')))).toBeLessThan(5)
  })

  test('a key that changes flashes, one that only came with the panel does not', async () => {
    const { panel, link } = await open()
    show(link, { keys: [keyDouble('q', 'list', ['a'])] })
    await expect.poll(() => findAll(panel, 'details').length).toBe(1)
    expect(findOne(panel, 'details').className).not.toContain('flash')
    show(link, { keys: [keyDouble('q', 'list', ['a', 'b'])] })
    await expect.poll(() => findOne(panel, 'details').className).toContain('flash')
    expect(words(findOne(panel, 'li.new'))).toContain('b')
  })

  test('clients that wait for a key stand with it, though it is not there', async () => {
    const { panel, link } = await open()
    show(link, { clients: [waiting] })
    await expect.poll(() => words(panel)).toContain('queue_name worker #4 waits 0.')
    expect(words(panel)).toContain('Clients (1 waiting)')
    findButton(panel, 'Clients').click()
    await expect
      .poll(() => words(findOne(panel, 'mr-redis-clients')))
      .toContain('waits for queue_name, since')
  })

  test('an empty database says what to do, and where there are keys; another one is one press away', async () => {
    const { panel, link } = await open()
    show(link, { keys: [keyDouble('q', 'list', ['a'])] })
    show(link, { sizes: { 6: 2 } })
    await expect.poll(() => words(panel)).toContain('Nothing is stored in db 0. There are keys in db 6.')
    findButton(panel, 'RPUSH queue_name hello').click()
    await expect.poll(() => line(panel).value).toBe('RPUSH queue_name hello')
    expect(link.asked).toEqual([])
    findButton(panel, 'db 6').click()
    expect(link.watched.at(-1)).toBe(6)
  })

  test('many keys are closed at first and can be seen by their types', async () => {
    const { panel, link } = await open()
    const strings = ['a', 'b', 'c', 'd'].map((name) => keyDouble(name, 'string', ['x']))
    show(link, { keys: [...strings, ...keys] })
    await expect.poll(() => findAll(panel, 'details').length).toBe(7)
    expect(findAll(panel, 'details[open]').length).toBe(0)
    findButton(panel, /^hash hash 1$|hash 1$/).click()
    await expect.poll(() => findAll(panel, 'details').length).toBe(1)
    findOne(panel, 'summary').click()
    await expect.poll(() => findAll(panel, 'table.hash').length).toBe(1)
  })
})

describe('commands', () => {
  const tell = (link: RedisDouble, ...texts: string[]) =>
    link.tell((listener) =>
      listener.onCommands?.(
        texts.map((text) => commandDouble(text.split(' '))),
        0,
      ),
    )

  test('with client, time, reply, wait and what was not sent; errors by sign too', async () => {
    const { panel, link } = await open()
    const popped = { kind: 'list', items: [{ kind: 'text', text: 'a', length: 1 }], length: 3 } as const
    link.tell((listener) =>
      listener.onCommands?.(
        [
          commandDouble(['blpop', 'q', '0'], { client: waiting, at: 3000, waitedMs: 1500, reply: popped }),
          commandDouble(['incr', 'q'], { at: 3007, reply: { kind: 'error', text: 'WRONGTYPE no' } }),
        ],
        312,
      ),
    )
    link.tell((listener) => listener.onExpired?.([{ db: 0, key: 'code:bob', at: 4000 }]))
    await expect
      .poll(() => words(findOne(panel, '.lines')))
      .toContain('1.500 worker #4 BLPOP q 0 →answer: ["a", … 2 more] after 1.5 s')
    expect(words(panel)).toContain('1.507 #3 INCR q →answer: ✕error: WRONGTYPE no')
    expect(words(panel)).toContain('+312 not shown')
    expect(words(panel)).toContain('expired: code:bob')
  })

  test('follows the end unless one has scrolled up; pauses; filters; is emptied', async () => {
    const { panel, link } = await open()
    tell(link, ...Array.from({ length: 150 }, (_, at) => `set key${at} x`))
    const lines = findOne(panel, '.lines')
    const fromEnd = () => lines.scrollHeight - lines.scrollTop - lines.clientHeight
    await expect.poll(() => words(lines)).toContain('key149')
    await expect.poll(fromEnd).toBeLessThan(2)
    lines.scrollTop = 0
    await expect.poll(() => fromEnd()).toBeGreaterThan(100)
    await new Promise(requestAnimationFrame)
    tell(link, 'set late x')
    await expect.poll(() => words(lines)).toContain('late')
    expect(lines.scrollTop).toBe(0)
    findButton(panel, 'Pause').click()
    await panel.updateComplete
    tell(link, 'set hidden x')
    await expect.poll(() => words(panel)).toContain('Go on (+1)')
    expect(words(lines)).not.toContain('hidden')
    findButton(panel, 'Go on').click()
    await expect.poll(() => words(lines)).toContain('hidden')
    await userEvent.fill(findOne(panel, 'input[type="search"]'), 'key77')
    await expect.poll(() => findAll(lines, '.line').length).toBe(1)
    await userEvent.fill(findOne(panel, 'input[type="search"]'), 'nosuch')
    await expect.poll(() => words(lines)).toContain('No command here has “nosuch” in it.')
    findButton(findOne(panel, 'mr-redis-commands'), 'Clear').click()
    await expect.poll(() => words(lines)).toContain('No command yet.')
  })

  test('out of sight they are counted as news, until they are seen', async () => {
    const news = vi.fn()
    const { panel, link } = await open({ isSeen: false })
    panel.addEventListener('redis-news', (event) => news((event as unknown as { count: number }).count))
    tell(link, 'ping', 'ping')
    tell(link, 'ping')
    panel.isSeen = true
    await panel.updateComplete
    tell(link, 'ping')
    expect(news.mock.calls).toEqual([[2], [3], [0]])
  })
})

describe('the prompt', () => {
  test('by keyboard: completion of command and key, help, answer, history', async () => {
    const { panel, link } = await open()
    link.answer = () => reply('(integer) 3')
    show(link, { keys: [keyDouble('queue_name', 'list', ['a'])] })
    line(panel).focus()
    await userEvent.keyboard('llen')
    await expect.poll(() => words(findOne(panel, '.help'))).toContain('LLEN key')
    await userEvent.keyboard(' qu')
    await expect.poll(() => findAll(panel, '[role="option"]').map(words)).toEqual([' queue_name '])
    await press('{Tab}')
    await expect.poll(() => line(panel).value).toBe('llen queue_name ')
    expect(focused()).toBe(line(panel))
    await press('{Enter}')
    await expect
      .poll(() => words(findOne(panel, '[role="log"].output')))
      .toContain('llen queue_name (integer) 3')
    expect(link.asked).toEqual(['llen queue_name'])
    await press('{ArrowUp}')
    await expect.poll(() => line(panel).value).toBe('llen queue_name')
    await press('{Escape}')
    await expect.poll(() => line(panel).value).toBe('')
    await userEvent.keyboard('help llen{Enter}')
    await expect.poll(() => words(findOne(panel, '[role="log"].output'))).toContain('help llen LLEN key')
    expect(link.asked).toEqual(['llen queue_name'])
    // Nothing to complete: Tab leads on.
    await press('{Tab}')
    expect(focused()).not.toBe(line(panel))
  })

  test('a wait can be interrupted by key and by button, messages come in, errors are marked', async () => {
    const { panel, link } = await open()
    link.answer = (asked) =>
      asked === 'bad' ? reply('(error) ERR no', { isError: true }) : new Promise(() => {})
    line(panel).focus()
    await userEvent.keyboard('bad{Enter}')
    await expect.poll(() => words(panel)).toContain('✕ (error) ERR no')
    await userEvent.keyboard('blpop q 0{Enter}')
    await expect.poll(() => words(findOne(panel, 'mr-redis-prompt'))).toContain('Interrupt')
    await press('{Control>}c{/Control}')
    expect(link.interrupts).toBe(1)
    findButton(panel, 'Interrupt').click()
    expect(link.interrupts).toBe(2)
    link.tell((listener) => listener.onPush?.('1) "message"'))
    await expect.poll(() => words(panel)).toContain('1) "message"')
  })
})

test('keeping and resetting data is asked of the owner', async () => {
  const asked: string[] = []
  const { panel } = await open()
  for (const type of ['keep-data-change', 'data-reset']) panel.addEventListener(type, () => asked.push(type))
  findOne(panel, 'input[role="switch"]').click()
  findButton(panel, 'Reset').click()
  expect(asked).toEqual(['keep-data-change', 'data-reset'])
})

test.each([
  ['light', 420, 800],
  ['dark', 420, 800],
  ['light', 900, 320],
  ['dark', 390, 420],
])('axe finds nothing, %s, %i × %i', async (theme, width, height) => {
  const { panel, link } = await open({ rate: 0 }, [width, height])
  show(link, {
    keys: [...keys, keyDouble('s', 'set', ['']), keyDouble('z', 'zset', [{ text: 'm', score: 1 }])],
    clients: [waiting],
  })
  const error = commandDouble(['incr', 'q'], { reply: { kind: 'error', text: 'ERR no' } })
  link.tell((listener) => listener.onCommands?.([error, commandDouble(['ping'], { waitedMs: 20 })], 3))
  line(panel).focus()
  await userEvent.keyboard('ping{Enter}l')
  await expect.poll(() => findAll(panel, '[role="option"]').length).toBeGreaterThan(1)
  expect(await violations(panel, theme)).toEqual([])
  await press('{Escape}')
  findButton(panel, 'Clients').click()
  await expect.poll(() => findAll(findOne(panel, 'mr-redis-clients'), 'td').length).toBeGreaterThan(0)
  expect(await violations(panel, theme)).toEqual([])
})
