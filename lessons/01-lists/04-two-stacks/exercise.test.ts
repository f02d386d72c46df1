import { expect, test } from 'vitest'
import { StackQueue } from './exercise'
import { MyStack } from './stack.ts'

test('a new queue is empty, and a pop changes nothing', () => {
  const { queue } = newQueue<string>()
  check(tried(() => queue.empty()), true, 'empty() of a new queue should be true', aboutEmpty)
  check(tried(() => queue.size()), 0, 'size() of a new queue should be 0', aboutSize)
  check(tried(() => queue.pop()), undefined, 'pop() of an empty queue should return undefined', aboutNothing)
  const after = 'After a pop that found nothing, size() should still be 0'
  check(tried(() => queue.size()), 0, after, (seen) => (seen.value === -1 ? countsDown : ''))
})

test('first in, first out', () => {
  const { queue } = newQueue<string>()
  const letters = ['Ada', 'Bo', 'Cy']
  fill(queue, letters)
  const pops = letters.map(() => tried(() => queue.pop()))
  const all = `After push('Ada'), push('Bo'), push('Cy'), three pops should return 'Ada', 'Bo', 'Cy'; they ${list(pops)}`
  pops.forEach((pop, i) => check(pop, letters[i], `${all}. Pop ${i + 1} should return ${show(letters[i])}`, () => aboutOrder(pops)))
})

test('letters that arrive between pops wait their turn', () => {
  const { queue } = newQueue<string>()
  fill(queue, ['Ada', 'Bo', 'Cy'])
  check(tried(() => queue.pop()), 'Ada', "After push('Ada'), push('Bo'), push('Cy'), pop() should return 'Ada'", () => '')
  fill(queue, ['Dee', 'Eve'])
  const later = ['Bo', 'Cy', 'Dee', 'Eve']
  const pops = later.map(() => tried(() => queue.pop()))
  const all = `'Bo' and 'Cy' are left; after push('Dee') and push('Eve'), pops should return 'Bo', 'Cy', 'Dee', 'Eve'; they ${list(pops)}`
  pops.forEach((pop, i) => check(pop, later[i], `${all}. Pop ${i + 1} should return ${show(later[i])}`, aboutRefill))
})

test('size and empty count both stacks', () => {
  const { queue } = newQueue<string>()
  const checkLeft = (left: number, when: string): void => {
    check(tried(() => queue.size()), left, `${when}, size() should be ${left}`, aboutSize)
    check(tried(() => queue.empty()), left === 0, `${when}, empty() should be ${left === 0}`, aboutEmpty)
  }
  fill(queue, ['Ada', 'Bo'])
  checkLeft(2, 'After two pushes')
  tried(() => queue.pop())
  checkLeft(1, 'After two pushes and a pop')
  fill(queue, ['Cy'])
  checkLeft(2, 'After two pushes, a pop and a push')
  tried(() => queue.pop())
  tried(() => queue.pop())
  checkLeft(0, 'After three pushes and three pops')
})

test('falsy items are items too', () => {
  for (const item of [0, '', null, false]) {
    const { queue } = newQueue<unknown>()
    fill(queue, [item, 'last'])
    const what = `After push(${show(item)}) and push('last')`
    check(tried(() => queue.pop()), item, `${what}, pop() should return ${show(item)}`, () => aboutFalsy(item))
    check(tried(() => queue.pop()), 'last', `${what}, the second pop() should return 'last'`, () => aboutFalsy(item))
  }
})

test('the items lie on the two given stacks', () => {
  const mine = newQueue<string>()
  const yours = newQueue<string>()
  fill(mine.queue, ['Ada', 'Bo', 'Cy'])
  const pops = [1, 2, 3].map(() => tried(() => mine.queue.pop()).value)
  const apart = 'Using one queue should not touch the stacks of another'
  const others = yours.operations()
  check({ value: others, did: () => `used them ${others} times` }, 0, apart, () => oneForAll)
  const what = 'Three letters pushed and popped should take at least 3 pushes and pops of the given stacks'
  const count = mine.operations()
  check({ value: count >= 3, did: () => `took ${count}` }, true, what, () => (pops.includes('Ada') ? elsewhere : ''))
})

test('10,000 operations take at most 4 stack operations an item', () => {
  const { queue, operations } = newQueue<number>(100_000_000)
  const items = 5_300
  const model: number[] = []
  for (let step = 1, pushed = 0, popped = 0; step <= 10_000; ) {
    for (let burst = die(20); burst > 0 && pushed < items; burst--, step++) {
      const item = die(1_000_000)
      fill(queue, [item])
      model.push(item)
      pushed++
    }
    for (let burst = die(20); burst > 0 && popped < 4_700 && model.length > 0; burst--, step++) {
      const oldest = model.shift()
      const what = `Operation ${step}: pop() should return the oldest item, ${oldest}`
      check(tried(() => queue.pop()), oldest, what, aboutRefill)
      popped++
    }
  }
  const count = operations()
  const what = `10,000 pushes and pops with ${items} items should take at most ${4 * items} pushes and pops of the stacks`
  check({ value: count <= 4 * items, did: () => `took ${count}` }, true, what, () => aboutCost(count, items))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const refilled =
  'The inbox was poured onto letters that still lay on the outbox, and covered them. Pour only when the outbox is empty'
const oneForAll = 'Both queues use one pair of stacks, which is static or lies outside the class. Keep them in fields'
const countsDown = 'The count goes down although nothing was taken. Ask both stacks instead of counting'
const elsewhere = 'The letters lie somewhere else. Use the stacks that the constructor was given'

function aboutSize(): string {
  const { queue } = newQueue<string>()
  fill(queue, ['Ada', 'Bo', 'Cy'])
  const before = tried(() => queue.size()).value
  const isTaken = tried(() => queue.pop()).value === 'Ada'
  const after = tried(() => queue.size()).value
  const both = 'Letters may wait on either stack: add the two sizes'
  if (before === 3 && after === 0 && isTaken) return `After a pop the rest lies on the outbox, and size() counts the inbox only. ${both}`
  if (before === 0 && after === 2) return `New letters lie on the inbox, and size() counts the outbox only. ${both}`
  if (before === 3 && after === 3 && isTaken) return 'size() counts every push, but a pop does not lower it: ask both stacks'
  return ''
}

function aboutEmpty(): string {
  const { queue } = newQueue<string>()
  const fresh = tried(() => queue.empty()).value
  fill(queue, ['Ada', 'Bo'])
  const held = tried(() => queue.empty()).value
  const isTaken = tried(() => queue.pop()).value === 'Ada'
  const half = tried(() => queue.empty()).value
  const both = 'The queue is empty when both stacks are'
  if (fresh === false && held === true) return 'It is the wrong way round: true should mean "nothing is waiting"'
  if (fresh === true && held === false && half === true && isTaken) return `A letter still lies on the outbox, and empty() asks the inbox only. ${both}`
  if (fresh === true && held === true && half === false) return `The letters lie on the inbox, and empty() asks the outbox only. ${both}`
  if (fresh === true && held === true && half === true && isTaken) return `One empty stack is enough here for the answer true. ${both}`
  return ''
}

function aboutNothing(pop: Outcome): string {
  return pop.threw ? 'An empty queue is no accident: a worker asks again and again. Answer undefined instead of throwing' : ''
}

function aboutOrder(pops: Outcome[]): string {
  const first = pops[0]?.value
  if (first === 'Cy') return 'That is the newest letter: it comes straight from the top of the inbox, or was poured over alone. Pour the whole inbox onto the outbox first, and take from there'
  if (first === 'Bo') return 'Only a part of the inbox was poured over. size() gets smaller with every pop, so a loop that counts up to it stops halfway: pour until the inbox is empty'
  if (pops.every((pop) => pop.value === undefined)) return aboutLoss()
  return ''
}

/** Nothing came back: was it never kept, or taken and not handed over? */
function aboutLoss(): string {
  const { queue, inbox, outbox } = newQueue<string>()
  fill(queue, ['Ada', 'Bo'])
  const before = inbox.size() + outbox.size()
  tried(() => queue.pop())
  const after = inbox.size() + outbox.size()
  if (before === 0) return 'Nothing lies on the stacks yet. push has to put the item on the inbox'
  if (before === 2 && after === 1) return 'A letter left the stacks, but pop() did not hand it over: is a return missing'
  if (before === 2 && inbox.size() === 2) return 'The letters still lie on the inbox: pour them onto the outbox before you take from there'
  return ''
}

function aboutRefill(): string {
  const { queue } = newQueue<string>()
  fill(queue, ['Ada', 'Bo'])
  const isFineAtFirst = tried(() => queue.pop()).value === 'Ada'
  fill(queue, ['Cy'])
  return isFineAtFirst && tried(() => queue.pop()).value === 'Cy' ? refilled : ''
}

function aboutFalsy(item: unknown): string {
  const { queue } = newQueue<string>()
  fill(queue, ['Ada', 'last'])
  const isFineOtherwise = tried(() => queue.pop()).value === 'Ada' && tried(() => queue.pop()).value === 'last'
  return isFineOtherwise
    ? `With 'Ada' it works. Somewhere push or pop asks what the item is worth (if, while, ||, ??), and ${show(item)} fails that question. Ask the stack whether it is empty`
    : ''
}

/** Which of the two methods is dear when ten letters wait? */
function aboutCost(count: number, items: number): string {
  const average = `That is about ${Math.round(count / items)} operations an item`
  const { queue, operations } = newQueue<number>()
  const cost = (call: () => unknown): number => {
    const before = operations()
    tried(call)
    return operations() - before
  }
  fill(queue, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const push = cost(() => queue.push(10))
  tried(() => queue.pop())
  const pop = cost(() => queue.pop())
  const pushAfterPop = cost(() => queue.push(11))
  const leave = 'Letters on the outbox lie in the right order already: leave them there'
  if (pop > 4) return `${average}: with ten letters waiting, one pop took ${pop}, because all of them move over and back again. ${leave}`
  if (push > 4) return `${average}: with ten letters waiting, one push took ${push}, because all of them move over and back again. Let push only push, and pour in pop`
  if (pushAfterPop > 4) return `${average}: after a pop, one push took ${pushAfterPop}, because it pours all letters back onto the inbox. ${leave}`
  return average
}

/** A stack that counts what is done with it, and stops a loop that would never end. */
class CountingStack<T> extends MyStack<T> {
  readonly #limit: number
  operations = 0

  constructor(limit: number) {
    super()
    this.#limit = limit
  }

  override push(item: T): void {
    this.#count()
    super.push(item)
  }

  override pop(): T | undefined {
    this.#count()
    return super.pop()
  }

  #count(): void {
    // No test has so many letters: what grows on and on would take all memory before the limit is reached.
    if (++this.operations > this.#limit || this.size() > 100_000) throw new EndlessLoop(`stopped after ${this.operations} operations on one stack`)
  }
}

class EndlessLoop extends Error {
  override readonly name = 'EndlessLoop'
}

interface QueueOnStacks<T> {
  readonly queue: StackQueue<T>
  readonly inbox: MyStack<T>
  readonly outbox: MyStack<T>
  /** Pushes and pops of both stacks so far. */
  operations(): number
}

function newQueue<T>(limit = 10_000): QueueOnStacks<T> {
  const what = 'exercise.ts should export the class StackQueue; it does not.\n→ Is the word export still in front of class'
  expect(typeof StackQueue, what).toBe('function')
  const inbox = new CountingStack<T>(limit)
  const outbox = new CountingStack<T>(limit)
  const queue = new StackQueue<T>(inbox, outbox)
  return { queue, inbox, outbox, operations: () => inbox.operations + outbox.operations }
}

function fill<T>(queue: StackQueue<T>, items: T[]): void {
  for (const item of items) {
    const push = tried(() => queue.push(item))
    if (push.threw) check({ ...push, value: push.threw }, undefined, `push(${show(item)}) should keep the item`, () => '')
  }
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
  const explained = aboutEndless(seen) || remark(seen)
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

function aboutEndless({ threw }: Outcome): string {
  const isEndless = threw?.error instanceof EndlessLoop
  return isEndless ? 'The loop does not end: its question is never answered with no. Pour while the inbox is not empty' : ''
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

/** A whole number from 1 to `sides`, by chance. */
function die(sides: number): number {
  return 1 + Math.floor(Math.random() * sides)
}
