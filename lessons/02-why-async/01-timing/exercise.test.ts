import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { Action } from './exercise'

test('act waits a second for each item, one after another', async () => {
  for (const items of [[7], [7, 11, 42]]) {
    const act = await run(items)
    const what = `new Action(${show(items)}).act() should take ${items.length} s, a second for each item`
    check({ ...act, value: act.seconds, did: () => took(act) }, items.length, what, () => aboutTime(items.length, act))
  }
})

test('act resolves to the seconds it took', async () => {
  for (const [items, rest] of [[[7, 11, 42], 0], [[7, 11], 2], [[], 1]] as const) {
    const act = await run(items, rest)
    const pause = rest > 0 ? `, called ${rest} s after the constructor,` : ''
    const what = `act() with ${items.length} items${pause} should resolve to the seconds it took, ${items.length}`
    const isClose = typeof act.value === 'number' && Math.abs(act.value - items.length) < 0.05
    check(isClose ? { ...act, value: items.length } : act, items.length, what, () => aboutSeconds(items.length, rest, act))
  }
})

test('act prints each item when its turn comes', async () => {
  const items = [7, 0, 42]
  const act = await run(items)
  const printed = items.filter((item) => act.lines.some((line) => isAbout(line, item)))
  const all = { ...act, value: show(printed), did: () => saw(act) }
  check(all, show(items), 'act() should console.log the items 7, 0 and 42', () => aboutLines(items, act))
  const times = items.map((item) => act.lines.find((line) => isAbout(line, item))?.at ?? 0)
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
  const turns = { ...act, value: show(gaps), did: () => saw(act) }
  check(turns, '[1,1]', 'act() should print 7, 0 and 42 in this order, a second apart', () => aboutTurns(times, act))
})

test('act leaves the backend as it was', async () => {
  const items = [7, 11, 42]
  const { action, backend } = newAction(items)
  const first = await tried(() => action.act())
  const what = 'After act(), the backend should still hold 7, 11, 42'
  const taken = 'Taking an item out (shift, pop, splice) empties the list of whoever made the Action. Go through it without changing it'
  check({ ...first, value: show(backend), did: () => `holds ${show(backend)}` }, show(items), what, () => (first.threw ? '' : taken))
  const second = await tried(() => action.act())
  const again = 'A second act() should take 3 s as well'
  check({ ...second, value: second.seconds, did: () => took(second) }, 3, again, () => (first.seconds === 3 && !second.threw ? 'Something that the first act() changed is missing now' : ''))
})

test('two actions share nothing', async () => {
  const one = newAction([7]).action
  const three = newAction([11, 12, 13]).action
  const [short, long] = await Promise.all([tried(() => one.act()), tried(() => three.act())])
  const oneForAll = 'Both actions use one list: it is static, or lies outside the class. Keep it in a field'
  const what = 'With an Action of one item and an Action of three, both started at once,'
  const isMixed = short.seconds === 3 && long.seconds === 3
  check({ ...short, value: short.seconds, did: () => took(short) }, 1, `${what} the first should take 1 s`, () => (isMixed ? oneForAll : ''))
  check({ ...long, value: long.seconds, did: () => took(long) }, 3, `${what} the second should take 3 s`, () => '')
})

test('tell needs no instance', async () => {
  const { action } = newAction([])
  const onClass = await tried(() => [(Action as unknown as Teller).tell()])
  const onInstance = await tried(() => [(action as unknown as Teller).tell()])
  const [text] = onClass.threw ? [] : (onClass.value as unknown[])
  const { tell } = Action as unknown as Partial<Teller>
  const did = (): string => {
    if (typeof tell !== 'function') return `cannot be called: Action.tell is ${show(tell)}`
    return onClass.threw ? onClass.did() : `returned ${show(text)}`
  }
  const seen = { ...onClass, value: typeof text, did }
  check(seen, 'string', 'Action.tell() should return a text at once', () => aboutTell(onClass, text, !onInstance.threw))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const notWaited =
  'Nobody waits. sleep(1000) gives a promise and goes on at once: write await in front of it, in a for … of loop of act itself'

function aboutTime(count: number, act: Act): string {
  if (act.threw) return ''
  if (act.isEndless) return 'It should end once every item has had its second'
  if (act.seconds === 0 && act.lines.length === 0) return 'Nothing is sent yet: go through the backend, print each item, and await sleep(1000)'
  if (act.seconds === 0 && act.isForEach)
    return 'forEach calls its function for every item and does not wait for the promises it gets back, async or not. Use for … of: there await holds up the loop'
  if (act.seconds === 0) return notWaited
  if (act.seconds === 1 && count > 1)
    return 'All of them wait during the same second. Here each item is to wait for the one before it: await inside a for … of loop'
  if (near(act.seconds, count / 1000)) return 'sleep counts milliseconds, unlike time.sleep in Python: a second is sleep(1000)'
  if (act.seconds === count + 1) return 'That is one round too many: the loop goes past the last item'
  if (act.seconds === count - 1) return 'One item is left out: no second was spent on it'
  return ''
}

function aboutSeconds(count: number, rest: number, act: Act): string {
  const { value } = act
  if (act.threw) return ''
  if (value === undefined) return 'It resolves to nothing: is a return missing'
  if (typeof value === 'string') return 'That is a text. It should be a number: whoever measures wants to calculate with it'
  if (value instanceof Date) return 'That is a point in time. Take the time at the start as well, and return the difference'
  if (typeof value !== 'number') return ''
  if (act.seconds !== count) return aboutTime(count, act)
  if (count > 0 && near(value, count * 1000)) return 'Those are milliseconds: divide by 1000'
  if (count > 0 && near(value, -count)) return 'Time does not run backwards: the end minus the start'
  if (rest > 0 && near(value, count + rest)) return 'It counts from when the Action was made. Take the time at the beginning of act'
  if (count > 0 && near(value, 0)) return 'It took longer than that. Take the end time after the loop, not before'
  if (value > 1e8) return 'That is a point in time. Take the time at the start as well, and return the difference'
  return ''
}

function aboutLines(items: readonly number[], act: Act): string {
  if (act.threw) return ''
  const numbers = act.lines.map((line) => line.text)
  if (numbers.length === 0) return 'Nothing is printed: console.log(item), before or after its second'
  if (numbers.join() === items.map((_, i) => i).join()) return 'Those are the indexes: for … in goes through the keys, for … of through the items'
  const isOnlyZeroMissing = items.every((item) => item === 0 || act.lines.some((line) => isAbout(line, item)))
  return isOnlyZeroMissing ? 'Only 0 is missing. Somewhere the code asks what the item is worth, and 0 counts as false' : ''
}

function aboutTurns(times: readonly number[], act: Act): string {
  const isAtOnce = times.every((at) => at === times[0])
  if (isAtOnce && act.seconds === times.length)
    return 'All items are printed at the same moment, and then comes the waiting. One loop should do both: print an item, wait its second, go on'
  const [first = 0] = times
  return times.at(-1) === 0 && first > 0 ? 'The last item comes first. Begin at the front' : aboutTime(times.length, act)
}

interface Teller {
  tell: () => unknown
}

function aboutTell({ threw }: Outcome, text: unknown, isOnInstance: boolean): string {
  if (typeof (Action as unknown as Teller).tell === 'string')
    return 'tell is a property here. It should be a method, called with parentheses: static tell() { … }'
  if (threw) return isOnInstance ? 'new Action([]).tell() works, so tell is a method of each instance. Put static in front of it: then the class itself has it' : ''
  if (text instanceof Promise) return 'It gives a promise, so whoever asks has to wait. Leave out async: there is nothing to wait for'
  return text === undefined ? 'It returns nothing. Printing is not returning: give the text back' : ''
}

interface Outcome {
  /** What came back, or what its promise resolved to; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly isEndless: boolean
  readonly seconds: number
  /** `returned 3` or `threw TypeError: …` */
  did(): string
}

interface Act extends Outcome {
  /** What was printed meanwhile, and how many seconds after the call. */
  readonly lines: readonly Line[]
  /** Whether the items were handed out by forEach. */
  readonly isForEach: boolean
}

interface Line {
  readonly text: string
  readonly at: number
}

/** Makes an Action, rests for so many seconds, and watches its act(). */
async function run(items: readonly number[], rest = 0): Promise<Act> {
  const { action, backend } = newAction(items)
  let isForEach = false
  const forEach = (...values: Parameters<typeof backend.forEach>): void => {
    isForEach = true
    Array.prototype.forEach.apply(backend, values)
  }
  Object.defineProperty(backend, 'forEach', { value: forEach })
  await sleep(rest * 1000 || 1)
  const lines: Line[] = []
  const start = Date.now()
  const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    lines.push({ text: values.map(String).join(' '), at: (Date.now() - start) / 1000 })
  })
  try {
    const seen = await tried(() => action.act())
    return { ...seen, lines, isForEach }
  } finally {
    log.mockRestore()
  }
}

function newAction(items: readonly number[]): { action: Action; backend: number[] } {
  const what = 'exercise.ts should export the class Action; it does not.\n→ Is the word export still in front of class'
  expect(typeof Action, what).toBe('function')
  const backend = [...items]
  return { action: new Action(backend), backend }
}

/** Calls, waits for the end, but no longer than a minute by the clock of the run, and notes how long it took. */
async function tried(call: () => unknown): Promise<Outcome> {
  const start = Date.now()
  const passed = (): number => (Date.now() - start) / 1000
  const limit = new AbortController()
  const endless = { isEndless: true }
  const minute = sleep(60_000, endless, { signal: limit.signal }).catch(() => endless)
  try {
    const value: unknown = await Promise.race([call(), minute])
    const isEndless = value === endless
    return { value, isEndless, seconds: passed(), did: () => (isEndless ? 'was not done after 60 s' : `resolved to ${show(value)}`) }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300).replace(/\.$/, '') : show(error)
    return { value: threw, threw, isEndless: false, seconds: passed(), did: () => `threw ${text}` }
  } finally {
    limit.abort()
  }
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Outcome, wanted: unknown, what: string, remark: () => string): void {
  if (seen.value === wanted) return
  const explained = remark()
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

/** `took 3 s`, unless it threw or never ended. */
function took(seen: Outcome): string {
  return seen.threw || seen.isEndless ? seen.did() : `took ${seen.seconds} s`
}

/** `printed '7' after 0 s, '0' after 1 s` */
function saw(act: Act): string {
  if (act.threw || act.isEndless) return act.did()
  if (act.lines.length === 0) return 'printed nothing'
  return `printed ${act.lines.slice(0, 10).map(({ text, at }) => `${show(text)} after ${at} s`).join(', ')}`
}

function isAbout({ text }: Line, item: number): boolean {
  return new RegExp(`(?<![\\d.-])${item}(?![\\d.])`).test(text)
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < Math.max(1e-9, Math.abs(b) * 0.05)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise) return 'a promise'
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  } catch {
    return `a strange ${typeof value}`
  }
}
