// words: only when somebody joins
// Notes the end inside of join.
import { setTimeout as sleep } from 'node:timers/promises'

/** Something that was started, and goes on beside you. */
export interface Coroutine<T> {
  /** What the function gives, or throws. */
  join(): Promise<T>
  /** Whether it has ended, well or not. */
  readonly done: boolean
}

/** Starts a function at once and does not wait for it. */
export function spawn<T, A extends unknown[]>(fn: (...args: A) => Promise<T>, ...args: A): Coroutine<T> {
  let done = false
  const running = (async () => fn(...args))()
  running.catch(() => undefined)

  return {
    join: () => running.finally(() => (done = true)),
    get done() {
      return done
    },
  }
}

/** A second's work; an address that does not exist is refused sooner. */
async function send(name: string): Promise<string> {
  console.log('begun:', name)
  await sleep(name === 'nobody' ? 100 : 1000)
  if (name === 'nobody') throw new Error('no such address')
  return `sent to ${name}`
}

export async function main() {
  const start = Date.now()
  const letters = ['Ada', 'nobody', 'Bo'].map((name) => spawn(send, name))
  console.log('all three should have begun by now, and none should be done:', ...letters.map(({ done }) => done))

  for (const letter of letters) {
    try {
      console.log('this letter has arrived:', await letter.join())
    } catch (error) {
      console.log('the error should come out here, at join:', String(error))
    }
  }
  console.log('three letters should take about 1000 ms, not 2100:', Date.now() - start)
  console.log('all should be done:', ...letters.map(({ done }) => done))
}
