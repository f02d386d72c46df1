import { expect, test } from 'vitest'
import { MyStack } from './exercise'

test('a new stack is empty and has size 0', () => {
  const stack = newStack<string>()
  check(tried(() => stack.empty()), true, 'empty() of a new stack should be true', aboutEmpty)
  check(tried(() => stack.size()), 0, 'size() of a new stack should be 0', aboutSize)
})

test('pop of an empty stack gives undefined and changes nothing', () => {
  const stack = newStack<string>()
  const before = tried(() => stack.size()).value
  check(tried(() => stack.pop()), undefined, 'pop() of an empty stack should return undefined', aboutNothing)
  const below = 'After a pop that found nothing, size() should still be 0'
  check(tried(() => stack.size()), 0, below, (size) =>
    before === 0 && size.value === -1 ? countsDown : aboutSize(size),
  )
  fill(stack, ['Ada'])
  const what = "After a pop that found nothing, push('Ada') and pop() should return 'Ada'"
  check(tried(() => stack.pop()), 'Ada', what, (seen) => aboutLoss([seen]))
})

test('last in, first out', () => {
  const stack = newStack<string>()
  fill(stack, ['Ada', 'Bo', 'Cy'])
  const letters = ['Cy', 'Bo', 'Ada']
  const pops = letters.map(() => tried(() => stack.pop()))
  const all = `After push('Ada'), push('Bo'), push('Cy'), three pops should return 'Cy', 'Bo', 'Ada'; they ${list(pops)}`
  pops.forEach((pop, i) => check(pop, letters[i], `${all}. Pop ${i + 1} should return ${show(letters[i])}`, () => aboutOrder(pops)))
})

test('size counts what lies on the stack', () => {
  const stack = newStack<string>()
  fill(stack, ['Ada'])
  check(tried(() => stack.size()), 1, 'After one push, size() should be 1', aboutSize)
  fill(stack, ['Bo', 'Cy'])
  check(tried(() => stack.size()), 3, 'After three pushes, size() should be 3', aboutSize)
  tried(() => stack.pop())
  check(tried(() => stack.size()), 2, 'After three pushes and a pop, size() should be 2', aboutSize)
  tried(() => stack.pop())
  tried(() => stack.pop())
  check(tried(() => stack.size()), 0, 'After three pushes and three pops, size() should be 0', aboutSize)
})

test('empty turns true only when everything was taken', () => {
  const stack = newStack<string>()
  fill(stack, ['Ada', 'Bo'])
  check(tried(() => stack.empty()), false, 'With two letters on the stack, empty() should be false', aboutEmpty)
  const what = "After push('Ada'), push('Bo') and a look at empty(), pop() should return 'Bo'"
  check(tried(() => stack.pop()), 'Bo', what, aboutAsking)
  check(tried(() => stack.empty()), false, 'With one of two letters taken, empty() should be false', aboutEmpty)
  tried(() => stack.pop())
  const end = 'With both letters taken, empty() should be true again'
  check(tried(() => stack.empty()), true, end, (seen) => aboutEnd(stack, seen))
})

test('falsy items are items too', () => {
  for (const item of [0, '', null, false]) {
    const stack = newStack<unknown>()
    fill(stack, [item])
    const empty = tried(() => stack.empty())
    const pop = tried(() => stack.pop())
    const what = `After push(${show(item)})`
    check(empty, false, `${what}, empty() should be false`, () => aboutFalsy(item, pop) || aboutEmpty(empty))
    check(pop, item, `${what}, pop() should return ${show(item)}`, () => aboutFalsy(item, pop) || aboutLoss([pop]))
  }
})

test('the order holds in long, mixed traffic', () => {
  const random = dice()
  const stack = newStack<unknown>()
  const model: unknown[] = []
  for (let step = 1; step <= 2000 || model.length > 0; step++) {
    // In turns at first, so that the stack runs empty whatever the dice say.
    const isPush = step <= 10 ? step % 2 === 1 : random() < 0.52
    if (step <= 2000 && isPush) {
      const item = random() < 0.5 ? Math.floor(random() * 1e6) : { letter: step }
      fill(stack, [item])
      model.push(item)
    } else {
      const oldest = model[0]
      const newest = model.pop()
      const what = `Operation ${step}: pop() should return the newest item, ${show(newest)}`
      check(tried(() => stack.pop()), newest, what, (pop) => aboutTraffic(pop, { oldest, newest }))
    }
    check(tried(() => stack.size()), model.length, `After operation ${step}, size() should be ${model.length}`, aboutSize)
  }
})

test('two stacks share nothing', () => {
  const mine = newStack<string>()
  const yours = newStack<string>()
  const before = [tried(() => yours.empty()), tried(() => yours.size())]
  fill(mine, ['mine'])
  const after = [tried(() => yours.empty()), tried(() => yours.size())]
  const what = "After mine.push('mine'), yours.pop() should return undefined"
  check(tried(() => yours.pop()), undefined, what, (pop) => (pop.value === 'mine' ? oneForAll : ''))
  const same = `yours.empty() and yours.size() ${list(before)} before mine.push('mine'), and should do the same after it`
  check({ value: list(after), did: () => list(after) }, list(before), same, () => oneForAll)
  const own = "After mine.push('mine'), mine.pop() should return 'mine'"
  check(tried(() => mine.pop()), 'mine', own, (pop) => aboutLoss([pop]))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const oneForAll =
  'Both stacks use one list or one count: it is static, or lies outside the class. Make it a field, so that each stack has its own'

const countsDown = 'The count goes down although nothing was taken. Only a pop that finds something may lower it'

function aboutEmpty(seen: Outcome): string {
  const stack = newStack<string>()
  if (typeof (stack.empty as unknown) === 'boolean')
    return 'empty is a property here. It should be a method, called with parentheses: empty() { … }'
  const fresh = tried(() => stack.empty()).value
  tried(() => stack.push('Ada'))
  const held = tried(() => stack.empty()).value
  const isKept = tried(() => stack.pop()).value === 'Ada'
  if (fresh === false && held === true) return 'It is the wrong way round: true should mean "nothing lies here"'
  if (fresh === false && held === false)
    return 'It says false with and without letters. === asks whether two arrays are the same one, and a new [] never is; nor is an array ever falsy. Ask for its length'
  if (fresh === true && held === true && isKept) return 'It says true even while a letter lies there: ask how many items there are'
  if (fresh === 0 && held === 0 && !isKept)
    return 'A single = sets the length, and setting it to 0 throws the letters away. Comparing takes three: === 0'
  if (fresh === 0 && held === 1) return 'That is the number of letters. The question is yes or no: compare the number with 0'
  if (fresh === undefined && !seen.threw) return 'empty() answers nothing: is a return missing'
  return ''
}

function aboutSize(seen: Outcome): string {
  const stack = newStack<string>()
  if (typeof (stack.size as unknown) === 'number')
    return 'size is a property here. It should be a method, called with parentheses: size() { … }'
  const sizes = [tried(() => stack.size()).value]
  for (const letter of ['Ada', 'Bo']) {
    tried(() => stack.push(letter))
    sizes.push(tried(() => stack.size()).value)
  }
  const isTaken = tried(() => stack.pop()).value === 'Bo'
  sizes.push(tried(() => stack.size()).value)
  const [fresh, one, two, popped] = sizes
  const isGone = isTaken && tried(() => stack.pop()).value === 'Ada'
  if (fresh === -1 && one === 0) return 'That is the index of the topmost item. The count is one more'
  if (fresh === 0 && two === 2 && popped === 2 && isGone)
    return 'size() counts every push, but a pop does not lower it: ask how many items lie there now'
  if (fresh === undefined && !seen.threw) return 'size() answers nothing: is a return missing'
  return ''
}

function aboutNothing(pop: Outcome): string {
  if (pop.threw) return 'A stack may be empty, and that is no error here. Answer undefined instead of throwing'
  if (pop.value === null) return 'null could be an item that somebody pushed. Only undefined says "there was nothing"'
  return ''
}

/** Nothing came back: was it never kept, looked for in the wrong place, or taken and not handed over? */
function aboutLoss(pops: Outcome[]): string {
  if (pops.some((pop) => Array.isArray(pop.value)))
    return 'The right letter, but inside an array: splice and slice give back a list. Use a method that returns just one item'
  if (!pops.every((pop) => pop.value === undefined)) return ''
  const stack = newStack<string>()
  fill(stack, ['Ada', 'Bo'])
  const before = tried(() => stack.size()).value
  tried(() => stack.pop())
  const after = tried(() => stack.size()).value
  if (before === 2 && after === 1) return 'The letter left the stack, but pop() did not hand it over: is a return missing'
  if (before === 2 && after === 2)
    return 'The letters are there, and pop() looks past them: counting starts at 0, so the last of n items has the index n - 1'
  if (before === 0) return 'Nothing comes back yet. push has to keep the item, and pop has to return it'
  return ''
}

function aboutOrder(pops: Outcome[]): string {
  const [first, second] = pops.map((pop) => pop.value)
  if (first === 'Ada' && second === 'Bo')
    return 'That is a queue: the oldest letter comes first. On a stack, push and pop work at the same end'
  if (first === 'Cy' && second === 'Cy')
    return 'pop() shows the topmost letter but leaves it on the stack: it has to take it away'
  return aboutLoss(pops)
}

function aboutAsking(pop: Outcome): string {
  const stack = newStack<string>()
  fill(stack, ['Ada', 'Bo'])
  const isFineUnasked = tried(() => stack.pop()).value === 'Bo'
  if (isFineUnasked) return 'Without the look at empty() it is right, so empty() took a letter off: it may only look'
  return aboutLoss([pop])
}

function aboutEnd(stack: MyStack<unknown>, seen: Outcome): string {
  const fresh = newStack<string>()
  const isTrueAtFirst = tried(() => fresh.empty()).value === true
  const isDrained = tried(() => stack.pop()).value === undefined
  if (isTrueAtFirst && isDrained) return 'empty() counts what was ever pushed. It should count what lies there now'
  return aboutEmpty(seen)
}

function aboutFalsy(item: unknown, pop: Outcome): string {
  const stack = newStack<unknown>()
  tried(() => stack.push('Ada'))
  const isFineOtherwise = tried(() => stack.empty()).value === false && tried(() => stack.pop()).value === 'Ada'
  if (!isFineOtherwise || pop.threw) return ''
  if (pop.value === item)
    return `The item is there, and empty() overlooks it: it asks what the item is worth, and ${show(item)} counts as false. Ask how many items there are`
  return `With 'Ada' it works. Somewhere push or pop asks what the item is worth (if, ||, ??), and ${show(item)} fails that question. Ask how many items there are`
}

function aboutTraffic(pop: Outcome, { oldest, newest }: { oldest: unknown; newest: unknown }): string {
  if (newest === undefined) return aboutNothing(pop)
  if (pop.value === oldest) return 'That is the oldest item, as from a queue. On a stack, push and pop work at the same end'
  return aboutLoss([pop])
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

function newStack<T>(): MyStack<T> {
  const what = 'exercise.ts should export the class MyStack; it does not.\n→ Is the word export still in front of class'
  expect(typeof MyStack, what).toBe('function')
  return new MyStack<T>()
}

function fill<T>(stack: MyStack<T>, items: T[]): void {
  for (const item of items) {
    const push = tried(() => stack.push(item))
    if (push.threw) check({ ...push, value: push.threw }, undefined, `push(${show(item)}) should keep the item`, () => '')
  }
}

/** `returned 'Cy', undefined, undefined` */
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
