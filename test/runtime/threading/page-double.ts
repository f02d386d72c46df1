import { describeNodeError } from '../../../src/runtime/threading/node-error.ts'
import { pageHost } from '../../../src/runtime/threading/page-host.ts'
import { runThread } from '../../../src/runtime/threading/run-thread.ts'
import type { ThreadHost } from '../../../src/runtime/threading/threading.ts'
import type { FrameToStarter, StarterToFrame } from '../../../src/wire/thread-messages.ts'
import * as jobs from './jobs.ts'

/** A page's threads without a page: the frame is a port in memory, and each "thread" loads its own copy of the module. */
export interface PageDouble {
  readonly host: ThreadHost
  /** What the starter told the frame. */
  readonly told: StarterToFrame[]
  tell(message: FrameToStarter): void
  close(): void
}

let copies = 0

/** `isFrameDeaf`: the frame starts nothing, and the test answers in its place. */
export function pageDouble(
  report: (error: Error, threadName: string) => void,
  { isFrameDeaf = false } = {},
): PageDouble {
  const { port1: frame, port2: starter } = new MessageChannel()
  const told: StarterToFrame[] = []
  frame.onmessage = ({ data, ports: [port] }: MessageEvent<StarterToFrame>) => {
    told.push(data)
    if (data.kind !== 'thread-start' || isFrameDeaf || !port) return
    const copy = `./jobs.ts?copy=${++copies}`
    void runThread(data.request, {
      load: async () => (await import(/* @vite-ignore */ copy)) as object,
      describe: describeNodeError,
      answer: (outcome) => port.postMessage(outcome),
    })
  }
  const host = pageHost({
    frame: starter,
    modules: () => [{ name: 'jobs.ts', exports: jobs }],
    report,
    sourceUrl: (file) => file,
  })
  return {
    host,
    told,
    tell: (message) => frame.postMessage(message),
    close: () => {
      frame.close()
      starter.close()
    },
  }
}
