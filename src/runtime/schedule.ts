import { CancelJob, Job } from './schedule-job.ts'

export { CancelJob, Job }
export { IntervalError, ScheduleError, ScheduleValueError } from './schedule-errors.ts'

/**
 * A list of jobs that run again and again, for as long as somebody calls `runPending()`: there is no timer behind it.
 *
 *     import { every, runPending } from 'schedule'
 *     every(1).seconds.do(job)
 *     for (;;) { await runPending(); await sleep(1000) }
 *
 * Python's `schedule` in TypeScript (https://schedule.readthedocs.io/en/stable/): the same words, in camel case; what
 * runs jobs gives a promise, because jobs may. The functions of this module work on one scheduler that all share.
 */
export class Scheduler {
  #jobs: Job[] = []

  /** Begins a job: `every(10).minutes.do(job)`. @throws RangeError unless `interval` is above 0 */
  every(interval = 1): Job {
    return new Job(interval, (job) => {
      if (!this.#jobs.includes(job)) this.#jobs.push(job)
    })
  }

  /**
   * Runs the jobs that are due, one after another, the longest due first. Missed runs are not made up for: a job that
   * was due five times runs once. Rejects with the error of the first job that fails; the others wait for the next call.
   */
  async runPending(): Promise<void> {
    const due = this.#jobs.filter((job) => job.shouldRun)
    due.sort((a, b) => time(a) - time(b))
    // One that was cancelled meanwhile, or is run by another call already, is left out.
    for (const job of due) if (this.#jobs.includes(job) && job.shouldRun) await this.#run(job)
  }

  /** Runs all jobs in the order they were made, due or not, with a pause of so many seconds after each. */
  async runAll(delaySeconds = 0): Promise<void> {
    for (const job of [...this.#jobs]) {
      await this.#run(job)
      if (delaySeconds > 0)
        await new Promise<void>((resolve) => void globalThis.setTimeout(resolve, delaySeconds * 1000))
    }
  }

  /** All jobs, or those with this tag, in the order they were made. */
  getJobs(tag?: string | number): Job[] {
    return this.#jobs.filter((job) => tag === undefined || job.tags.has(tag))
  }

  /** Takes a job off the list; one that is not on it is none of its business. */
  cancelJob(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job)
  }

  /** Takes all jobs off the list, or those with this tag. */
  clear(tag?: string | number): void {
    this.#jobs = this.#jobs.filter((job) => tag !== undefined && !job.tags.has(tag))
  }

  /** When the next job is due, of all or of those with this tag; null if there is none. */
  nextRun(tag?: string | number): Date | null {
    const times = this.getJobs(tag).map(time)
    return times.length === 0 ? null : new globalThis.Date(Math.min(...times))
  }

  /** Seconds until the next job is due, negative if one is late, null if there is none. */
  idleSeconds(): number | null {
    const next = this.nextRun()
    return next && (next.getTime() - globalThis.Date.now()) / 1000
  }

  async #run(job: Job): Promise<void> {
    if ((await job.run()) === CancelJob) this.cancelJob(job)
  }
}

function time(job: Job): number {
  return job.nextRun?.getTime() ?? Infinity
}

const scheduler = new Scheduler()

/** Begins a job: `every(10).minutes.do(job)`, `every().day.at('10:30').do(job)`. See `Scheduler.every`. */
export const every = (interval?: number): Job => scheduler.every(interval)

/** Runs the jobs that are due, one after another; resolves when they are done. See `Scheduler.runPending`. */
export const runPending = (): Promise<void> => scheduler.runPending()

/** Runs all jobs now, due or not. See `Scheduler.runAll`. */
export const runAll = (delaySeconds?: number): Promise<void> => scheduler.runAll(delaySeconds)

/** All jobs, or those with a tag. */
export const getJobs = (tag?: string | number): Job[] => scheduler.getJobs(tag)

/** Takes a job off the list. */
export const cancelJob = (job: Job): void => scheduler.cancelJob(job)

/** Takes all jobs off the list, or those with a tag. */
export const clear = (tag?: string | number): void => scheduler.clear(tag)

/** When the next job is due; null if there is none. */
export const nextRun = (tag?: string | number): Date | null => scheduler.nextRun(tag)

/** Seconds until the next job is due; null if there is none. */
export const idleSeconds = (): number | null => scheduler.idleSeconds()
