import { expect, test } from 'vitest'
import { MyQueue } from './exercise'

test('a new queue is empty', () => {
  const queue = newQueue<string>()
  check(tried(() => queue.empty()), true, 'empty() of a new queue should be true', aboutEmpty)
})

test('pop of an empty queue gives undefined', () => {
  const queue = newQueue<string>()
  check(tried(() => queue.pop()), undefined, 'pop() of an empty queue should return undefined', aboutNothing)
  fill(queue, ['Ada'])
  const what = "After a pop that found nothing, push('Ada') and pop() should return 'Ada'"
  check(tried(() => queue.pop()), 'Ada', what, (seen) => aboutLoss([seen]))
})

test('first in, first out', () => {
  const queue = newQueue<string>()
  const letters = ['Ada', 'Bo', 'Cy']
  fill(queue, letters)
  const pops = letters.map(() => tried(() => queue.pop()))
  const all = `After push('Ada'), push('Bo'), push('Cy'), three pops should return 'Ada', 'Bo', 'Cy'; they ${list(pops)}`
  pops.forEach((pop, i) => check(pop, letters[i], `${all}. Pop ${i + 1} should return ${show(letters[i])}`, () => aboutOrder(pops)))
})

test('empty turns true only when everything was taken', () => {
  const queue = newQueue<string>()
  fill(queue, ['Ada', 'Bo'])
  check(tried(() => queue.empty()), false, 'With two letters waiting, empty() should be false', aboutEmpty)
  const what = "After push('Ada'), push('Bo') and a look at empty(), pop() should return 'Ada'"
  check(tried(() => queue.pop()), 'Ada', what, aboutAsking)
  check(tried(() => queue.empty()), false, 'With one of two letters taken, empty() should be false', aboutEmpty)
  tried(() => queue.pop())
  const end = 'With both letters taken, empty() should be true again'
  check(tried(() => queue.empty()), true, end, (seen) => aboutEnd(queue, seen))
})

test('falsy items are items too', () => {
  for (const item of [0, '', null, false]) {
    const queue = newQueue<unknown>()
    fill(queue, [item])
    const empty = tried(() => queue.empty())
    const pop = tried(() => queue.pop())
    const what = `After push(${show(item)})`
    check(empty, false, `${what}, empty() should be false`, () => aboutFalsy(item, pop) || aboutEmpty(empty))
    check(pop, item, `${what}, pop() should return ${show(item)}`, () => aboutFalsy(item, pop) || aboutLoss([pop]))
  }
})

test('the order holds in long, mixed traffic', () => {
  const random = dice()
  const queue = newQueue<unknown>()
  const model: unknown[] = []
  let hasRunEmpty = false
  for (let step = 1; step <= 2000 || model.length > 0; step++) {
    // In turns at first, so that the queue runs empty whatever the dice say.
    const isPush = step <= 10 ? step % 2 === 1 : random() < 0.52
    if (step <= 2000 && isPush) {
      const item = random() < 0.5 ? Math.floor(random() * 1e6) : { letter: step }
      fill(queue, [item])
      model.push(item)
      continue
    }
    const newest = model.at(-1)
    const oldest = model.shift()
    const what = `Operation ${step}: pop() should return the oldest item, ${show(oldest)}`
    const remark = (pop: Outcome) => aboutTraffic(pop, { oldest, newest, hasRunEmpty })
    check(tried(() => queue.pop()), oldest, what, remark)
    hasRunEmpty ||= oldest !== undefined && model.length === 0
  }
  check(tried(() => queue.empty()), true, 'With every item taken, empty() should be true', (seen) => aboutEnd(queue, seen))
})

test('two queues share nothing', () => {
  const mine = newQueue<string>()
  const yours = newQueue<string>()
  const before = tried(() => yours.empty())
  fill(mine, ['mine'])
  const after = tried(() => yours.empty())
  const what = "After mine.push('mine'), yours.pop() should return undefined"
  check(tried(() => yours.pop()), undefined, what, (pop) => (pop.value === 'mine' ? oneForAll : ''))
  const same = `yours.empty() ${before.did()} before mine.push('mine'), and should do the same after it`
  check({ ...after, value: after.did() }, before.did(), same, () => oneForAll)
  const own = "After mine.push('mine'), mine.pop() should return 'mine'"
  check(tried(() => mine.pop()), 'mine', own, (pop) => aboutLoss([pop]))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const oneForAll =
  'Both queues use one list: it is static, or lies outside the class. Make it a field, so that each queue has its own'

function aboutEmpty(seen: Outcome): string {
  const queue = newQueue<string>()
  if (typeof (queue.empty as unknown) === 'boolean')
    return 'empty is a property here. It should be a method, called with parentheses: empty() { … }'
  const fresh = tried(() => queue.empty()).value
  tried(() => queue.push('Ada'))
  const held = tried(() => queue.empty()).value
  const isKept = tried(() => queue.pop()).value === 'Ada'
  if (fresh === false && held === true) return 'It is the wrong way round: true should mean "nothing is waiting"'
  if (fresh === false && held === false)
    return 'It says false with and without letters. An array is never falsy and never === [], not even an empty one: ask for its length'
  if (fresh === true && held === true && isKept) return 'It says true even while a letter waits: ask how many items there are'
  if (fresh === 0 && held === 0 && !isKept)
    return 'A single = sets the length, and setting it to 0 throws the letters away. Comparing takes three: === 0'
  if (fresh === 0 && held === 1) return 'That is the number of letters. The question is yes or no: compare the number with 0'
  if (fresh === undefined && !seen.threw) return 'empty() answers nothing: is a return missing'
  return ''
}

function aboutNothing(pop: Outcome): string {
  if (pop.threw)
    return 'An empty queue is no accident: a worker asks again and again, and mostly finds nothing. Answer undefined instead of throwing'
  if (pop.value === null) return 'null could be an item that somebody queued. Only undefined says "there was nothing"'
  return ''
}

/** Nothing came back: was it never kept, or taken and not handed over? Or something came in a wrapping. */
function aboutLoss(pops: Outcome[]): string {
  if (pops.some((pop) => Array.isArray(pop.value)))
    return 'The right letter, but inside an array: splice and slice give back a list. Use a method that returns just one item'
  if (!pops.every((pop) => pop.value === undefined)) return ''
  const queue = newQueue<string>()
  tried(() => queue.push('Ada'))
  const before = tried(() => queue.empty()).value
  tried(() => queue.pop())
  const after = tried(() => queue.empty()).value
  if (before === false && after === true) return 'The letter left the queue, but pop() did not hand it over: is a return missing'
  if (before === true) return 'Nothing comes back yet. push has to keep the item, and pop has to return it'
  return ''
}

function aboutOrder(pops: Outcome[]): string {
  const [first, second] = pops.map((pop) => pop.value)
  if (first === 'Cy')
    return 'That is the newest letter first: push and pop work at the same end. A queue is filled at one end and emptied at the other'
  if (first === 'Ada' && second === 'Ada')
    return 'pop() shows the oldest letter but leaves it in the queue: it has to take it away'
  return aboutLoss(pops)
}

function aboutAsking(first: Outcome): string {
  const queue = newQueue<string>()
  fill(queue, ['Ada', 'Bo'])
  const isFineUnasked = tried(() => queue.pop()).value === 'Ada'
  if (isFineUnasked) return 'Without the look at empty() it is right, so empty() took a letter out: it may only look'
  return aboutLoss([first])
}

function aboutEnd(queue: MyQueue<unknown>, seen: Outcome): string {
  const fresh = newQueue<string>()
  const isTrueAtFirst = tried(() => fresh.empty()).value === true
  const isDrained = tried(() => queue.pop()).value === undefined
  if (isTrueAtFirst && isDrained) return 'empty() counts what was ever pushed. It should count what is still waiting'
  return aboutEmpty(seen)
}

function aboutFalsy(item: unknown, pop: Outcome): string {
  const queue = newQueue<unknown>()
  tried(() => queue.push('Ada'))
  const isFineOtherwise = tried(() => queue.empty()).value === false && tried(() => queue.pop()).value === 'Ada'
  if (!isFineOtherwise || pop.threw) return ''
  if (pop.value === item)
    return `The item is there, and empty() overlooks it: it asks what the item is worth, and ${show(item)} counts as false. Ask how many items there are`
  return `With 'Ada' it works. Somewhere push or pop asks what the item is worth (if, ||, ??), and ${show(item)} fails that question. Ask how many items there are`
}

function aboutTraffic(
  pop: Outcome,
  { oldest, newest, hasRunEmpty }: { oldest: unknown; newest: unknown; hasRunEmpty: boolean },
): string {
  if (oldest === undefined) return aboutNothing(pop)
  if (pop.value === newest) return 'That is the newest item. A queue is filled at one end and emptied at the other'
  if (pop.value !== undefined || !hasRunEmpty) return aboutLoss([pop])
  return 'All was well until the queue ran empty and was filled again. What do your fields point at once the last item is gone'
}

interface Outcome {
  /** What came back; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  /** `returned 'Ada'` or `threw TypeError: …` */
  did(): string
}

function tried(call: () => unknown): Outcome {
  try {
    const value = call()
    return { value, did: () => `returned ${show(value)}` }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : show(error)
    return { value: threw, threw, did: () => `threw ${text}` }
  }
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Outcome, wanted: unknown, what: string, remark: (seen: Outcome) => string): void {
  if (seen.value === wanted) return
  const explained = aboutMissing(seen) || remark(seen)
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

/** A class field that has no first value is undefined. */
function aboutMissing({ threw }: Outcome): string {
  const isOfUndefined = threw?.error instanceof TypeError && /undefined/.test(threw.error.message)
  return isOfUndefined ? 'The list was declared but never made: give the field its first value, = []' : ''
}

function newQueue<T>(): MyQueue<T> {
  const what = 'exercise.ts should export the class MyQueue; it does not.\n→ Is the word export still in front of class'
  expect(typeof MyQueue, what).toBe('function')
  return new MyQueue<T>()
}

function fill<T>(queue: MyQueue<T>, items: T[]): void {
  for (const item of items) {
    const push = tried(() => queue.push(item))
    if (push.threw) check({ ...push, value: push.threw }, undefined, `push(${show(item)}) should keep the item`, () => '')
  }
}

/** `returned 'Ada', undefined, undefined` */
function list(outcomes: Outcome[]): string {
  if (outcomes.some((outcome) => outcome.threw)) return outcomes.map((outcome) => outcome.did()).join(', ')
  return `returned ${outcomes.map(({ value }) => show(value)).join(', ')}`
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  } catch {
    return `a strange ${typeof value}`
  }
}

/** Random numbers from 0 to 1, others in each check. */
function dice(): () => number {
  let state = Math.floor(Math.random() * 2 ** 32)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
