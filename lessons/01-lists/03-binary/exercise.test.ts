import { expect, test } from 'vitest'
import { transform } from './exercise'
import { MyStack } from './stack.ts'

test('writes whole numbers in binary', () => {
  for (const num of [13, 1, 2, 6, 10, 255, 1024]) checkDigits(num)
})

test('pushes the remainders on the given stack', () => {
  const { seen, stack } = run(13)
  const what = 'transform(13, stack) should push the remainders 1, 0, 1, 1 on the stack, in this order'
  check(pushes(stack), '[1,0,1,1]', what, () => aboutPushes(seen, stack))
})

test('writes 0 as one digit', () => {
  for (const num of [0, -0]) {
    checkDigits(num)
    const { seen, stack } = run(num)
    const one = `transform(${show(num)}, stack) should push one 0 on the stack`
    check(pushes(stack), '[0]', one, () => (isOverlooked() ? overlooked : aboutDigits(num, seen, stack)))
  }
})

test('leaves the given stack empty', () => {
  for (const num of [13, 0, 1023]) {
    const { seen, stack } = run(num)
    const left = { value: stack.size(), did: () => `holds ${stack.size()}` }
    const what = `After transform(${num}, stack), which ${seen.did()}, the stack should hold 0 items`
    check(left, 0, what, () => aboutRest(num, seen, stack))
  }
})

test('is right up to the largest safe number', () => {
  const random = Array.from({ length: 60 }, () => Math.floor(Math.random() * 2 ** (1 + Math.random() * 52)))
  const edges = [2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32 + 1, 2 ** 40 + 5, 2 ** 52, Number.MAX_SAFE_INTEGER]
  for (const num of [...edges, ...random]) checkDigits(num)
})

test('refuses every other number with a RangeError that names it', () => {
  for (const num of [-1, 2.5, NaN, Infinity, -Infinity, 0.5, 2 ** 53, 1e21]) {
    const { seen, stack } = run(num)
    const error = seen.threw?.error
    const what = `transform(${num}) should throw a RangeError`
    check({ value: error instanceof RangeError, did: () => seen.did() }, true, what, () => aboutRefusal(num, seen))
    const text = error instanceof RangeError ? error.message : ''
    const naming = `The RangeError should name the bad value, ${num}`
    const named = { value: text.includes(String(num)), did: () => `says ${show(text)}` }
    check(named, true, naming, () => 'Whoever reads the error wants to know which number it was: put ${num} into its text')
    const kept = `After refusing ${num}, the given stack should be empty`
    check({ value: stack.size(), did: () => `holds ${stack.size()}` }, 0, kept, () => 'Look at the number before the first push')
  }
})

test('works without a stack of yours', () => {
  for (const num of [13, 6, 0]) {
    checkDigits(num)
    const seen = tried(() => transform(num))
    const wanted = num.toString(2)
    check(seen, wanted, `transform(${num}), without a stack, should return ${show(wanted)}`, () => aboutDefault(seen))
  }
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

function checkDigits(num: number): void {
  const { seen, stack } = run(num)
  const wanted = num.toString(2)
  const what = `transform(${show(num)}) should return ${show(wanted)}`
  check(seen, wanted, what, () => aboutDigits(num, seen, stack))
}

function aboutDigits(num: number, seen: Outcome, stack: WatchedStack): string {
  const wanted = num.toString(2)
  const text = seen.value
  const isFineWhenSmall = [13, 6, 2 ** 31 - 1].every((small) => run(small).seen.value === small.toString(2))
  if (num >= 2 ** 31 && isFineWhenSmall)
    return 'Small numbers are right, large ones are not. The bit operators >>, >>>, | and ~ see 32 bits of a number only: halve with / and Math.floor'
  if (isEndless(seen))
    return 'The loop does not end. Follow the number 1 through one round: it has to become 0, and at 0 the loop has to stop'
  if (stack.pushed.some((item) => typeof item === 'number' && item % 1 !== 0))
    return `There are fractions on the stack, ${show(stack.pushed.find((item) => Number(item) % 1 !== 0))} for one. Half of 13 is 6.5: go on with the whole part only, by Math.floor`
  if (text === '' && num === 0) return aboutZero(num)
  if (text === '' && stack.pushed.length === 0) return 'There are no digits yet. Begin with one round: push num % 2, then go on with half of num'
  if (text === '') return 'The remainders lie on the stack. Now pop them, and add each to the text'
  if (typeof text === 'number' && String(text) === wanted) return 'The digits are right, but this is a number. They should be a text'
  if (typeof text !== 'string') return ''
  if (text === [...wanted].reverse().join(''))
    return 'These are the digits as you found them, and the last digit is found first. What the stack gives back is already turned round: add each popped digit at the end'
  if (text.includes('undefined')) return 'One pop too many: an empty stack gives undefined. Ask empty() before each pop'
  if (stack.size() > 0 && wanted.startsWith(text))
    return 'Some digits are still on the stack. size() gets smaller with every pop, so a loop that counts up to it stops halfway: go on until empty()'
  if (text === wanted.slice(1)) return 'The first digit is missing, which is the last remainder: the loop stops one round early. Go on while the rest is above 0'
  if (text.replace(/^0+(?=.)/, '') === wanted) return 'The number is right, with zeros before it: the loop makes more rounds than there are digits. Stop as soon as the rest is 0'
  return ''
}

function aboutZero(num: number): string {
  const isFineOtherwise = run(13).seen.value === '1101'
  if (!isFineOtherwise) return ''
  return `13 works, but for ${show(num)} the loop is over before its first round, so no digit is pushed. Zero has a digit too: let one round happen in any case`
}

const overlooked =
  'The text is right, and the given stack saw nothing of it. Push on the stack that came as the second argument'

function isOverlooked(): boolean {
  const { seen, stack } = run(13)
  return seen.value === '1101' && stack.pushed.length === 0
}

function aboutPushes(seen: Outcome, stack: WatchedStack): string {
  const { pushed } = stack
  if (isOverlooked()) return overlooked
  if (pushed.map(Number).join() === '1,0,1,1') return 'These are not numbers: push the remainder itself, num % 2'
  if (pushed.map(Number).join() === '1,1,0,1') return 'Those are the digits as one reads them. The first remainder is 13 % 2, the last digit: the stack does the turning round'
  return aboutDigits(13, seen, stack)
}

function aboutRest(num: number, seen: Outcome, stack: WatchedStack): string {
  if (seen.value === num.toString(2))
    return 'The text is right, but the remainders still lie on the stack. Pop them, and build the text from what you get'
  return aboutDigits(num, seen, stack)
}

function aboutRefusal(num: number, seen: Outcome): string {
  if (seen.threw && !isEndless(seen))
    return 'It is refused, but not by a RangeError. That class says: the right type, a value out of range. Write throw new RangeError(…)'
  if (run(13).seen.value !== '1101') return ''
  if (num < 0) return 'A number below 0 gets through. Refuse it before the first push'
  if (Number.isNaN(num)) return 'NaN gets through: it is neither above nor below nor equal to anything, so comparing does not catch it. Ask Number.isSafeInteger'
  if (num === Infinity) return 'Infinity gets through, and half of it is Infinity again. Ask Number.isSafeInteger'
  if (num % 1 !== 0) return 'A fraction gets through, and its digits are made up. Refuse what is not whole'
  return 'Above Number.MAX_SAFE_INTEGER neighbours are no longer told apart (2 ** 53 + 1 === 2 ** 53), so the digits may be those of another number. Ask Number.isSafeInteger'
}

function aboutDefault({ threw }: Outcome): string {
  if (threw) return 'With a stack it works. The second argument may be left out: give it a default, stack = new MyStack<number>()'
  return 'With a stack from outside it works. Is something left over from the call before'
}

/** A stack that writes down what is pushed, and stops a loop that would never end. */
class WatchedStack extends MyStack<number> {
  readonly pushed: unknown[] = []
  #calls = 0

  override push(item: number): void {
    this.#count()
    this.pushed.push(item)
    super.push(item)
  }

  override pop(): number | undefined {
    this.#count()
    return super.pop()
  }

  override empty(): boolean {
    this.#count()
    return super.empty()
  }

  #count(): void {
    if (++this.#calls > 10_000) throw new EndlessLoop('stopped after 10,000 uses of the stack')
  }
}

class EndlessLoop extends Error {
  override readonly name = 'EndlessLoop'
}

function isEndless({ threw }: Outcome): boolean {
  return threw?.error instanceof EndlessLoop
}

function run(num: number): { seen: Outcome; stack: WatchedStack } {
  const what = 'exercise.ts should export the function transform; it does not.\n→ Is the word export still in front of function'
  expect(typeof transform, what).toBe('function')
  const stack = new WatchedStack()
  return { seen: tried(() => transform(num, stack)), stack }
}

function pushes({ pushed }: WatchedStack): Outcome {
  return { value: show(pushed), did: () => `pushed ${pushed.length === 0 ? 'nothing' : pushed.map(show).join(', ').slice(0, 60)}` }
}

interface Outcome {
  /** What came back; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  /** `returned '1101'` or `threw TypeError: …` */
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
function check(seen: Outcome, wanted: unknown, what: string, remark: () => string): void {
  if (seen.value === wanted) return
  const explained = remark()
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}${value.length > 60 ? '…' : ''}'`
    if (Object.is(value, -0)) return '-0'
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  } catch {
    return `a strange ${typeof value}`
  }
}
