import type { Supplies } from '../runtime/supplies.ts'
import type { ThreadRequest } from '../wire/thread-messages.ts'
import type { LaneRecorder } from './lane-recorder.ts'
import { ThreadLanes } from './thread-lanes.ts'

const longestUrl = 500

/** For `pageHost`: tells of each thread that the lane starts. */
export function threadTeller(recorder: LaneRecorder): (request: ThreadRequest) => void {
  const lanes = new ThreadLanes(recorder.lane)
  return ({ threadName, exportName }) => {
    // The frame starts none whose name is no text.
    if (typeof threadName !== 'string') return
    recorder.add({ kind: 'thread', thread: lanes.next(threadName), target: exportName })
    // Before anything that the thread itself tells.
    recorder.flush()
  }
}

type OnFetch = NonNullable<Parameters<NonNullable<Supplies['makeFetch']>>[0]['onFetch']>

/** For `makeFetch`: tells of each request and its answer. */
export function fetchTeller(recorder: LaneRecorder): { readonly onFetch: OnFetch } {
  let lastId = 0
  return {
    onFetch: (method, url) => {
      const id = ++lastId
      recorder.add({ kind: 'fetch', id, method, url: url.slice(0, longestUrl) })
      return (status, text) => recorder.add({ kind: 'fetched', id, status, text })
    },
  }
}
