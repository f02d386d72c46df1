import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AsyncQueue } from './exercise'

test('items come out in the order in which they were put', async () => {
  const queue = make()
  const items = ['Ada', '', 0, null, false, 'Bo']
  items.forEach((item) => put(queue, item))
  const gets = items.map(() => ask(queue))
  await sleep(10)
  const given = gets.map(({ value }) => value)
  const what = `After put of ${items.map(show).join(', ')}, six times get() should give them in this order`
  check(isSame(given, items), `${what}; it gave ${gets.map(said).join(', ')}`, aboutItems(given, items))
})

test('who comes before the item waits, and then has it at once', async () => {
  const queue = make()
  for (const item of ['Ada', '', 0]) {
    const got = ask(queue)
    await sleep(1003)
    checkWaits([got], 'While nothing was put, get() should wait')
    put(queue, item)
    await sleep(1)
    const asleep = 'It waits for ever: nobody tells it that something has come. put has to look whether somebody waits, and call the first with the item'
    const falsy = `${show(item)} counts as false, and is an item all the same. Ask whether somebody waits, or how many items there are, not what the item is worth`
    check(got.value === item && got.isOver, `When somebody waits in get(), put(${show(item)}) should hand it over at once; get() ${got.isOver ? `gave ${said(got)}` : 'still waits'}`, item ? await aboutLate(got, asleep) : falsy)
  }
})

test('those who wait are served in the order in which they came', async () => {
  const queue = make()
  const gets = [ask(queue), ask(queue), ask(queue)]
  await sleep(10)
  checkWaits(gets, 'While nothing was put, three calls of get() should wait')
  for (const item of ['Ada', 'Bo', 'Cy']) put(queue, item)
  await sleep(10)
  const given = gets.map(({ value }) => value)
  const what = "While three wait in get(), put of 'Ada', 'Bo' and 'Cy' should give them to the first, the second and the third"
  check(isSame(given, ['Ada', 'Bo', 'Cy']), `${what}; they have ${gets.map(said).join(', ')}`, aboutLine(gets))
  const waits = ask(queue)
  await sleep(10)
  put(queue, 'Dee')
  const comesLater = ask(queue)
  await sleep(10)
  put(queue, 'Eve')
  await sleep(10)
  const line = [waits, comesLater]
  const snatched = 'Between being woken and looking, somebody else was quicker. Do not wake it to look again: hand it the item itself, so that it never lies on the shelf'
  const isSnatched = waits.value === 'Eve' || comesLater.value === 'Dee'
  check(isSame(line.map(({ value }) => value), ['Dee', 'Eve']), `While one waits, after put('Dee'), get() by another and put('Eve'), the first should have 'Dee' and the other 'Eve'; they have ${line.map(said).join(', ')}`, isSnatched ? snatched : '')
})

test('size counts the items that are promised to nobody', async () => {
  const queue = make()
  const sizes = (wanted: number, when: string): void =>
    check(queue.size === wanted, `${when}, size should be ${wanted}; it is ${show(queue.size)}`, aboutSize(queue.size, wanted))
  sizes(0, 'Of a new queue')
  put(queue, 'Ada')
  put(queue, 'Bo')
  sizes(2, 'After two puts')
  ask(queue)
  await sleep(10)
  sizes(1, 'After two puts and a get')
  ask(queue)
  ask(queue)
  await sleep(10)
  sizes(0, 'When all was taken and one waits')
  put(queue, 'Cy')
  sizes(0, 'Right after a put, when one has waited for it')
  put(queue, 'Dee')
  sizes(1, 'After one put more, for which nobody waits')
})

test('join waits until all is done, not until the queue is empty', async () => {
  for (const isWaitedFor of [false, true]) {
    const queue = make()
    const early = isWaitedFor ? [ask(queue), ask(queue)] : []
    put(queue, 'Ada')
    put(queue, 'Bo')
    const join = watch(() => queue.join())
    await sleep(100)
    const start = isWaitedFor ? 'Two wait, and' : 'Nobody waits, and'
    const none = isWaitedFor ? 'What was handed to somebody who waited is no more done than the rest. Count each put, wherever the item goes' : 'It does not wait. Count what was put and is not done, and let join wait while there is any'
    check(!join.isOver, `${start} 'Ada' and 'Bo' are put: join() should wait until both are done; it ended with none done`, join.error === undefined ? none : '')
    if (!isWaitedFor) early.push(ask(queue), ask(queue))
    await sleep(100)
    const empty = 'The queue is empty, but the letters are still in hand. Taken is not done: only taskDone() counts down'
    check(!join.isOver, `When 'Ada' and 'Bo' are taken and neither is done, join() should wait; it ended`, empty)
    done(queue)
    await sleep(100)
    check(!join.isOver, 'When one of two is done, join() should wait for the other; it ended', 'The last taskDone ends the waiting, not the first')
    done(queue)
    await sleep(100)
    const asleep = 'Nobody tells it that all is done. When the count comes to 0, taskDone has to call those who wait in join'
    check(join.isOver, 'When both are done, join() should end; it still waits', asleep)
  }
})

test('join is done at once when there is nothing to do, and can be asked again', async () => {
  const queue = make()
  const idle = watch(() => queue.join())
  await sleep(10)
  check(idle.isOver && idle.error === undefined, `Of a new queue, join() should end at once; it ${idle.error === undefined ? 'waits' : `threw ${toText(idle.error)}`}`, 'Nothing was put, so nothing is unfinished: look at that before you wait')
  for (const round of ['first', 'second']) {
    put(queue, 'Ada')
    const joins = [watch(() => queue.join()), watch(() => queue.join())]
    ask(queue)
    await sleep(100)
    const old = 'That is the end of the round before. Each round of work needs a promise of its own'
    check(joins.every(({ isOver }) => !isOver), `In the ${round} round of work, join() should wait until it is done; it ended at once`, round === 'second' ? old : '')
    done(queue)
    await sleep(100)
    const over = joins.filter(({ isOver }) => isOver).length
    const one = 'The place for whoever joins holds one only. Make it a list, and call them all'
    check(over === 2, `When two wait in join(), the last taskDone() should end both; it ended ${over}`, over === 1 ? one : round === 'second' ? old : '')
  }
})

test('a taskDone too many throws, and changes nothing', async () => {
  const queue = make()
  const below = 'The refused taskDone() was counted all the same. Look at the count before you change it'
  checkThrows(queue, 'Of a new queue')
  put(queue, 'Ada')
  ask(queue)
  done(queue, below)
  checkThrows(queue, 'After one put and one taskDone()')
  put(queue, 'Bo')
  put(queue, 'Cy')
  const join = watch(() => queue.join())
  ask(queue)
  ask(queue)
  done(queue, below)
  await sleep(100)
  check(!join.isOver, 'After a refused taskDone(), two puts and one taskDone(), join() should wait; it ended', below)
  done(queue)
  await sleep(100)
  check(join.isOver, 'After a refused taskDone(), two puts and two taskDone(), join() should end; it still waits', below)
})

test('many letters, a few consumers, two queues: each letter once', async () => {
  const [queue, other] = [make(), make()]
  const letters = Array.from({ length: 100 }, (_, i) => `letter ${i + 1}`)
  const taken: unknown[] = []
  const consume = async (ms: number): Promise<void> => {
    for (;;) {
      const letter: unknown = await queue.get()
      if (taken.push(letter) > 200) return
      await sleep(ms)
      queue.taskDone()
    }
  }
  const stray = ask(other)
  await sleep(10)
  checkWaits([stray], 'While nothing was put, get() should wait')
  for (const ms of [3, 5, 7]) watch(() => consume(ms))
  for (const letter of letters) {
    put(queue, letter)
    await sleep(1)
  }
  const join = watch(() => queue.join())
  await sleep(1000)
  const shared = 'The two share a list. Each queue needs fields of its own: leave static out'
  check(!stray.isOver, `While all is put into another queue, get() should wait; it gave ${said(stray)}`, shared)
  const isRight = isSame(taken, letters)
  const what = 'Of 100 letters, three consumers should take each once, in order'
  check(isRight, `${what}; they took ${taken.length}, the first of them ${taken.slice(0, 4).map(show).join(', ')}`, taken.length > 100 ? 'Some came twice: an item goes to somebody who waits, or onto the shelf, never both' : '')
  check(join.isOver, 'When all 100 letters are done, join() should end; it still waits', '')
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

function checkWaits(gets: readonly Watched[], what: string): void {
  const early = 'It does not wait. Without an item, get() needs a promise that is fulfilled later: by put, when an item comes'
  check(!gets.some(({ isOver }) => isOver), `${what}; it gave ${gets.map(said).join(', ')}`, gets.every(({ error }) => error === undefined) ? early : '')
}

function aboutItems(given: readonly unknown[], items: readonly unknown[]): string {
  if (isSame(given, [...items].reverse())) return 'The newest comes first. Take where the oldest lies: shift, not pop'
  if (given[0] === 'Ada' && given[1] !== '') return "'' counts as false, and is an item all the same. Ask how many items there are, not what the first is worth"
  return ''
}

async function aboutLate(got: Watched, asleep: string): Promise<string> {
  const wrong = got.isOver
  await sleep(1000)
  if (!got.isOver) return asleep
  return wrong ? '' : 'It asks again and again, and comes late. Nobody has to ask: put can hand over the item'
}

function aboutLine(gets: readonly Watched[]): string {
  const given = gets.map(({ value }) => value)
  if (isSame(given, ['Cy', 'Bo', 'Ada'])) return 'Who came last is served first. Let them wait in a line: push at its end, shift at its head'
  if (given.every((item) => item === 'Ada')) return 'All who wait got the same item. One item is for one of them: call the first, and take it out of the line'
  const waiting = gets.filter(({ isOver }) => !isOver).length
  if (waiting > 0 && gets[2]?.isOver) return 'Only who came last is remembered, and the others wait for ever. Keep them all, in a list'
  return waiting === 0 && given.includes(undefined) ? 'One item woke several, and found an empty queue the second time. One item is for one of them' : ''
}

function aboutSize(size: unknown, wanted: number): string {
  if (typeof size === 'function') return 'size is read without a call: write get in front of it'
  if (size === undefined || Number.isNaN(Number(size))) return ''
  if (Number(size) < wanted) return 'Those who wait are no items: count only what lies on the shelf'
  return wanted === 0 ? 'The item belongs to whoever waited for it, and should not lie on the shelf' : 'It counts more than lies there. Taken, and not yet done, is not waiting'
}

function checkThrows(queue: Queue, when: string): void {
  let [threw, given]: [boolean, unknown] = [false, undefined]
  try {
    given = queue.taskDone()
  } catch {
    threw = true
  }
  const isPromise = given instanceof Promise
  if (given instanceof Promise) given.catch(() => undefined)
  const silent = 'More done than there was to do: somebody has miscounted, and should hear of it. Throw an Error'
  check(threw, `${when}, taskDone() should throw an error; it gave back ${isPromise ? 'a promise' : 'nothing'}`, isPromise ? 'Leave async out: the error should come out at once' : silent)
}

interface Queue {
  put(item: unknown): unknown
  get(): unknown
  taskDone(): unknown
  join(): unknown
  readonly size: unknown
}

function make(): Queue {
  expect(typeof AsyncQueue, 'exercise.ts should export the class AsyncQueue; it does not.\n→ Is the word export still in front of class').toBe('function')
  return new AsyncQueue<unknown>() as Queue
}

function put(queue: Queue, item: unknown): void {
  attempt(`put(${show(item)})`, () => queue.put(item))
}

function done(queue: Queue, feedback = ''): void {
  attempt('taskDone() of a task that was taken', () => queue.taskDone(), feedback)
}

function attempt(what: string, call: () => unknown, feedback = ''): void {
  try {
    const given = call()
    if (given instanceof Promise) given.catch(() => undefined)
  } catch (error) {
    check(false, `${what} should go well; it threw ${toText(error)}`, feedback)
  }
}

interface Watched {
  isOver: boolean
  value: unknown
  error: unknown
}

/** How a call stands, without waiting for it. */
function watch(call: () => unknown): Watched {
  const watched: Watched = { isOver: false, value: undefined, error: undefined }
  const end = (value: unknown, error?: unknown): void => void Object.assign(watched, { isOver: true, value, error })
  void (async () => call())().then(end, (error: unknown) => end(undefined, error ?? 'nothing'))
  return watched
}

function ask(queue: Queue): Watched {
  return watch(() => queue.get())
}

function said({ isOver, value, error }: Watched): string {
  if (!isOver) return 'nothing yet'
  return error === undefined ? show(value) : `an error (${toText(error)})`
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (typeof value === 'function') return 'a function'
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 8).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
