import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/runtime/threading/node-host.ts'
import {
  makeThreading,
  type ThreadConstructor,
  type ThreadHost,
} from '../../../src/runtime/threading/threading.ts'
import * as jobs from './jobs.ts'
import { pageDouble, type PageDouble } from './page-double.ts'

interface Told {
  readonly error: Error
  readonly threadName: string
}

let reported: Told[]
let page: PageDouble | undefined

const report = (error: Error, threadName: string): void => void reported.push({ error, threadName })

const hosts: readonly [string, () => ThreadHost][] = [
  ['Node', () => ({ ...nodeHost(), report })],
  [
    'page',
    () => {
      page = pageDouble(report)
      return page.host
    },
  ],
]

/** Closed at first; every thread that waits at it goes on once it is opened. */
function makeGate(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4))
}
const open = (gate: Int32Array): void => void Atomics.store(gate, 0, 1)

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    (value) => {
      throw new Error(`expected a rejection, got ${String(value)}`)
    },
    (error: unknown) => error as Error,
  )

describe.each(hosts)('threads in %s', (_name, makeHost) => {
  let Thread: ThreadConstructor
  beforeEach(() => {
    reported = []
    Thread = makeThreading(makeHost()).Thread
  })
  afterEach(() => {
    page?.close()
    page = undefined
  })

  test('start() gives the thread, join() the result, as often as asked', async () => {
    const thread = new Thread(jobs.add, 2, 3)
    expect(thread.start()).toBe(thread)
    expect(await thread.join()).toBe(5)
    expect(await thread.join()).toBe(5)
  })

  test('names count up, can be set, and do not depend on starting', () => {
    const names = [new Thread(jobs.add, 1, 1), new Thread(jobs.add, 1, 1)].map(({ name }) => name)
    expect(names).toEqual(['Thread-1', 'Thread-2'])
    const thread = new Thread(jobs.add, 1, 1)
    thread.name = 'mail'
    expect(thread.name).toBe('mail')
  })

  test('start and join are methods of the prototype', () => {
    expect(Object.hasOwn(Thread.prototype, 'start')).toBe(true)
    expect(Object.hasOwn(Thread.prototype, 'join')).toBe(true)
    expect((Thread as unknown as { name: string }).name).toBe('Thread')
  })

  test('isAlive from the start to the end', async () => {
    const gate = makeGate()
    const thread = new Thread(jobs.waitAt, gate, 'through')
    expect(thread.isAlive).toBe(false)
    thread.start()
    expect(thread.isAlive).toBe(true)
    open(gate)
    expect(await thread.join()).toBe('through')
    expect(thread.isAlive).toBe(false)
  })

  test('enumerate() gives the threads that are alive, activeCount() their number', async () => {
    const { Thread: Own, enumerate, activeCount } = makeThreading(makeHost())
    const gate = makeGate()
    const [one, two] = [new Own(jobs.waitAt, gate, 'one'), new Own(jobs.waitAt, gate, 'two')]
    expect([enumerate(), activeCount()]).toEqual([[], 0])
    one.start()
    two.start()
    expect(enumerate()).toEqual([one, two])
    expect(activeCount()).toBe(2)
    open(gate)
    await Promise.all([one.join(), two.join()])
    expect([enumerate(), activeCount()]).toEqual([[], 0])
  })

  test('threads run beside each other', async () => {
    const gate = makeGate()
    const waiting = [1, 2, 3].map((id) => new Thread(jobs.waitAt, gate, `waited ${id}`).start())
    // Ends while the others wait.
    expect(await new Thread(jobs.add, 1, 2).start().join()).toBe(3)
    open(gate)
    expect(await Promise.all(waiting.map((thread) => thread.join()))).toEqual([
      'waited 1',
      'waited 2',
      'waited 3',
    ])
  })

  test('threads share no variables', async () => {
    const counts = [new Thread(jobs.countCalls).start(), new Thread(jobs.countCalls).start()]
    expect(await Promise.all(counts.map((thread) => thread.join()))).toEqual([1, 1])
    expect(await jobs.countCalls()).toBeGreaterThan(0)
  })

  test('arguments are copied at the start, whatever structured cloning copies', async () => {
    const values = new Map([['a', new Date(5)]])
    const thread = new Thread(jobs.takeApart, values).start()
    values.set('b', new Date(6))
    expect(await thread.join()).toEqual(['a 5'])
  })

  test('finds a function that is exported under another name', async () => {
    expect(await new Thread(jobs.task).start().join()).toBe('by another name')
  })

  describe('refuses what is no function, and says what to write', () => {
    test.each([
      ['a Promise', jobs.countCalls(), 'a Promise'],
      ['nothing', undefined, 'undefined'],
      ['a result', 'task 1 done', 'the string "task 1 done"'],
      ['null', null, 'null'],
      ['an array', [], 'an array'],
    ])('%s', (_what, given, words) => {
      const make = () => new Thread(given as unknown as () => void)
      expect(make).toThrow(TypeError)
      expect(make).toThrow(words)
      expect(make).toThrow('Pass the function, do not call it: new Thread(job, 1), not new Thread(job(1)).')
    })
  })

  describe('join rejects for a function that no module exports', () => {
    test.each([
      ['an arrow function', () => undefined, 'without a name', 'Write `export async function job'],
      [
        'a local function',
        jobs.held.hidden,
        'cannot run hidden: it is not exported',
        'Write `export` before hidden',
      ],
      ['a bound function', jobs.add.bind(null, 1), 'a bound function', 'new Thread(job, 1)'],
    ])('%s', async (_what, fn, problem, advice) => {
      const thread = new Thread(fn as () => void).start()
      const error = await failure(thread.join())
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain(problem)
      expect(error.message).toContain(advice)
      expect(thread.isAlive).toBe(false)
    })
  })

  test('join rejects for an argument that cannot be copied, and names it', async () => {
    class Redis {
      readonly send = (): void => undefined
    }
    const take = jobs.takeApart as (...values: unknown[]) => string[]
    const error = await failure(new Thread(take, 'a', new Redis()).start().join())
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain('Argument 2 of Thread-1')
    expect(error.message).toContain('an object of the class Redis cannot be copied')
    expect((await failure(new Thread(take, () => 1).start().join())).message).toContain(
      'Argument 1 of Thread-2',
    )
  })

  test('join rejects for a result that cannot be copied', async () => {
    const error = await failure(new Thread(jobs.giveFunction).start().join())
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain('Thread-1 returned a function')
  })

  test('an error arrives with its type, message, fields, cause and the line in the thread’s code', async () => {
    const error = await failure(new Thread(jobs.refuse, 'way').start().join())
    expect(error).toBeInstanceOf(RangeError)
    expect(error).toMatchObject({
      message: 'no way',
      responseCode: 451,
      cause: { name: 'TypeError', message: 'inner' },
    })
    const [head, first] = (error.stack ?? '').split('\n')
    expect(head).toBe('RangeError: no way')
    expect(first).toMatch(/at refuse \(.*jobs\.ts(\?copy=\d+)?:27:\d+\)$/)
  })

  test('an error of the learner’s own kind keeps its name', async () => {
    const error = await failure(new Thread(jobs.rejectLate).start().join())
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'MailError', message: 'late' })
    const text = await failure(new Thread(jobs.throwText).start().join())
    expect(text.message).toBe('Thrown: "just a text"')
  })

  test('an error that nobody has joined is reported, and join still tells it', async () => {
    const thread = new Thread(jobs.rejectLate).start()
    while (thread.isAlive) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(reported).toMatchObject([{ threadName: 'Thread-1', error: { message: 'late' } }])
    expect((await failure(thread.join())).message).toBe('late')
    await failure(new Thread(jobs.rejectLate).start().join())
    expect(reported).toHaveLength(1)
  })

  test('starts once', async () => {
    const thread = new Thread(jobs.add, 1, 1).start()
    expect(() => thread.start()).toThrow('Thread-1 was started already')
    expect(await thread.join()).toBe(2)
    expect(() => thread.start()).toThrow('Make a new Thread')
  })

  test('cannot be joined before it was started, and can be started afterwards', async () => {
    const thread = new Thread(jobs.add, 1, 1)
    expect((await failure(thread.join())).message).toContain('Call start() before join()')
    expect(await thread.start().join()).toBe(2)
  })

  test('at most 16 at once; a place is free again after the end', async () => {
    const gate = makeGate()
    const threads = Array.from({ length: 16 }, () => new Thread(jobs.waitAt, gate, 'x').start())
    const seventeenth = new Thread(jobs.add, 20, 3)
    expect(() => seventeenth.start()).toThrow(RangeError)
    expect(() => seventeenth.start()).toThrow('Thread-17 cannot start: 16 threads are alive')
    expect(seventeenth.isAlive).toBe(false)
    open(gate)
    await Promise.all(threads.map((thread) => thread.join()))
    expect(await seventeenth.start().join()).toBe(23)
  }, 30_000)
})

describe('the frame', () => {
  let Thread: ThreadConstructor
  let double: PageDouble
  beforeEach(() => {
    reported = []
    double = pageDouble(report, { isFrameDeaf: true })
    Thread = makeThreading(double.host).Thread
  })
  afterEach(() => double.close())

  test('is told of the end of each thread', async () => {
    double.close()
    double = pageDouble(report)
    Thread = makeThreading(double.host).Thread
    await new Thread(jobs.add, 1, 1).start().join()
    await expect
      .poll(() => double.told)
      .toMatchObject([
        { kind: 'thread-start', id: 1 },
        { kind: 'thread-end', id: 1 },
      ])
  })

  test('frees those who wait for a thread whose worker is gone', async () => {
    const thread = new Thread(jobs.add, 1, 1).start()
    double.tell({ kind: 'thread-broken', id: 1, message: 'Thread-1 was ended' })
    expect((await failure(thread.join())).message).toBe('Thread-1 was ended')
    expect(thread.isAlive).toBe(false)
  })

  test('can refuse a thread', async () => {
    const thread = new Thread(jobs.add, 1, 1).start()
    double.tell({ kind: 'thread-refused', id: 1, message: 'too many' })
    const error = await failure(thread.join())
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toBe('too many')
    // Late news of a thread that is gone concern nobody.
    double.tell({ kind: 'thread-broken', id: 1, message: 'again' })
    double.tell({ kind: 'thread-broken', id: 99, message: 'unknown' })
  })
})
