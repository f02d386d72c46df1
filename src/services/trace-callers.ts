import { promptLane, serverLane } from '../trace/event.ts'
import type { ClientView } from './redis/observer.ts'
import type { SessionView } from './smtp/observer.ts'

/** Knows which lane is behind a client of Redis or a session of the mail server: the one that dialled. */
export class TraceCallers {
  /** By address and port, as long as the connection lives. */
  readonly #byAddress = new Map<string, string>()
  /** Of sessions that go on. */
  readonly #bySession = new Map<number, string>()
  /** Clients of the prompt. */
  readonly #hidden = new Set<number>()
  #isHiding = false

  dialled(address: string, lane: string): void {
    this.#byAddress.set(address, lane)
  }

  hide(connect: () => void): void {
    this.#isHiding = true
    connect()
    this.#isHiding = false
  }

  clientOpened({ id }: ClientView): void {
    if (this.#isHiding) this.#hidden.add(id)
  }

  clientClosed({ id, address }: ClientView): void {
    this.#byAddress.delete(address)
    this.#hidden.delete(id)
  }

  isHidden(client: number): boolean {
    return this.#hidden.has(client)
  }

  ofClient({ id, address }: ClientView): string {
    return this.#hidden.has(id) ? promptLane : (this.#byAddress.get(address) ?? serverLane)
  }

  /** Returns its lane. */
  sessionChanged({ id, client, end }: SessionView): string {
    const lane = this.#byAddress.get(client) ?? this.ofSession(id)
    if (end === null) this.#bySession.set(id, lane)
    else {
      this.#bySession.delete(id)
      this.#byAddress.delete(client)
    }
    return lane
  }

  ofSession(session: number): string {
    return this.#bySession.get(session) ?? serverLane
  }
}
