// words: That is the time since 1970
// The seconds of the clock on the wall.
import { setTimeout as sleep } from 'node:timers/promises'
import { clear, every, runPending } from 'schedule'

let start = 0
let log: string[] = []

/** Writes down that a job starts now, in seconds since the run began. */
function note(name: string): void {
  const line = `${name} at ${Math.round(Date.now() / 1000)} s`
  console.log(line)
  log.push(line)
}

/** Sends what has queued up, which takes two seconds. */
export async function job1(): Promise<void> {
  note('job1')
  await sleep(2000)
}

/** Tidies up, which takes two seconds as well. */
export async function job2(): Promise<void> {
  note('job2')
  await sleep(2000)
}

/** Lets both jobs run every second for so many seconds. Gives a line for each start. */
export async function run(seconds: number): Promise<string[]> {
  clear()
  log = []
  start = Date.now()
  every(1).seconds.do(job1)
  every(1).seconds.do(job2)
  while (Date.now() - start < seconds * 1000) {
    await runPending()
    await sleep(1000)
  }
  clear()
  return log
}

export async function main() {
  console.log('In 5 seconds each job is due at 1, 2, 3 and 4 s. It starts:')
  const lines = await run(5)
  console.log('8 starts were due. How many were there?', lines.length)
}
