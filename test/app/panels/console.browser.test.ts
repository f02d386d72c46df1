import { afterEach, describe, expect, test, vi } from 'vitest'
import '../../../src/app/tokens.css'
import { ConsoleClear, type MrConsole } from '../../../src/app/panels/console.ts'
import { PlaceChosen } from '../../../src/app/panels/place-link.ts'
import type { ConsoleEntry, ValueData, ValueEntry } from '../../../src/wire/value-data.ts'
import { deepText, findAll, findOne, press, violations } from '../page.ts'

function show(entries: readonly ConsoleEntry[], changes: Partial<MrConsole> = {}): Promise<MrConsole> {
  const element: MrConsole = document.createElement('mr-console')
  element.style.height = '300px'
  Object.assign(element, { entries, ...changes })
  document.body.append(element)
  return element.updateComplete.then(() => element)
}

const text = (value: string): ValueData => ({ kind: 'primitive', type: 'string', text: value })
const number = (value: number): ValueData => ({ kind: 'primitive', type: 'number', text: String(value) })
const entry = (values: readonly ValueData[], changes: Partial<ConsoleEntry> = {}): ConsoleEntry => ({
  level: 'log',
  form: 'line',
  values,
  count: 1,
  indent: 0,
  ...changes,
})
const object = (
  type: string,
  shape: 'array' | 'map' | 'set' | 'plain',
  ...entries: ValueEntry[]
): ValueData => ({
  kind: 'object',
  type,
  shape,
  size: entries.length,
  entries,
})

afterEach(() => document.body.replaceChildren())

describe('lines', () => {
  test('shows values in a row, levels by sign and word, and counts of repeats', async () => {
    const element = await show([
      entry([text('sum:'), number(3)]),
      entry([text('careful')], { level: 'warn' }),
      entry([text('again')], { count: 12 }),
    ])
    const lines = findAll(element, '.line').map((line) => deepText(line))
    expect(lines[0]).toContain('sum: 3')
    expect(lines[1]).toContain('▲')
    expect(lines[1]).toContain('Warning: careful')
    expect(lines[2]).toContain('×12')
    expect(lines[2]).toContain('printed 12 times')
  })

  test('escapes colour codes, direction marks and other controls, and keeps HTML as text', async () => {
    const element = await show([
      entry([text('\u001b[31mred\u001b[0m \u202eevil <img src=x onerror=alert(1)>\r')]),
    ])
    const line = findOne(element, '.line')
    expect(deepText(line)).toContain('\\x1b[31mred\\x1b[0m \\u{202e}evil <img src=x onerror=alert(1)>\\x0d')
    expect(findAll(element, 'img')).toHaveLength(0)
  })

  test('says what to do while it is empty, and what was dropped', async () => {
    const empty = await show([], { emptyText: 'Press Run.' })
    expect(deepText(empty)).toContain('Press Run.')
    const full = await show([entry([text('a')])], { dropped: 1234 })
    expect(deepText(full)).toContain('1 lines shown, the rest (1,234) was dropped.')
  })

  test('Clear asks its owner', async () => {
    const element = await show([entry([text('a')])])
    const cleared = vi.fn()
    element.addEventListener(ConsoleClear.type, cleared)
    findOne(element, 'button').click()
    expect(cleared).toHaveBeenCalledOnce()
  })
})

describe('threads', () => {
  const said = [
    entry([text('begun')]),
    entry([text('working')], { thread: 'Thread-1' }),
    entry([text('working')], { thread: 'mailer', level: 'error' }),
    entry([object('Array', 'array', { key: '0', value: number(7) })], { thread: 'Thread-1', form: 'table' }),
  ]

  test('each line says whose it is, in words and in a colour of its own', async () => {
    const element = await show(said)
    expect(findAll(element, '.thread').map((part) => deepText(part).replace(/\s+/g, ' '))).toEqual([
      'thread Thread-1: ',
      'thread mailer: ',
      'thread Thread-1: ',
    ])
    const [one, other, again] = findAll(element, '.thread').map((part) => getComputedStyle(part).color)
    expect(one).not.toBe(other)
    expect(one).toBe(again)
    for (const theme of ['light', 'dark']) expect(await violations(element, theme)).toEqual([])
  })

  test('lines of one thread can be seen alone; a run without it shows all', async () => {
    const element = await show(said)
    const menu = findOne<HTMLSelectElement>(element, 'select')
    expect([...menu.options].map(({ label }) => label)).toEqual([
      'All threads',
      'the program itself',
      'Thread-1',
      'mailer',
    ])
    menu.value = '=mailer'
    menu.dispatchEvent(new Event('change'))
    await element.updateComplete
    expect(findAll(element, '.line').map((line) => deepText(line))).toEqual([
      expect.stringContaining('mailer'),
    ])
    element.entries = [entry([text('another run')])]
    await element.updateComplete
    expect(deepText(element)).toContain('another run')
    expect(findAll(element, 'select')).toEqual([])
  })
})

describe('values', () => {
  test('objects open with the keyboard, one level at a time', async () => {
    const inner = object('Object', 'plain', { key: 'deep', value: text('treasure') })
    const element = await show([
      entry([object('Task', 'plain', { key: 'id', value: number(1) }, { key: 'inner', value: inner })]),
    ])
    expect(deepText(element)).toContain('Task { id: 1, inner: {…} }')
    expect(deepText(element)).not.toContain('treasure')
    findOne(element, 'summary').focus()
    await press('{Enter}')
    await expect.poll(() => deepText(element)).toContain("{ deep: 'treasure' }")
    findAll(element, 'summary')[1]?.focus()
    await press('{Enter}')
    await expect.poll(() => deepText(element)).toContain("deep: 'treasure'")
  })

  test('previews tell collections apart', async () => {
    const element = await show([
      entry([object('Array', 'array', { key: '0', value: number(1) }, { key: '1', value: text('b') })]),
      entry([object('Map', 'map', { key: text('a'), value: number(1) })]),
      entry([object('Set', 'set', { key: '0', value: text('x') })]),
      entry([
        {
          kind: 'object',
          type: 'Array',
          shape: 'array',
          size: 90,
          entries: [{ key: '0', value: number(7) }],
          more: 89,
        },
      ]),
      entry([{ kind: 'elided', text: 'Task', reason: 'depth' }]),
    ])
    const lines = findAll(element, '.line').map((line) => deepText(line))
    expect(lines[0]).toContain("(2) [1, 'b']")
    expect(lines[1]).toContain("Map(1) { 'a' → 1 }")
    expect(lines[2]).toContain("Set(1) { 'x' }")
    expect(lines[3]).toContain('(90) [7, … 89 more]')
    expect(lines[4]).toContain('Task …')
  })

  test('long texts are folded', async () => {
    const element = await show([entry([text('word '.repeat(400))])])
    expect(deepText(element)).toContain('(2,000 characters)')
    findOne(element, 'summary').click()
    await expect.poll(() => deepText(element).length).toBeGreaterThan(2000)
  })

  test('console.table is a table', async () => {
    const row = (id: number, name: string) =>
      object('Object', 'plain', { key: 'id', value: number(id) }, { key: 'name', value: text(name) })
    const table = object(
      'Array',
      'array',
      { key: '0', value: row(1, 'Ada') },
      { key: '1', value: row(2, 'Bo') },
    )
    const element = await show([entry([table], { form: 'table' })])
    const cells = findAll(element, 'tr').map((line) =>
      [...line.children].map((cell) => deepText(cell).trim()),
    )
    expect(cells).toEqual([
      ['(index)', 'id', 'name'],
      ['0', '1', "'Ada'"],
      ['1', '2', "'Bo'"],
    ])
  })

  test('an uncaught error leads to its places', async () => {
    const frames = [{ file: 'exercise.ts', line: 12, column: 5, in: 'pop' }]
    const cause = { name: 'RangeError', message: 'too far', frames: [] }
    const element = await show([
      entry([], { level: 'error', error: { name: 'TypeError', message: 'no', frames, cause } }),
    ])
    expect(deepText(element)).toContain('TypeError: no')
    expect(deepText(element).replace(/\s+/g, ' ')).toContain('Caused by: RangeError: too far')
    const chosen = vi.fn<(event: Event) => void>()
    element.addEventListener(PlaceChosen.type, chosen)
    findOne(element, '.place').click()
    expect(chosen.mock.calls[0]?.[0]).toMatchObject({ file: 'exercise.ts', line: 12, column: 5 })
  })
})

describe('many lines', () => {
  const many = (count: number): ConsoleEntry[] =>
    Array.from({ length: count }, (_, at) => entry([text(`line ${at}`), number(at)]))

  test('of 5,000 lines both ends are drawn first, and the rest in later frames', async () => {
    const element = await show([])
    element.entries = many(5000)
    await element.updateComplete
    const first = deepText(element)
    expect(first).toContain('line 0')
    expect(first).toContain('line 4999')
    expect(findAll(element, '.line').length).toBeLessThan(2000)
    await expect.poll(() => findAll(element, '.line').length, { timeout: 10_000 }).toBe(5000)
    expect(findAll(element, '.line').map((line) => deepText(line).trim())).toEqual(
      Array.from({ length: 5000 }, (_, at) => `line ${at} ${at}`),
    )
  })

  test('stays at the end, unless one has scrolled up', async () => {
    const element = await show(many(500))
    const lines = findOne(element, '.lines')
    const distance = () => lines.scrollHeight - lines.scrollTop - lines.clientHeight
    await expect.poll(distance).toBeLessThan(2)
    element.entries = many(900)
    await expect.poll(() => deepText(element)).toContain('line 899')
    await expect.poll(distance).toBeLessThan(2)
    await expect.poll(() => findAll(element, '.line').length, { timeout: 10_000 }).toBe(900)
    const scrolled = new Promise((resolve) => lines.addEventListener('scroll', resolve, { once: true }))
    lines.scrollTop = 100
    await scrolled
    element.entries = many(1200)
    await expect.poll(() => findAll(element, '.line').length, { timeout: 10_000 }).toBe(1200)
    expect(lines.scrollTop).toBeLessThan(200)
  })
})

test.each(['light', 'dark'])('axe finds nothing, %s', async (theme) => {
  const element = await show(
    [
      ...(['debug', 'log', 'info', 'warn', 'error'] as const).map((level) =>
        entry([text(level), number(1)], { level }),
      ),
      entry([text('a note')], { form: 'note', level: 'info' }),
      entry([object('Task', 'plain', { key: 'id', value: number(1) })], { indent: 2, count: 3 }),
      entry([object('Array', 'array', { key: '0', value: number(1) })], { form: 'table' }),
      entry([], {
        level: 'error',
        error: { name: 'E', message: 'm', frames: [{ file: 'exercise.ts', line: 1, column: 1, in: '' }] },
      }),
    ],
    { status: 'Finished in 3 ms.', dropped: 3 },
  )
  findOne(element, 'summary').click()
  await element.updateComplete
  expect(await violations(element, theme)).toEqual([])
  element.isStale = true
  await element.updateComplete
  expect(await violations(element, theme)).toEqual([])
})
