import { beforeEach, expect, test } from 'vitest'
import type { FrameToServices, TaskMessage } from '../../src/wire/sandbox-messages.ts'
import type { StarterToFrame, ThreadTask } from '../../src/wire/thread-messages.ts'
import { openBench, type BrokerBench } from './broker-doubles.ts'

let bench: BrokerBench
const openPorts: MessagePort[] = []

beforeEach(() => {
  bench = openBench()
  bench.tell({ kind: 'install', role: 'learner', script: 'learner' })
  bench.tell({ kind: 'install', role: 'services', script: 'services' })
  return () => {
    bench.tell({ kind: 'close-world', world: 1 })
    for (const port of openPorts.splice(0)) port.close()
  }
})

const payload = { modules: [], entry: 'exercise.ts' }
const open = (orderSeed: number | null): void =>
  bench.tell(
    { kind: 'open-world', world: 1, speed: 1, orderSeed, services: { seed: '' } },
    new MessageChannel().port2,
  )
/** Starts a program in the world; without a lane it is not recorded. */
const start = (lane?: string): void =>
  bench.tell(
    { kind: 'start', task: 1, role: 'learner', payload, world: 1, ...(lane !== undefined && { lane }) },
    new MessageChannel().port2,
  )
const startThread = ({ ports }: TaskMessage, id: number, threadName = 'Thread-1'): void => {
  const request = { module: 'exercise.ts', exportName: 'job', threadName, args: [] }
  ports.threads?.postMessage({ kind: 'thread-start', id, request } satisfies StarterToFrame, [
    new MessageChannel().port2,
  ])
}

/** The tasks of the workers of a role, in the order in which they were made. */
function tasks(script: 'learner' | 'services'): TaskMessage[] {
  const found = bench.workers.flatMap((worker) => (worker.script === script && worker.task) || [])
  for (const { ports } of found) openPorts.push(...(Object.values(ports) as MessagePort[]))
  return found
}
const first = (script: 'learner' | 'services'): TaskMessage => {
  const [task] = tasks(script)
  if (!task) throw new Error(`No ${script} was started`)
  return task
}
const nth = async (count: number): Promise<TaskMessage> => {
  await expect.poll(() => tasks('learner').length).toBe(count)
  const task = tasks('learner')[count - 1]
  if (!task) throw new Error('It went away')
  return task
}

/** What the services hear from the frame, a port that came along as `port`. */
function hearServices(): (FrameToServices & { port?: MessagePort | undefined })[] {
  const heard: (FrameToServices & { port?: MessagePort | undefined })[] = []
  const { frame } = first('services').ports
  if (frame)
    frame.onmessage = ({ data, ports }: MessageEvent<FrameToServices>) =>
      heard.push({ ...data, port: ports[0] })
  return heard
}

test('a program that is recorded has a lane, and a port on which services hear of it before it dials', async () => {
  open(null)
  const heard = hearServices()
  start('main')
  await expect.poll(() => heard.length).toBe(2)
  expect(heard).toMatchObject([
    { kind: 'lane', lane: 'main' },
    { kind: 'link', link: 1, lane: 'main' },
  ])
  expect(first('learner').lane).toBe('main')
  const told: unknown[] = []
  const port = heard[0]?.port
  if (port) port.onmessage = ({ data }) => told.push(data)
  first('learner').ports.trace?.postMessage('a record')
  await expect.poll(() => told).toEqual(['a record'])
  port?.close()
  heard[1]?.port?.close()
})

test('its threads have lanes of their own, and theirs, whatever they are called; the page is told', async () => {
  open(null)
  const heard = hearServices()
  start('main')
  startThread(first('learner'), 1)
  const thread = await nth(2)
  startThread(thread, 1)
  await nth(3)
  startThread(first('learner'), 2, 'main')
  await nth(4)
  const lanes = ['Thread-1', 'Thread-1/Thread-1', 'main (2)']
  expect(tasks('learner').map(({ lane }) => lane)).toEqual(['main', ...lanes])
  expect(bench.sent).toEqual(
    ['Thread-1', 'Thread-1', 'main'].map((threadName, index) => ({
      ...{ kind: 'thread-started', task: 1, threadName, lane: lanes[index] },
    })),
  )
  await expect
    .poll(() => heard.flatMap((message) => (message.kind === 'lane' ? message.lane : [])))
    .toEqual(['main', ...lanes])
  for (const { port } of heard) port?.close()
})

test('a program that is not recorded has no lane, nor have its threads', async () => {
  open(null)
  const heard = hearServices()
  start()
  startThread(first('learner'), 1)
  await nth(2)
  expect(tasks('learner').map(({ lane, ports }) => ({ lane, trace: ports.trace }))).toEqual([
    { lane: undefined, trace: undefined },
    { lane: undefined, trace: undefined },
  ])
  await expect.poll(() => heard.map(({ kind }) => kind)).toEqual(['link', 'link'])
  for (const { port } of heard) port?.close()
})

test('a seed of orders reaches the services, and with it each thread knows how long to wait', async () => {
  open(7)
  expect(first('services').payload).toEqual({ seed: '', orderSeed: 7 })
  start()
  startThread(first('learner'), 1)
  startThread(first('learner'), 2, 'Thread-2')
  await nth(3)
  const threads = tasks('learner').slice(1)
  expect(threads.map(({ payload }) => (payload as ThreadTask).order)).toEqual([
    { seed: 7, lane: 'Thread-1' },
    { seed: 7, lane: 'Thread-2' },
  ])
})

test('without a seed no thread waits', async () => {
  open(null)
  expect(first('services').payload).toEqual({ seed: '', orderSeed: null })
  start()
  startThread(first('learner'), 1)
  expect(((await nth(2)).payload as ThreadTask).order).toBeNull()
})
