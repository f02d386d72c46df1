import { afterEach, beforeEach, expect, test } from 'vitest'
import { pageHost } from '../../../src/runtime/threading/page-host.ts'
import { makeThreading, type ThreadConstructor } from '../../../src/runtime/threading/threading.ts'
import { timersPromises } from '../../../src/runtime/timers-promises.ts'
import { makeBlobModules } from '../../../src/sandbox/module-loader.ts'
import { sourceUrl } from '../../../src/sandbox/stack.ts'
import type { RunProgram } from '../../../src/wire/sandbox-messages.ts'
import type { FrameToStarter, StarterToFrame, ThreadTask } from '../../../src/wire/thread-messages.ts'
import { moduleOf } from '../../sandbox/programs.ts'
import threadScript from './thread-worker-for-test.ts?bundle-text'

const program: RunProgram = {
  entry: 'exercise.ts',
  modules: [
    moduleOf('jobs.ts', `export async function double(n) { return n * 2 }`),
    moduleOf(
      'exercise.ts',
      `import { setTimeout as sleep } from 'node:timers/promises'
import { double } from './jobs.ts'
let calls = 0
export { double }
export async function count() { await sleep(1); return ++calls }
export async function refuse(text) {

  throw Object.assign(new RangeError('no ' + text), { code: 'ENO' })
}
export async function hang() { await new Promise(() => {}) }
export const giveFunction = () => () => 1
export const throwEmpty = () => { throw null }
`,
    ),
  ],
}

type Namespace = Readonly<Record<string, (...values: unknown[]) => Promise<unknown>>>

const workers = new Map<number, Worker>()
let frame: MessagePort
let jobs: Namespace
let Thread: ThreadConstructor

beforeEach(async () => {
  const channel = new MessageChannel()
  frame = channel.port1
  const url = URL.createObjectURL(new Blob([threadScript], { type: 'text/javascript' }))
  frame.onmessage = ({ data, ports: [starter] }: MessageEvent<StarterToFrame>) => {
    if (data.kind === 'thread-end') {
      workers.get(data.id)?.terminate()
      workers.delete(data.id)
    } else if (starter) {
      const worker = new Worker(url)
      workers.set(data.id, worker)
      worker.postMessage({ program, request: data.request, order: null } satisfies ThreadTask, [starter])
    }
  }
  const timers = timersPromises({
    setTimeout: globalThis.setTimeout.bind(globalThis),
    clearTimeout: () => undefined,
  })
  const urls = await makeBlobModules(program.modules, { 'node:timers/promises': timers }, globalThis)
  const exercise = (await import(/* @vite-ignore */ urls.urlOf('exercise.ts'))) as Namespace
  jobs = exercise
  const host = pageHost({
    frame: channel.port2,
    modules: () => [{ name: 'exercise.ts', exports: exercise }],
    report: () => undefined,
    sourceUrl,
  })
  Thread = makeThreading(host).Thread
})
afterEach(() => {
  for (const worker of workers.values()) worker.terminate()
  workers.clear()
  frame.close()
})

const start = (name: string, ...values: unknown[]) =>
  new Thread(jobs[name] as (...values: unknown[]) => unknown, ...values).start()

test('real workers run the function with a copy of the module each, and are ended afterwards', async () => {
  const threads = [start('count'), start('count'), start('double', 21)]
  expect(await Promise.all(threads.map((thread) => thread.join()))).toEqual([1, 1, 42])
  await expect.poll(() => workers.size).toBe(0)
})

test('an error arrives with its type, message, fields and the thread’s own line', async () => {
  const error = await start('refuse', 'way')
    .join()
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RangeError)
  expect(error).toMatchObject({ message: 'no way', code: 'ENO' })
  expect((error as Error).stack?.split('\n')[1]).toBe('    at refuse (learner:///exercise.ts:8:23)')
  await expect(start('throwEmpty').join()).rejects.toThrow('Thrown: null')
})

test('what cannot cross says so', async () => {
  await expect(start('giveFunction').join()).rejects.toThrow('Thread-1 returned a function')
  await expect(start('double', 1, () => 1).join()).rejects.toThrow('Argument 2 of Thread-2')
})

test('who waits for a thread that was ended is told', async () => {
  const thread = start('hang')
  frame.postMessage({ kind: 'thread-broken', id: 1, message: 'Thread-1 was ended.' } satisfies FrameToStarter)
  await expect(thread.join()).rejects.toThrow('Thread-1 was ended.')
})
