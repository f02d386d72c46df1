/** What threads of the tests run; each thread has a copy of this file. */
import { setTimeout as sleep } from 'node:timers/promises'

let calls = 0

export function add(a: number, b: number): number {
  return a + b
}

/** `gate` is shared memory: the thread waits until the test opens it. */
export async function waitAt(gate: Int32Array, result: string): Promise<string> {
  while (Atomics.load(gate, 0) === 0) await sleep(5)
  return result
}

export async function countCalls(): Promise<number> {
  await sleep(1)
  return ++calls
}

interface Reached {
  readonly size: number
}

// The blank lines of this type go with it when it becomes JavaScript: the line below must stay right.
export function refuse(text: string): Reached {
  throw Object.assign(new RangeError(`no ${text}`, { cause: new TypeError('inner') }), { responseCode: 451 })
}

export async function rejectLate(): Promise<void> {
  await sleep(1)
  throw Object.assign(new Error('late'), { name: 'MailError' })
}

export function throwText(): void {
  throw 'just a text'
}

export const giveFunction = (): (() => void) => () => undefined

export function takeApart(values: Map<string, Date>): string[] {
  return [...values].map(([key, date]) => `${key} ${date.getTime()}`)
}

function hidden(): void {}
export const held = { hidden }

function quiet(): string {
  return 'by another name'
}
export { quiet as task }
