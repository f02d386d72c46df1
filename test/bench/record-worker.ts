import { parentPort } from 'node:worker_threads'
import { systemClock } from '../../src/services/redis/clock.ts'
import { startServices } from '../../src/services/services-session.ts'
import type { RecordTask } from './record-bench.ts'

/** A thread with the servers of a world, as the page has one. What it tells goes to who started it, as text that is dropped. */
const page = parentPort
page?.once('message', ({ link, records }: RecordTask) => {
  const session = startServices({
    seed: '',
    orderSeed: null,
    clock: systemClock,
    fineClock: { now: () => performance.timeOrigin + performance.now(), after: () => undefined },
    traffic: { sent: 0, received: 0 },
    realTimers: { now: () => performance.now(), setTimeout: (callback, ms) => setTimeout(callback, ms) },
    post: (message) => page.postMessage(message),
  })
  if (records) session.lane(records as unknown as globalThis.MessagePort, 'main')
  session.link(link as unknown as globalThis.MessagePort, 'main')
})
