import type { FrameToPage, PageToFrame, TaskMessage, WorkerRole } from '../wire/sandbox-messages.ts'

/** What the broker needs of a worker and of a port; tests give doubles. */
export interface BrokerWorker {
  postMessage(message: unknown, transfer: Transferable[]): void
  terminate(): void
  onerror: ((event: ErrorEvent) => void) | null
}

export interface BrokerPort {
  postMessage(message: FrameToPage): void
  onmessage: ((event: MessageEvent<PageToFrame>) => void) | null
}

const pingEveryMs = 250
/** A worker that is silent for so long is in a loop that gives nobody else a turn. */
export const hungAfterMs = 2000
/** The first answer may take longer: the worker is still loading its script. */
const firstAnswerWithinMs = 10_000

interface Running {
  readonly worker: BrokerWorker
  readonly endWatch: () => void
}

/**
 * The frame's part: starts and ends workers on the page's word, keeps one spare of each role warm, and notices those
 * that hang. It never looks into payloads, and no learner's code runs in its thread.
 */
export function serveBroker(port: BrokerPort, startWorker: (script: string) => BrokerWorker): void {
  const scripts = new Map<WorkerRole, string>()
  const spares = new Map<WorkerRole, BrokerWorker>()
  const running = new Map<number, Running>()

  const warm = (role: WorkerRole): void => {
    const script = scripts.get(role)
    if (script !== undefined && !spares.has(role)) spares.set(role, startWorker(script))
  }
  const end = (task: number): void => {
    const found = running.get(task)
    if (!found) return
    running.delete(task)
    found.endWatch()
    found.worker.terminate()
  }
  const start = (task: number, role: WorkerRole, payload: unknown, page: MessagePort): void => {
    warm(role)
    const worker = spares.get(role)
    if (!worker)
      return port.postMessage({ kind: 'broken', task, message: `The ${role} script is not loaded` })
    spares.delete(role)
    const control = new MessageChannel()
    // A check may compute for as long as its own time limit allows, which the page holds it to.
    const longestSilence = role === 'checker' ? Infinity : hungAfterMs
    const endWatch = watch(control.port1, longestSilence, (ms) => {
      end(task)
      port.postMessage({ kind: 'hung', task, ms })
    })
    running.set(task, { worker, endWatch })
    worker.onerror = (event) => {
      end(task)
      port.postMessage({
        kind: 'broken',
        task,
        message: String(event.message ?? 'The worker could not start'),
      })
    }
    const message: TaskMessage = { kind: 'mailroom-task', payload }
    worker.postMessage(message, [control.port2, page])
    // After the task has had a head start: on two cores the spare's start would cost the learner milliseconds.
    setTimeout(() => warm(role), 60)
  }

  port.onmessage = ({ data, ports }) => {
    switch (data.kind) {
      case 'install':
        scripts.set(data.role, data.script)
        spares.get(data.role)?.terminate()
        spares.delete(data.role)
        return warm(data.role)
      case 'start':
        if (ports[0]) start(data.task, data.role, data.payload, ports[0])
        return
      case 'end':
        return end(data.task)
      case 'ping':
        return port.postMessage({ kind: 'pong' })
      default:
        return data satisfies never
    }
  }
}

/** Pings a worker; calls `onHung` once it has been silent for too long. Returns the function that ends the watch. */
function watch(control: MessagePort, longestSilence: number, onHung: (ms: number) => void): () => void {
  let lastAnswer = Date.now()
  let lastLook = Date.now()
  let hasAnswered = false
  let silence = 0
  control.onmessage = () => {
    hasAnswered = true
    silence = 0
    lastAnswer = Date.now()
  }
  control.postMessage('ping')
  const timer = setInterval(() => {
    const now = Date.now()
    // Count only time in which this thread itself was awake: a laptop that slept is no endless loop.
    silence += Math.min(now - lastLook, 2 * pingEveryMs)
    lastLook = now
    if (silence > (hasAnswered ? longestSilence : Math.max(longestSilence, firstAnswerWithinMs)))
      return onHung(now - lastAnswer)
    control.postMessage('ping')
  }, pingEveryMs)
  return () => {
    clearInterval(timer)
    control.close()
  }
}
