import { viewClient } from './summaries.ts'
import type { Client, Connection } from './client.ts'
import { systemClock, type Clock } from './clock.ts'
import { execute } from './executor.ts'
import type { KeyValue } from './key-watch.ts'
import type { ClientView, RedisObserver } from './observer.ts'
import { RedisError } from './reply.ts'
import { ServerState } from './server-state.ts'
import { snapshotOf, type DatabaseSnapshot } from './snapshot.ts'

export interface RedisServerOptions {
  /** The machine's own, unless told otherwise. */
  readonly clock?: Clock
  /** Bytes that all data together may take; 64 MB unless told otherwise. */
  readonly maxMemory?: number
  readonly observer?: RedisObserver
}

/** What the server is told of a connection. */
export interface ConnectionReceiver {
  /** Bytes came. They must not be changed afterwards. */
  receive(bytes: Uint8Array): void
  /** The other side takes bytes again, after `write` said `false`. */
  drained(): void
  /** The connection is no more. */
  ended(): void
}

/** More than this of what a waiting client sent is not kept. */
const mostWaitingBytes = 64 * 2 ** 20

/**
 * A Redis 7.0 server for any connection that carries bytes; it speaks RESP2 and does all its work inside of `receive`.
 *
 *     const server = new RedisServer()
 *     const receiver = server.accept({ write: (bytes) => socket.write(bytes), close: () => socket.end() })
 *     socket.on('data', (bytes) => receiver.receive(bytes)).on('close', () => receiver.ended())
 */
export class RedisServer {
  readonly #state: ServerState

  constructor({ clock = systemClock, maxMemory = 64 * 2 ** 20, observer }: RedisServerOptions = {}) {
    const resume = (client: Client): void => this.#read(client)
    this.#state = new ServerState({ clock, maxMemory, observer: observer ?? null, resume })
  }

  /** All who are connected. */
  get clients(): readonly ClientView[] {
    return [...this.#state.clients.values()].map(viewClient)
  }

  /** Number of commands so far, as INFO counts them. */
  get commandCount(): number {
    return this.#state.counts.commands
  }

  accept(connection: Connection): ConnectionReceiver {
    const state = this.#state
    const client = state.open(connection)
    return {
      receive: (bytes) => {
        if (client.isClosing) return
        client.parser.feed(bytes)
        state.turn(() => this.#read(client))
      },
      drained: () => {
        client.isFull = false
        state.turn(() => {
          state.flush(client)
          this.#read(client)
        })
      },
      ended: () => state.turn(() => state.forget(client)),
    }
  }

  /** What a database holds, cut to what can be shown: at most `most` keys in the order of their names. */
  snapshot(db: number, most = 500): DatabaseSnapshot {
    return snapshotOf(this.#state.database(db), { now: this.#state.clock.now(), most })
  }

  /** Number of keys of each database. */
  get sizes(): readonly number[] {
    return this.#state.databases.map((database) => database.size)
  }

  /**
   * All keys as they are, cut to what can be shown. From now on the observer is told with each command what it changed,
   * until `unwatchKeys`. To be asked again after commands that the observer was not told.
   */
  watchKeys(): readonly KeyValue[] {
    const { observation, databases } = this.#state
    return observation?.watchKeys(databases) ?? []
  }

  unwatchKeys(): void {
    this.#state.observation?.unwatchKeys()
  }

  /** Ends all connections, forgets all data and stops the timers. */
  dispose(): void {
    this.#state.turn(() => this.#state.dispose())
  }

  /** Runs the commands that have come whole, until one of them has to wait. */
  #read(client: Client): void {
    const { parser } = client
    try {
      while (!client.waiter && !client.isClosing && !client.isFull) {
        const request = parser.next()
        if (!request) return
        execute(this.#state, client, request)
        // A client that does not take its answers gets no more of them.
        if (client.output.size > 2 ** 20) this.#state.flush(client)
      }
    } catch (error) {
      if (error instanceof RedisError) this.#state.send(client, error)
      this.#state.disconnect(client)
      if (!(error instanceof RedisError)) throw error
    }
    if (parser.waiting > mostWaitingBytes) this.#state.disconnect(client)
  }
}
