import { startServices } from '../services/services-session.ts'
import type { PageToServices } from '../services/services-messages.ts'
import type { FrameToServices, ServicesTask } from '../wire/sandbox-messages.ts'
import { serve } from '../wire/channel.ts'
import { inboxAnswers } from './inbox-answers.ts'
import { openWorkerClock, type ClockScope } from './worker-clock.ts'
import { receiveTask } from './worker-door.ts'

/** Waits for the world that this worker is to serve, and serves it until the worker is ended. */
export async function serveServices(scope: EventTarget & ClockScope): Promise<void> {
  const { payload, ports, report } = await receiveTask<ServicesTask>(scope)
  const { clock: clockPort, frame, page } = ports
  if (!clockPort || !frame) throw new Error('Services were started without a world')
  const clock = await openWorkerClock(clockPort, scope)
  const session = startServices({
    seed: payload.seed,
    orderSeed: payload.orderSeed,
    clock: {
      // As `clock.Date.now()`, which takes a proxy's way: each command asks.
      now: () => Math.floor(clock.now()),
      setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
      clearTimeout: (timer) => clock.clearTimeout(timer as number | undefined),
    },
    fineClock: clock,
    traffic: clock.traffic,
    realTimers: {
      now: () => performance.now(),
      setTimeout: (callback, ms) => scope.setTimeout(callback, ms),
    },
    post: report,
  })
  const links = new Map<number, () => void>()
  frame.onmessage = ({ data, ports: [port] }: MessageEvent<FrameToServices>) => {
    switch (data.kind) {
      case 'link':
        if (port) links.set(data.link, session.link(port, data.lane))
        return
      case 'lane':
        if (port) session.lane(port, data.lane)
        return
      case 'open-inbox':
        if (port) {
          serve(port, inboxAnswers(session.mail))
          port.start()
        }
        return
      case 'hang-up':
        links.get(data.link)?.()
        links.delete(data.link)
        return
      default:
        return data satisfies never
    }
  }
  page.onmessage = ({ data }: MessageEvent<PageToServices>) => session.receive(data)
}
