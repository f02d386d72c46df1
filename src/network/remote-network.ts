import type { ConnectionMessage, DiallerToHosts, HostsToDialler } from '../wire/network-messages.ts'
import { Lifeline } from './lifeline.ts'
import type { ConnectionEnd, ConnectionPort, Listening, Network } from './network.ts'
import { connectError, listenError, systemError } from './system-error.ts'
import { countTraffic, type Traffic } from './traffic.ts'

/** What the link between a dialling thread and the hosts' thread needs of a MessagePort. */
export interface LinkPort<Outgoing> {
  postMessage(message: Outgoing, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  close(): void
}

type Answer = HostsToDialler | 'closed' | 'late'

// Taken now: a program's own clock, which may run fast or stand still, is no measure for another thread.
const { setTimeout, clearTimeout } = globalThis

/**
 * The way into a network that lives in another thread, over a port on which `serveNetwork` answers there.
 *
 *     const network = new RemoteNetwork(port)
 *     const net = makeNet(network)
 *     network.close()               // the hosts are gone: all connections are reset
 */
export class RemoteNetwork implements Network {
  readonly #port: LinkPort<DiallerToHosts>
  readonly #timeLimitMs: number
  readonly #traffic: Traffic
  readonly #pending = new Map<number, (answer: Answer, port?: ConnectionPort) => void>()
  readonly #hosts = new Lifeline()
  #lastId = 0

  /** `timeLimitMs`: how long the hosts' thread may take to answer, before it is ETIMEDOUT. */
  constructor(
    port: LinkPort<DiallerToHosts>,
    {
      timeLimitMs = 10_000,
      traffic = { sent: 0, received: 0 },
    }: { timeLimitMs?: number; traffic?: Traffic } = {},
  ) {
    this.#port = countTraffic(port, traffic)
    this.#traffic = traffic
    this.#timeLimitMs = timeLimitMs
    this.#port.onmessage = ({ data, ports }) => {
      const answer = data as HostsToDialler
      const [end] = ports
      const settle = this.#pending.get(answer.id)
      if (settle) return settle(answer, end)
      // Connected too late: nobody is here any more.
      end?.postMessage({ kind: 'reset' } satisfies ConnectionMessage)
    }
  }

  async lookup(hostname: string): Promise<readonly string[]> {
    const { answer } = await this.#ask((id) => ({ kind: 'lookup', id, hostname }))
    if (typeof answer === 'object' && answer.kind === 'addresses') return answer.addresses
    throw systemError('EAI_AGAIN', 'getaddrinfo', hostname)
  }

  async dial(address: string, port: number): Promise<ConnectionEnd> {
    const reply = await this.#ask((id) => ({ kind: 'dial', id, address, port }))
    if (reply.answer === 'late') throw connectError('ETIMEDOUT', address, port)
    if (reply.answer === 'closed') throw connectError('ENETUNREACH', address, port)
    if (reply.answer.kind === 'failed') throw connectError(reply.answer.code, address, port)
    if (reply.answer.kind !== 'connected' || !reply.port) throw connectError('ECONNREFUSED', address, port)
    return {
      port: countTraffic(reply.port, this.#traffic),
      local: reply.answer.local,
      remote: { address, port },
      peer: this.#hosts,
    }
  }

  /** Programs at this end of a link are clients only. */
  listen({ address = '::', port }: { address?: string | undefined; port: number }): Listening {
    throw listenError('EACCES', address, port)
  }

  /** The hosts' thread has ended: resets every connection, and fails what is pending and all that comes. */
  close(): void {
    this.#hosts.cut()
    this.#port.onmessage = null
    this.#port.close()
    for (const settle of [...this.#pending.values()]) settle('closed')
  }

  #ask(
    message: (id: number) => DiallerToHosts,
  ): Promise<{ answer: Answer; port?: ConnectionPort | undefined }> {
    return new Promise((resolve) => {
      if (this.#hosts.isCut) return resolve({ answer: 'closed' })
      const id = ++this.#lastId
      const settle = (answer: Answer, port?: ConnectionPort): void => {
        this.#pending.delete(id)
        clearTimeout(timer)
        resolve({ answer, port })
      }
      const timer = setTimeout(() => settle('late'), this.#timeLimitMs)
      this.#pending.set(id, settle)
      this.#port.postMessage(message(id), [])
    })
  }
}
