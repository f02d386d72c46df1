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

/** The same port, with all that passes counted. It counts from the moment somebody listens on it. */
export function countTraffic<Outgoing>(
  port: MessagingPort<Outgoing>,
  traffic: Traffic,
): MessagingPort<Outgoing> {
  let listener: MessagingPort<Outgoing>['onmessage'] = null
  const receive = (event: MessageEvent<unknown>): void => {
    traffic.received++
    listener?.(event)
  }
  return {
    postMessage(message, transfer) {
      traffic.sent++
      port.postMessage(message, transfer)
    },
    get onmessage() {
      return listener
    },
    set onmessage(next) {
      listener = next
      port.onmessage = next && receive
    },
    close: () => port.close(),
  }
}
