// words: How long they need is not to be guessed
// Waits as long as the work should take.
import { setTimeout as sleep } from 'node:timers/promises'
import { clear, every, runPending } from 'schedule'
import { Thread } from 'threading'

let start = 0
let log: string[] = []
let threads: Thread[] = []

/** Writes down that a job starts now, in seconds since the run began. */
function note(name: string): void {
  const line = `${name} at ${Math.round((Date.now() - start) / 1000)} s`
  console.log(line)
  log.push(line)
}

/** What a thread does: it sends what has queued up, for two seconds. */
export async function job1(): Promise<void> {
  await sleep(2000)
  console.log('job1 is done')
}

/** What another thread does: it tidies up, for two seconds as well. */
export async function job2(): Promise<void> {
  await sleep(2000)
  console.log('job2 is done')
}

/** What the schedule calls: starts job1 in a thread and does not wait for it. */
export function job1Task(): void {
  const thread = new Thread(job1)
  note('job1')
  threads.push(thread.start())
}

/** The same for job2. */
export function job2Task(): void {
  const thread = new Thread(job2)
  note('job2')
  threads.push(thread.start())
}

/** Lets both jobs run every second for so many seconds. Gives a line for each start. */
export async function run(seconds: number): Promise<string[]> {
  clear()
  log = []
  threads = []
  start = Date.now()
  every(1).seconds.do(job1Task)
  every(1).seconds.do(job2Task)
  while (Date.now() - start < seconds * 1000) {
    await runPending()
    await sleep(1000)
  }
  clear()
  await sleep(2000)
  return log
}

export async function main() {
  console.log('In 5 seconds each job is due at 1, 2, 3 and 4 s. It starts:')
  const lines = await run(5)
  console.log(lines.length, 'starts, which should be 8')
}
