import type { ConnectionMessage, Endpoint } from '../wire/network-messages.ts'
import type { Lifeline } from './lifeline.ts'

/** What a connection needs of a MessagePort. */
export interface ConnectionPort {
  postMessage(message: ConnectionMessage, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  close(): void
}

/** One end of a new connection. The port holds back what has arrived until somebody listens on it. */
export interface ConnectionEnd {
  readonly port: ConnectionPort
  readonly local: Endpoint
  readonly remote: Endpoint
  /** Cut when the thread at the other end has ended, which the port itself does not tell in every engine. */
  readonly peer?: Lifeline | undefined
}

/** A place where connections are accepted. */
export interface Listening {
  readonly at: Endpoint
  close(): void
}

/** A way into the pretend network: the table of hosts itself, or a link to the thread that has it. */
export interface Network {
  /** IP addresses of a host, none if nobody has that name. Rejects only if nobody answers. */
  lookup(hostname: string): Promise<readonly string[]>
  /** Connects to an IP address. Rejects with a SystemError: ECONNREFUSED, ENETUNREACH, ETIMEDOUT. */
  dial(address: string, port: number): Promise<ConnectionEnd>
  /**
   * Accepts connections. Port 0 takes a free one, no address means all of this machine's.
   * @throws SystemError EADDRINUSE, EADDRNOTAVAIL, EACCES
   */
  listen(at: { address?: string | undefined; port: number }, accept: (end: ConnectionEnd) => void): Listening
}
