import { beforeEach, expect, test } from 'vitest'
import type { FrameToPage, FrameToServices, PageToFrame, TaskPorts } from '../../src/wire/sandbox-messages.ts'
import type { FrameToStarter, StarterToFrame, ThreadTask } from '../../src/wire/thread-messages.ts'
import { openBench, type BrokerBench, type WorkerDouble } from './broker-doubles.ts'

let bench: BrokerBench
const openPorts: MessagePort[] = []

beforeEach(() => {
  bench = openBench()
  return () => {
    bench.tell({ kind: 'close-world', world: 1 })
    for (const port of openPorts.splice(0)) port.close()
  }
})

const install = (role: 'learner' | 'services'): void => bench.tell({ kind: 'install', role, script: role })
const open = (services: Extract<PageToFrame, { kind: 'open-world' }>['services'] = { seed: '' }): void =>
  bench.tell(
    { kind: 'open-world', world: 1, speed: 1, orderSeed: null, services },
    new MessageChannel().port2,
  )

/** Workers that have a task, in the order they were made. */
const busy = (script: string): WorkerDouble[] =>
  bench.workers.filter((worker) => worker.script === script && worker.task)
const portsOf = (worker: WorkerDouble | undefined): TaskPorts => {
  if (!worker?.task) throw new Error('This worker has no task')
  openPorts.push(...(Object.values(worker.task.ports) as MessagePort[]))
  return worker.task.ports
}

/** All that comes on a port, from now on. */
function listen<T>(port: MessagePort | undefined): T[] {
  const heard: T[] = []
  if (port) port.onmessage = ({ data }: MessageEvent<T>) => heard.push(data)
  return heard
}

const request = { module: 'exercise.ts', exportName: 'job', threadName: 'Thread-1', args: [] }
const startThread = (ports: TaskPorts, id: number): void =>
  ports.threads?.postMessage({ kind: 'thread-start', id, request } satisfies StarterToFrame, [
    new MessageChannel().port2,
  ])

test('a world starts its services with their seed, and a task in it has all its ports', () => {
  install('learner')
  install('services')
  open({ seed: 'set a 1' })
  bench.start(1, 1)
  expect(busy('services')[0]?.task).toMatchObject({ payload: { seed: 'set a 1' } })
  expect(Object.keys(portsOf(busy('services')[0])).sort()).toEqual(['clock', 'control', 'frame', 'page'])
  expect(Object.keys(portsOf(busy('learner')[0])).sort()).toEqual([
    'clock',
    'control',
    'network',
    'page',
    'threads',
  ])
})

test('services wait for their script, and who dials meanwhile for them', async () => {
  install('learner')
  open()
  bench.start(1, 1)
  expect(busy('services')).toEqual([])
  install('services')
  const told = listen<FrameToServices>(portsOf(busy('services')[0]).frame)
  await expect.poll(() => told).toEqual([{ kind: 'link', link: 1 }])
  bench.tell({ kind: 'end', task: 1 })
  await expect.poll(() => told.at(-1)).toEqual({ kind: 'hang-up', link: 1 })
})

test('a task in no world has neither clock nor network nor threads', () => {
  install('learner')
  bench.start(1)
  expect(Object.keys(portsOf(busy('learner')[0])).sort()).toEqual(['control', 'page'])
})

test('closing a world ends its services and its tasks', () => {
  install('learner')
  install('services')
  open()
  bench.start(1, 1)
  bench.tell({ kind: 'close-world', world: 1 })
  expect([...busy('services'), ...busy('learner')].map(({ isEnded }) => isEnded)).toEqual([true, true])
  bench.start(2, 1)
  expect(bench.sent).toEqual([{ kind: 'broken', task: 2, message: 'There is no world 1 any more' }])
})

test('services that break down are told of, and end the world’s tasks', () => {
  install('learner')
  install('services')
  open()
  bench.start(1, 1)
  busy('services')[0]?.onerror?.({ message: 'Line 2' } as ErrorEvent)
  const message = expect.stringContaining('Line 2') as string
  expect(bench.sent).toEqual([
    { kind: 'broken', task: 1, message },
    { kind: 'world-broken', world: 1, message },
  ])
  expect(busy('learner')[0]?.isEnded).toBe(true)
})

test('a new speed reaches the world’s clock', async () => {
  install('learner')
  open(null)
  bench.start(1, 1)
  const states = listen<{ state?: { rate: number } }>(portsOf(busy('learner')[0]).clock)
  bench.tell({ kind: 'set-speed', world: 1, speed: 20 })
  bench.tell({ kind: 'set-speed', world: 77, speed: 20 })
  await expect.poll(() => states.map(({ state }) => state?.rate)).toEqual([1, 20])
})

test('a thread is started with the task’s program; the starter and the page are told', async () => {
  install('learner')
  open(null)
  bench.start(1, 1)
  const ports = portsOf(busy('learner')[0])
  const told = listen<FrameToStarter>(ports.threads)
  startThread(ports, 7)
  await expect.poll(() => told).toEqual([{ kind: 'thread-started', id: 7 }])
  expect(bench.sent).toEqual([{ kind: 'thread-started', task: 1, threadName: 'Thread-1' }])
  const payload: ThreadTask = { program: { modules: [], entry: 'exercise.ts' }, request, order: null }
  expect(busy('learner')[1]?.task?.payload).toEqual(payload)
  expect(Object.keys(portsOf(busy('learner')[1])).sort()).toEqual([
    'answer',
    'clock',
    'control',
    'page',
    'threads',
  ])
  ports.threads?.postMessage({ kind: 'thread-end', id: 7 } satisfies StarterToFrame)
  await expect.poll(() => busy('learner')[1]?.isEnded).toBe(true)
})

test('no more than sixteen threads, those of threads among them, and all end with the task', async () => {
  install('learner')
  open(null)
  bench.start(1, 1)
  const ports = portsOf(busy('learner')[0])
  const told = listen<FrameToStarter>(ports.threads)
  for (let id = 1; id <= 10; id++) startThread(ports, id)
  await expect.poll(() => busy('learner').length).toBe(11)
  const nested = portsOf(busy('learner')[1])
  const toldNested = listen<FrameToStarter>(nested.threads)
  for (let id = 1; id <= 7; id++) startThread(nested, id)
  await expect.poll(() => toldNested.length).toBe(7)
  expect(toldNested.at(-1)).toMatchObject({
    kind: 'thread-refused',
    id: 7,
    message: expect.stringContaining('16 threads') as string,
  })
  // A thread that ends takes along those it has started.
  ports.threads?.postMessage({ kind: 'thread-end', id: 1 } satisfies StarterToFrame)
  await expect.poll(() => busy('learner').filter(({ isEnded }) => isEnded).length).toBe(7)
  startThread(ports, 11)
  await expect.poll(() => told.at(-1)).toEqual({ kind: 'thread-started', id: 11 })
  bench.tell({ kind: 'end', task: 1 })
  expect(busy('learner').every(({ isEnded }) => isEnded)).toBe(true)
})

test('a thread that breaks down is told to its starter only', async () => {
  install('learner')
  open(null)
  bench.start(1, 1)
  const ports = portsOf(busy('learner')[0])
  const told = listen<FrameToStarter>(ports.threads)
  startThread(ports, 1)
  await expect.poll(() => busy('learner').length).toBe(2)
  busy('learner')[1]?.onerror?.({ message: 'out of memory' } as ErrorEvent)
  await expect
    .poll(() => told.at(-1))
    .toEqual({ kind: 'thread-broken', id: 1, message: 'Thread-1 could not go on: out of memory' })
  expect(bench.sent.map(({ kind }) => kind)).toEqual(['thread-started'] satisfies FrameToPage['kind'][])
})

test('what is no message is ignored, on every port that a worker has', async () => {
  install('learner')
  open(null)
  bench.start(1, 1)
  const ports = portsOf(busy('learner')[0])
  const told = listen<FrameToStarter>(ports.threads)
  const junk = [
    null,
    1,
    'x'.repeat(100_000),
    [],
    {},
    { kind: 'thread-start' },
    { kind: 'thread-start', id: 1 },
    { kind: 'thread-start', id: 1, request: { ...request, threadName: {} } },
    { kind: 'thread-start', id: '1', request },
    { kind: 'thread-end', id: 99 },
    { kind: 'thread-started', task: 1, threadName: 'forged' },
    { kind: 'quiet', round: 1, sent: '0', received: 0, nowMs: 0, next: null },
    { kind: 'quiet', round: 1, sent: 0, received: 0, nowMs: 0, next: 1 },
    { kind: 'quiet', round: 1, sent: 0, received: 0, nowMs: '0', next: null },
    { kind: 'constructor' },
  ]
  for (const message of junk) for (const port of [ports.threads, ports.clock]) port?.postMessage(message)
  // A start without a port for the answer, and then a true one.
  ports.threads?.postMessage({ kind: 'thread-start', id: 2, request })
  startThread(ports, 3)
  await expect.poll(() => told).toEqual([{ kind: 'thread-started', id: 3 }])
  expect(bench.sent).toHaveLength(1)
})
