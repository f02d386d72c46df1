import * as schedule from '../runtime/schedule.ts'
import { pageHost } from '../runtime/threading/page-host.ts'
import { makeThreading, type Threading } from '../runtime/threading/threading.ts'
import { timersPromises } from '../runtime/timers-promises.ts'
import { announcedTraffic } from './announced-traffic.ts'
import type { TimerScope } from './counted-timers.ts'
import { fetchTeller, threadTeller } from './lane-tellers.ts'
import { importedModules } from './module-loader.ts'
import { endOf } from './run-end.ts'
import { serveThread } from './thread-run.ts'
import { openWeb } from './web-door.ts'
import { openWorkerClock, taskQueue } from './worker-clock.ts'

/**
 * What a worker needs for programs that live in a world: time, threads, jobs by the clock, requests to its app. A script
 * of its own brings it, so that whoever begins with chapter 1 need not wait for it.
 */
export const worldKit = {
  openClock: openWorkerClock,
  makeThreading: (threads: Parameters<typeof pageHost>[0]): Threading => makeThreading(pageHost(threads)),
  schedule: { ...schedule },
  timersPromises: (timers: TimerScope): ReturnType<typeof timersPromises> =>
    timersPromises({
      setTimeout: (callback, ms) => timers.setTimeout(callback, ms),
      clearTimeout: (timer) => timers.clearTimeout(timer as number),
    }),
  importedModules,
  serveThread,
  endOf,
  openWeb,
  // Of what is recorded.
  taskQueue,
  threadTeller,
  fetchTeller,
  announcedTraffic,
}

export type WorldKit = typeof worldKit
