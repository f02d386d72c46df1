import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hungAfterMs, serveBroker, type BrokerPort, type BrokerWorker } from '../../src/sandbox/broker.ts'
import type { FrameToPage, PageToFrame } from '../../src/wire/sandbox-messages.ts'

class WorkerDouble implements BrokerWorker {
  onerror: ((event: ErrorEvent) => void) | null = null
  isEnded = false
  control: MessagePort | undefined
  readonly script: string
  constructor(script: string) {
    this.script = script
  }
  postMessage(_message: unknown, [control]: Transferable[]): void {
    this.control = control as MessagePort
  }
  terminate(): void {
    this.isEnded = true
  }
}

let workers: WorkerDouble[]
let sent: FrameToPage[]
let port: BrokerPort

beforeEach(() => {
  vi.useFakeTimers()
  workers = []
  sent = []
  port = { postMessage: (message) => void sent.push(message), onmessage: null }
  serveBroker(port, (script) => {
    const worker = new WorkerDouble(script)
    workers.push(worker)
    return worker
  })
})
afterEach(() => void vi.useRealTimers())

function tell(message: PageToFrame): void {
  const ports = message.kind === 'start' ? [new MessageChannel().port2] : []
  port.onmessage?.({ data: message, ports } as unknown as MessageEvent<PageToFrame>)
}
const start = (task: number): void =>
  tell({ kind: 'start', task, role: 'learner', payload: { modules: [], entry: '' } })

test('keeps one spare warm and uses it', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  expect(workers).toHaveLength(1)
  start(1)
  expect(workers).toHaveLength(1)
  expect(workers[0]?.control).toBeDefined()
  vi.advanceTimersByTime(100)
  expect(workers).toHaveLength(2)
})

test('a new script replaces the spare', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  tell({ kind: 'install', role: 'learner', script: 'b' })
  expect(workers.map(({ script, isEnded }) => [script, isEnded])).toEqual([
    ['a', true],
    ['b', false],
  ])
})

test('says so when a role has no script', () => {
  start(1)
  expect(sent).toEqual([{ kind: 'broken', task: 1, message: 'The learner script is not loaded' }])
})

test('ends a worker that is silent for too long, once', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  const control = workers[0]?.control
  expect(control).toBeDefined()
  // It never answers: even its first answer is waited for only so long.
  vi.advanceTimersByTime(hungAfterMs + 15_000)
  expect(workers[0]?.isEnded).toBe(true)
  expect(sent.filter(({ kind }) => kind === 'hung')).toHaveLength(1)
})

test('ends a task on the page’s word and says nothing more of it', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  tell({ kind: 'end', task: 1 })
  tell({ kind: 'end', task: 1 })
  tell({ kind: 'end', task: 77 })
  expect(workers[0]?.isEnded).toBe(true)
  vi.advanceTimersByTime(60_000)
  expect(sent).toEqual([])
})

test('tells of a worker that breaks down', () => {
  tell({ kind: 'install', role: 'learner', script: 'a' })
  start(1)
  workers[0]?.onerror?.({ message: 'SyntaxError' } as ErrorEvent)
  expect(sent).toEqual([{ kind: 'broken', task: 1, message: 'SyntaxError' }])
})

test('answers pings', () => {
  tell({ kind: 'ping' })
  expect(sent).toEqual([{ kind: 'pong' }])
})
