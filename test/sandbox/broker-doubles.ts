import { serveBroker, type BrokerPort } from '../../src/sandbox/broker.ts'
import type { SuppliedWorker } from '../../src/sandbox/worker-supply.ts'
import type { FrameToPage, PageToFrame, TaskMessage } from '../../src/wire/sandbox-messages.ts'

/** A worker that does nothing by itself; the test holds its ports. */
export class WorkerDouble implements SuppliedWorker {
  onerror: ((event: ErrorEvent) => void) | null = null
  isEnded = false
  task: TaskMessage | undefined
  readonly script: string

  constructor(script: string) {
    this.script = script
  }

  postMessage(message: unknown): void {
    this.task = message as TaskMessage
  }

  terminate(): void {
    this.isEnded = true
  }
}

/** A broker with doubles around it. */
export interface BrokerBench {
  readonly workers: WorkerDouble[]
  /** What the broker told the page. */
  readonly sent: FrameToPage[]
  tell(message: PageToFrame, ...ports: MessagePort[]): void
  /** Starts a learner's task. */
  start(task: number, world?: number | null): void
}

export function openBench(): BrokerBench {
  const workers: WorkerDouble[] = []
  const sent: FrameToPage[] = []
  const port: BrokerPort = { postMessage: (message) => void sent.push(message), onmessage: null }
  serveBroker(port, (script) => {
    const worker = new WorkerDouble(script)
    workers.push(worker)
    return worker
  })
  const tell = (data: PageToFrame, ...ports: MessagePort[]): void =>
    port.onmessage?.({ data, ports } as unknown as MessageEvent<PageToFrame>)
  const payload = { modules: [], entry: 'exercise.ts' }
  const start = (task: number, world: number | null = null): void =>
    tell({ kind: 'start', task, role: 'learner', payload, world }, new MessageChannel().port2)
  return { workers, sent, tell, start }
}
