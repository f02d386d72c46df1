/** What threads of Node's own tests run. */
import { Thread } from '../../../src/runtime/threading/node.ts'
import { add } from './jobs.ts'

export function print(): void {
  console.log('one\ntwo %d', 2)
  console.error('wrong')
  console.table([{ a: 1 }])
}

export function throwLater(): Promise<void> {
  setTimeout(() => {
    throw new RangeError('from a timer')
  }, 1)
  return new Promise(() => undefined)
}

export async function rejectBeside(): Promise<void> {
  void Promise.reject(new TypeError('nobody caught it'))
  await new Promise(() => undefined)
}

export function exit(): void {
  process.exit(3)
}

/** Leaves a timer that would keep a thread going for ever. */
export function leaveTimer(): string {
  setInterval(() => undefined, 1000)
  return 'done'
}

export function addInThread(a: number, b: number): Promise<number> {
  return new Thread(add, a, b).start().join()
}

/** Each thread starts one more, until there is no place left; the deepest says why. */
export async function descend(): Promise<string> {
  try {
    return await new Thread(descend).start().join()
  } catch (error) {
    return String(error)
  }
}

export const prepared = (): unknown => Reflect.get(globalThis, 'prepared')
