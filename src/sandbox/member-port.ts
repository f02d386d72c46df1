import type { ClockPort } from '../runtime/clock.ts'
import type { ThreadToClock } from '../wire/clock-messages.ts'

/**
 * A worker's port for the clock to listen on. Learners' code may have got hold of the other end: what is no message of
 * the clock's does not reach it.
 */
export function memberPort(port: MessagePort): ClockPort {
  let listener: ClockPort['onmessage'] = null
  return {
    postMessage: (message) => port.postMessage(message),
    get onmessage() {
      return listener
    },
    set onmessage(next) {
      listener = next
      port.onmessage = (event: MessageEvent<unknown>) => {
        if (isClockMessage(event.data)) listener?.(event as MessageEvent<ThreadToClock>)
      }
    },
  }
}

function isClockMessage(data: unknown): data is ThreadToClock {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false
  if (data.kind === 'awake') return true
  if (data.kind !== 'quiet') return false
  const { round, sent, received, nowMs, next } = data as { [key: string]: unknown }
  return [round, sent, received, nowMs].every(Number.isFinite) && (next === null || isTimer(next))
}

function isTimer(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false
  const { dueMs, setMs } = data as { [key: string]: unknown }
  return Number.isFinite(dueMs) && Number.isFinite(setMs)
}
