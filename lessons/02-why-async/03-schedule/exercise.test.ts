import { setTimeout as sleep } from 'node:timers/promises'
import { clear, every, getJobs, type Job } from 'schedule'
import { expect, test } from 'vitest'
import { job1, job2, run } from './exercise'

test('the jobs start in turn, and each waits for the other', async () => {
  const seen = await ran(9)
  const wanted = starts('job1 at 1', 'job2 at 3', 'job1 at 6', 'job2 at 8')
  const what = `run(9), with two jobs of 2 s that are due every second, should resolve to ${show(wanted)}`
  check(linesOf(seen), show(wanted), what, () => aboutLines(9, wanted, seen))
})

test('a run ends once its seconds have passed', async () => {
  const seen = await ran(4)
  const wanted = starts('job1 at 1', 'job2 at 3')
  const remark = (): string => aboutLines(4, wanted, seen)
  const what = 'run(4) should end soon after 4 s: what has started by then is finished, and nothing starts any more'
  const isSoon = seen.seconds >= 4 && seen.seconds <= 7
  check({ ...seen, value: isSoon, did: () => (seen.threw || seen.isEndless ? seen.did() : `took ${seen.seconds} s`) }, true, what, remark)
  check(linesOf(seen), show(wanted), `run(4) should resolve to ${show(wanted)}`, remark)
})

test('each run begins anew', async () => {
  const wanted = starts('job1 at 1', 'job2 at 3')
  for (const which of ['for the first time', 'a second time']) {
    const seen = await ran(4)
    const what = `run(4), called ${which}, should resolve to ${show(wanted)}`
    check(linesOf(seen), show(wanted), what, () => aboutLines(4, wanted, seen))
  }
})

test('a run starts with no jobs and leaves none', async () => {
  let strays = 0
  let stray: Job | undefined
  const seen = await ran(4, () => (stray = every(1).seconds.do(() => void strays++)))
  const isOver = !seen.threw && !seen.isEndless
  // The other one may still be there: a run with a Scheduler of its own has no need to clear the list of all.
  const left = getJobs().filter((job) => job !== stray)
  clear()
  const what = 'A job that was on the list before run(4) should not run in it'
  const old = 'The list belongs to the whole program. Call clear() before you schedule, so that a run starts with no jobs but its own'
  check({ ...seen, value: strays, did: () => (isOver ? `ran ${strays === 1 ? 'once' : `${strays} times`}` : seen.did()) }, 0, what, () => (isOver ? old : aboutLines(4, [], seen)))
  const end = 'After run(4) none of its jobs should be on the list, as getJobs() gives it'
  const remark = 'Whatever calls runPending next would run them. Call clear() after the loop'
  check({ ...seen, value: left.length, did: () => (isOver ? `holds ${left.length}` : seen.did()) }, 0, end, () => (isOver ? remark : aboutLines(4, [], seen)))
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

function aboutLines(seconds: number, wanted: readonly string[], seen: Run): string {
  const { value, threw } = seen
  if (threw) {
    const isCalled = threw.error instanceof Error && threw.error.message.startsWith('do() needs a function')
    return isCalled ? 'With brackets, .do(job1()) calls the job now, once, and hands over what came back. Without them, .do(job1) hands over the job itself, to be called every second' : ''
  }
  if (seen.isEndless) return 'The loop does not end. Does it look at the clock after each round'
  if (value === undefined) return 'It resolves to nothing: is a return missing'
  if (!Array.isArray(value)) return ''
  const lines = value.map(String)
  const leftover = aboutLeftovers(wanted, lines, seen)
  if (leftover) return leftover
  if (lines.length === 0 && seen.seconds === 0) return 'Nothing happens yet: put both jobs on the list, then ask for what is due, second after second'
  if (lines.length === 0 && seen.jobs === 0) return 'Time passes, but no job is on the list: every(1).seconds.do(job1) puts one there, and .do(…) must not be missing'
  if (seen.seconds < seconds) return aboutShort(seen.seconds, lines)
  if (lines.length === 0) return 'The jobs are on the list, but nobody runs them: no timer stands behind it. In each round, await runPending() before the sleep'
  return aboutFormat(lines) || aboutStarts(lines) || aboutLength(seconds, wanted, lines, seen)
}

function aboutShort(took: number, lines: readonly string[]): string {
  const isInMs = took <= 1 || lines.length === 2
  return isInMs ? `It was over after ${took} s. Date.now() counts milliseconds and run counts seconds: compare with seconds * 1000` : ''
}

function aboutFormat(lines: readonly string[]): string {
  const [first = ''] = lines
  if (/^job[12] at \d+$/.test(first)) return 'Only the unit is missing at the end of the line'
  const [, number] = /^job[12] at ([\d.]+) s$/.exec(first) ?? []
  if (number === undefined) return ''
  if (/\d{9}/.test(number)) return 'That is the time since 1970. Take the time at which the run began, and say how long ago that was'
  if (['1000', '2000', '3000'].includes(number)) return 'Those are milliseconds: divide by 1000'
  if (number.includes('.')) return 'Whole seconds are asked for: Math.round'
  return ''
}

function aboutStarts(lines: readonly string[]): string {
  const [first, second] = lines
  const names = new Set(lines.map((line) => line.split(' ')[0]))
  if (first === 'job1 at 3 s') return 'A line should say when a job starts, and this is when it has ended: write it down before the sleep'
  if (first === 'job1 at 1 s' && second === 'job2 at 1 s') return 'Both start in the same second, so the first takes no time. Each job should take 2 s: await sleep(2000) in it'
  if (first === 'job1 at 1 s' && second === 'job2 at 2 s') return 'job2 starts while job1 still works. runPending() gives a promise: await it, so that the loop waits for the jobs'
  if (first === 'job1 at 1 s' && second === 'job1 at 3 s') return 'job1 starts twice in a row. Are both lines on the list really different, .do(job1) and .do(job2), and does each job write its own name'
  if (first === 'job2 at 1 s' && second === 'job1 at 3 s') return 'job2 goes first: of jobs that are due at the same time, the one that was scheduled first runs first'
  if (names.size === 1 && first !== undefined) return `Only ${[...names].join()} ever starts. Is the other one on the list, too`
  if (/^job1 at [2-9] s$/.test(first ?? '')) return 'The first job should be due after one second: every(1).seconds'
  return ''
}

function aboutLength(seconds: number, wanted: readonly string[], lines: readonly string[], seen: Run): string {
  const isTooLong = seen.seconds > seconds + 7 && lines.length > wanted.length
  if (isTooLong) return `It took ${seen.seconds} s. The loop seems to count its rounds, but a round with both jobs takes five seconds: look at the clock instead`
  if (lines[2] === 'job1 at 5 s') return 'The second round starts at 5 s: hardly any time passes between two calls of runPending(). sleep counts milliseconds, so a second is sleep(1000)'
  return ''
}

/** What is left over from a run before. */
function aboutLeftovers(wanted: readonly string[], lines: readonly string[], seen: Run): string {
  const isAppended = lines.length > wanted.length && wanted.length > 0 && lines.slice(-wanted.length).join() === wanted.join()
  if (isAppended) return 'The first of these lines are of the run before. Empty the log when a run begins'
  const isStale = seen.hasRunBefore && (/^job1 at \d{2,3} s$/.test(lines[0] ?? '') || (lines.length === 0 && seen.seconds === 0))
  return isStale ? 'It counts from when an earlier run began. Take the time anew when a run begins' : ''
}

interface Outcome {
  /** What its promise resolved to; after a throw, something that equals nothing. */
  readonly value: unknown
  readonly threw?: { readonly error: unknown }
  readonly isEndless: boolean
  readonly seconds: number
  /** `gave back [1]` or `threw TypeError: …` */
  did(): string
}

interface Run extends Outcome {
  /** How many jobs were on the list half a second after the call. */
  readonly jobs: number
  /** Whether an earlier run has given lines. */
  readonly hasRunBefore: boolean
}

let hasRun = false

/** Waits until what runs before has left is over, then runs. */
async function ran(seconds: number, prepare: () => unknown = () => undefined): Promise<Run> {
  for (const [name, value] of Object.entries({ job1, job2, run })) {
    const what = `exercise.ts should export the function ${name}; it does not.\n→ Is the word export still in front of function`
    expect(typeof value, what).toBe('function')
  }
  clear()
  await sleep(5000)
  prepare()
  let jobs = 0
  const look = sleep(500).then(() => (jobs = getJobs().length))
  const seen = await tried(() => run(seconds))
  // A list that goes on growing is seen as it was at the end of the run.
  const value = Array.isArray(seen.value) ? [...(seen.value as unknown[])] : seen.value
  await look
  const hasRunBefore = hasRun
  hasRun ||= Array.isArray(value) && value.length > 0
  return { ...seen, value, jobs, hasRunBefore }
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

type Seen = Pick<Outcome, 'value' | 'did'>

function linesOf(seen: Run): Seen {
  return { value: show(seen.value), did: () => seen.did() }
}

function starts(...names: string[]): string[] {
  return names.map((name) => `${name} s`)
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
