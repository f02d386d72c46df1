import { nodeError } from '../../network/system-error.ts'
import type { Manner } from './example-web.ts'
import { wait, type WebTimers } from './waiting.ts'

const pieces = 10

/**
 * A body that comes as its route says. Time passes only while somebody reads; an abort fails the read that waits, and
 * all later ones, with the signal's reason.
 */
export function pacedBody(
  bytes: Uint8Array<ArrayBuffer>,
  { bodyMs, breaksOff }: Pick<Manner, 'bodyMs' | 'breaksOff'>,
  { timers, signal }: { timers: WebTimers; signal: AbortSignal | null },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  // Aborted when nobody wants the rest any more, whoever says so.
  const over = new AbortController()
  const onAbort = (): void => over.abort(signal?.reason)
  const size = Math.ceil(bytes.length / (bodyMs > 0 ? pieces : breaksOff ? 2 : 1)) || 1
  const end = breaksOff ? Math.floor(bytes.length / 2) : bytes.length
  let sent = 0
  return new ReadableStream(
    {
      start(controller) {
        over.signal.addEventListener('abort', () => controller.error(over.signal.reason))
        if (signal?.aborted) onAbort()
        signal?.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        if (bodyMs > 0 && sent < end) await wait(timers, bodyMs / pieces, over.signal)
        if (sent < end) {
          controller.enqueue(bytes.slice(sent, Math.min(sent + size, end)))
          sent += size
          return
        }
        signal?.removeEventListener('abort', onAbort)
        if (breaksOff) controller.error(terminated())
        else controller.close()
      },
      cancel() {
        signal?.removeEventListener('abort', onAbort)
        over.abort()
      },
    },
    // Nothing is fetched ahead, so that reading goes the same way each time.
    { highWaterMark: 0 },
  )
}

/** As Node says that a connection was lost in the middle of a body. */
function terminated(): TypeError {
  const cause = Object.assign(nodeError('UND_ERR_SOCKET', 'other side closed'), { name: 'SocketError' })
  return new TypeError('terminated', { cause })
}
