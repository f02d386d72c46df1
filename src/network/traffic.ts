/** Messages of this thread to and from others. A run's clock stands while one is under way. */
export interface Traffic {
  sent: number
  received: number
}

interface MessagingPort<Outgoing> {
  postMessage(message: Outgoing, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  close(): void
}

/**
 * The same port, with all that passes counted. It counts from the moment somebody listens on it. When it is closed its
 * counts are taken out again: what was under way then never arrives, and both its ends forget it.
 */
export function countTraffic<Outgoing>(
  port: MessagingPort<Outgoing>,
  traffic: Traffic,
): MessagingPort<Outgoing> {
  let listener: MessagingPort<Outgoing>['onmessage'] = null
  const own: Traffic = { sent: 0, received: 0 }
  let isClosed = false
  const count = (direction: keyof Traffic, messages: number): void => {
    if (isClosed) return
    own[direction] += messages
    traffic[direction] += messages
  }
  const receive = (event: MessageEvent<unknown>): void => {
    count('received', 1)
    listener?.(event)
  }
  return {
    postMessage(message, transfer) {
      count('sent', 1)
      port.postMessage(message, transfer)
    },
    get onmessage() {
      return listener
    },
    set onmessage(next) {
      listener = next
      port.onmessage = next && receive
    },
    close() {
      count('sent', -own.sent)
      count('received', -own.received)
      isClosed = true
      port.close()
    },
  }
}
