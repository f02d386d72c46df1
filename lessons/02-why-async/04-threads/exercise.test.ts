import { setTimeout as sleep } from 'node:timers/promises'
import { clear, every, getJobs } from 'schedule'
import { activeCount, enumerate, type Thread } from 'threading'
import { expect, test } from 'vitest'
import { job1, job1Task, job2, job2Task, run } from './exercise'

test('both jobs start on time, every second', async () => {
  const seen = await firstRun()
  const wanted = starts(1, 2)
  const what = `run(3) should resolve to a line for each start: ${show(wanted)}, in any order; a start at 3 s may be there or not`
  check(linesOf(3, seen), show(wanted), what, () => aboutLines(seen))
  const [, atFirst = 0] = seen.alive
  check({ ...seen, value: atFirst, did: () => `has ${atFirst}` }, 2, 'Half a second after the first start, run(3) should have 2 threads at work', () => aboutThreads(seen))
})

test('run joins all threads before it returns', async () => {
  const seen = await firstRun()
  const remark = (): string => aboutLines(seen) || aboutThreads(seen)
  const what = 'When run(3) returns, no thread should be at work any more'
  check({ ...seen, value: seen.left, did: () => (seen.threw ? seen.did() : `has ${seen.left}, after ${seen.seconds} s`) }, 0, what, () => (seen.threw ? remark() : 'Whoever ends now loses their work. Keep every thread that is started, and join each of them after the loop'))
  const isLong = { ...seen, value: seen.seconds >= 4, did: () => (seen.threw ? seen.did() : `took ${seen.seconds} s`) }
  check(isLong, true, 'run(3) starts its last threads after 2 s, for 2 s of work, so it should take 4 s at least', remark)
  const last = Math.max(2, ...(Array.isArray(seen.value) ? seen.value.map(startOf) : []))
  const isSoon = { ...isLong, value: seen.seconds <= last + 2.5 }
  check(isSoon, true, `run(3) starts its last threads after ${last} s, for 2 s of work, so it should be done after ${last + 2} s`, () => remark() || guessed)
})

test('each run begins anew, and leaves no jobs', async () => {
  const before = await firstRun()
  let strays = 0
  const seen = await ran(2, () => every(1).seconds.do(() => void strays++))
  const wanted = starts(1)
  const what = `run(2), after run(3), should resolve to ${show(wanted)}; a start at 2 s may be there or not`
  const leftover = 'Something of the run before is left. Log, threads, start and the list of jobs all belong to one run: make them anew when it begins'
  check(linesOf(2, seen), show(wanted), what, () => (linesOf(3, before).value === show(starts(1, 2)) && !seen.threw ? leftover : aboutLines(seen)))
  check({ value: strays, did: () => `ran ${strays} times` }, 0, 'A job that was on the list before run(2) should not run in it', () => leftover)
  check({ value: seen.jobs, did: () => `holds ${seen.jobs}` }, 0, 'After run(2), the list of jobs should be empty', () => 'Call clear() after the loop')
})

test('a task starts a thread, and returns nothing, at once', async () => {
  await firstRun()
  for (const [name, task] of [['job1Task', job1Task], ['job2Task', job2Task]] as const) {
    await quiet()
    let threads: Thread[] = []
    const seen = await tried(() => {
      const given: unknown = task()
      threads = enumerate()
      return given
    })
    const remark = (): string => aboutTask(name, seen, threads.length)
    check({ ...seen, value: threads.length, did: () => (seen.threw ? seen.did() : `started ${threads.length}`) }, 1, `${name}() should start one thread`, remark)
    check({ ...seen, value: seen.seconds, did: () => `took ${seen.seconds} s` }, 0, `${name}() should only start the thread, which takes no time`, remark)
    check(seen, undefined, `${name}() should return nothing`, remark)
    const work = await tried(() => threads[0]?.join())
    const isRight = !work.threw && work.seconds > 1.5 && work.seconds < 2.5
    const length = { value: isRight, did: () => (work.threw ? work.did() : `worked for ${work.seconds} s`) }
    check(length, true, `The thread that ${name}() starts should work for 2 s`, () => aboutWork(name.slice(0, 4), work))
  }
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const called =
  'With brackets, new Thread(job1()) calls the job here and hands over what came back. Without them, new Thread(job1) hands over the job itself, for the thread to call'
const guessed =
  'The threads had ended before. How long they need is not to be guessed: join() waits for that, and not a moment longer'
const joinsAtOnce =
  'Whoever joins right after the start waits for the thread, and all is one after another again. Start them all, keep them, and join after the loop'

function aboutThrown({ threw }: Outcome): string {
  const text = threw?.error instanceof Error ? threw.error.message : ''
  if (text.startsWith('new Thread(…) needs a function')) return called
  if (text.startsWith('do() needs a function')) return 'With brackets the task is called now, once. Hand over the function itself: .do(job1Task)'
  if (text.includes('was not started')) return 'new Thread(job1) only prepares a thread. start() lets it begin'
  if (text.includes('is not exported') || text.includes('without a name')) return 'The thread needs a function that the file exports, such as job1 itself: it does not see what is made while the program runs'
  return ''
}

function aboutTask(name: string, seen: Outcome, alive: number): string {
  if (seen.threw) return aboutThrown(seen)
  if (alive === 0) return seen.seconds > 0 ? `The work is done here: ${name} should leave it to a thread` : 'No thread is at work after it. new Thread(job1) only prepares one: start() lets it begin'
  if (seen.seconds > 0) return joinsAtOnce
  if (typeof (Object(seen.value) as { join?: unknown }).join === 'function') return 'start() gives the thread back, and the task hands it on. The schedule has no use for it: keep it in threads, and return nothing'
  return ''
}

function aboutWork(job: string, work: Outcome): string {
  if (work.threw) return aboutThrown(work)
  return work.seconds === 0 ? `Its work is over at once. Is there an await before the sleep(2000) of ${job}` : ''
}

function aboutLines(seen: Run): string {
  const { value, alive } = seen
  const [, atFirst = 0] = alive
  if (seen.threw) return aboutThrown(seen)
  if (seen.isEndless) return 'The loop does not end. Does it look at the clock after each round'
  if (value === undefined) return 'It resolves to nothing: is a return missing'
  if (!Array.isArray(value)) return ''
  const lines = value.map(String)
  const [first = ''] = lines
  if (lines.length === 0 && Math.max(...alive) === 0) return 'Nothing starts yet: note the job, then new Thread(job1).start()'
  if (lines.length === 0) return 'The threads are at work, and the log is empty. A thread has its own copy of log, and its lines stay there: note the start on this side, in job1Task'
  if (/NaN|\d{9}|at 0 s$/.test(first)) return 'The time is counted from another start: a thread has its own copy of that variable. Hand it over, new Thread(job1, start), or note the time on this side'
  if (lines.some((line) => line === 'undefined')) return 'What a thread gives is what its function returns, and here that is nothing'
  if (first === 'job1 at 1 s' && lines[1] === 'job2 at 3 s') return atFirst === 1 ? joinsAtOnce : 'job2 waits for job1 again. Let the schedule call job1Task and job2Task, which only start threads'
  const names = new Set(lines.map((line) => line.split(' ')[0]))
  if (names.size === 1) return `Only ${[...names].join()} ever starts. Does each task write its own name, and is each on the list`
  const isFirstRound = [...lines].sort().join() === starts(1).join()
  return isFirstRound && seen.seconds > 2 && atFirst === 2 ? 'After the first round the loop waits for the threads. Join them after the loop, not in it' : ''
}

function aboutThreads(seen: Run): string {
  if (seen.threw) return aboutThrown(seen)
  if (Math.max(...seen.alive) === 0) return 'The lines are there, but no thread is at work. Was it started, by start(), and does its job await the sleep(2000)'
  return ''
}

interface Outcome {
  /** What came back, or what its promise resolved to; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly isEndless: boolean
  readonly seconds: number
  /** `gave back [1]` or `threw TypeError: …` */
  did(): string
}

interface Run extends Outcome {
  /** How many threads were at work 0.5 s, 1.5 s and 2.5 s after the call. */
  readonly alive: readonly number[]
  /** How many threads were at work, and how many jobs on the list, when it returned. */
  readonly left: number
  readonly jobs: number
}

let theFirst: Promise<Run> | undefined

/** run(3), once for all tests: threads are dear. */
function firstRun(): Promise<Run> {
  return (theFirst ??= ran(3))
}

/** Waits until what ran before is over, then runs. */
async function ran(seconds: number, prepare: () => void = () => undefined): Promise<Run> {
  for (const [name, value] of Object.entries({ job1, job2, job1Task, job2Task, run })) {
    const what = `exercise.ts should export the function ${name}; it does not.\n→ Is the word export still in front of function`
    expect(typeof value, what).toBe('function')
  }
  clear()
  await quiet()
  prepare()
  const look = Promise.all([500, 1500, 2500].map((ms) => sleep(ms).then(() => activeCount())))
  const seen = await tried(() => run(seconds))
  const [left, jobs] = [activeCount(), getJobs().length]
  // The list as it was at the end of the run, should it go on growing.
  const value = Array.isArray(seen.value) ? [...(seen.value as unknown[])] : seen.value
  const did = (): string => (Array.isArray(value) ? `resolved to ${show(value)}` : seen.did())
  clear()
  return { ...seen, value, did, alive: await look, left, jobs }
}

/** Rests for a while, and until no thread is at work. */
async function quiet(): Promise<void> {
  await sleep(3000)
  for (let i = 0; activeCount() > 0 && i < 20; i++) await sleep(500)
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
    return { value, isEndless, seconds: passed(), did: () => (isEndless ? 'was not done after 60 s' : `gave back ${show(value)}`) }
  } catch (error) {
    const threw = { error }
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 400).replace(/\.$/, '') : show(error)
    return { value: threw, threw, isEndless: false, seconds: passed(), did: () => `threw ${text}` }
  } finally {
    limit.abort()
  }
}

type Seen = Pick<Outcome, 'value' | 'did'>

/** The lines of a run in one order; a start in the very second that the run ends may be there or not. */
function linesOf(seconds: number, seen: Run): Seen {
  const lines = Array.isArray(seen.value) ? seen.value.map(String) : []
  const rest = lines.filter((line) => !line.endsWith(` at ${seconds} s`))
  return { value: Array.isArray(seen.value) ? show(rest.sort(byTime)) : seen.value, did: () => seen.did() }
}

function byTime(one: string, other: string): number {
  return startOf(one) - startOf(other) || (one < other ? -1 : 1)
}

/** The second that a line names. */
function startOf(line: unknown): number {
  return Number(/ at (\d+) s$/.exec(String(line))?.[1] ?? 0)
}

function starts(...seconds: number[]): string[] {
  return seconds.flatMap((second) => [`job1 at ${second} s`, `job2 at ${second} s`])
}

/** What should be; what was; and, for a mistake that it recognises, what that says. */
function check(seen: Seen, wanted: unknown, what: string, remark: () => string): void {
  if (seen.value === wanted) return
  const explained = remark()
  expect(seen.value, `${what}; it ${seen.did()}${explained && `.\n→ ${explained}`}`).toBe(wanted)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 60)}'`
    if (value instanceof Promise) return 'a promise'
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`.slice(0, 300)
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  } catch {
    return `a strange ${typeof value}`
  }
}
