import type { ScopeClock } from '../runtime/scope-clock.ts'

type Traffic = ScopeClock['traffic']

/** The same counts, with `announce` called before each message that is sent. */
export function announcedTraffic(traffic: Traffic, announce: () => void): Traffic {
  return {
    get sent() {
      return traffic.sent
    },
    set sent(sent) {
      if (sent > traffic.sent) announce()
      traffic.sent = sent
    },
    get received() {
      return traffic.received
    },
    set received(received) {
      traffic.received = received
    },
  }
}
