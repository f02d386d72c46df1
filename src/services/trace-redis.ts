import { serverLane } from '../trace/event.ts'
import { Greetings } from './greetings.ts'
import type { RedisObserver } from './redis/observer.ts'
import type { TracedEvent } from './trace-batches.ts'
import type { TraceCallers } from './trace-callers.ts'

interface RedisTracerHost {
  readonly callers: TraceCallers
  now(): number
  add(event: TracedEvent): void
  mayTell(): boolean
  /** A command is left out. */
  lost(): void
  /** Tells how everything stands. */
  snapshot(): void
}

/** What a recording observes of a Redis, if it listens. */
export interface RedisTracer {
  readonly observer: RedisObserver
  listen(): void
  ignore(): void
}

export function redisTracer({ callers, now, add, mayTell, lost, snapshot }: RedisTracerHost): RedisTracer {
  const greetings = new Greetings()
  let isListening = false
  const onCommand: NonNullable<RedisObserver['onCommand']> = (command) => {
    if (greetings.has(command)) return
    if (!mayTell()) return lost()
    add({ kind: 'ran', lane: callers.ofClient(command.client), at: now(), command })
    if (command.parts.notes === null) snapshot()
  }
  const onMessage: NonNullable<RedisObserver['onMessage']> = ({ client, channel, text }) => {
    if (mayTell()) add({ lane: callers.ofClient(client), at: now(), kind: 'message', client, channel, text })
  }
  const observer: RedisObserver = {
    get onCommand() {
      return isListening ? onCommand : undefined
    },
    get onMessage() {
      return isListening ? onMessage : undefined
    },
    onExpired({ db, key }) {
      if (isListening && mayTell()) add({ lane: serverLane, at: now(), kind: 'expired', db, key })
    },
    onBlocked({ client, words }) {
      if (isListening && mayTell())
        add({ lane: callers.ofClient(client), at: now(), kind: 'blocked', client, words })
    },
    onUnblocked({ client, reason }) {
      if (isListening && reason === 'gone' && mayTell())
        add({ lane: callers.ofClient(client), at: now(), kind: 'gone', client })
    },
    onClientOpened({ client }) {
      callers.clientOpened(client)
      if (isListening && !callers.isHidden(client.id) && mayTell())
        add({ lane: callers.ofClient(client), at: now(), kind: 'client-opened', client })
    },
    onClientClosed({ client }) {
      if (isListening && !callers.isHidden(client.id) && mayTell())
        add({ lane: callers.ofClient(client), at: now(), kind: 'client-closed', client })
      callers.clientClosed(client)
      greetings.forget(client.id)
    },
  }
  return {
    observer,
    listen: () => void (isListening = true),
    ignore: () => void (isListening = false),
  }
}
