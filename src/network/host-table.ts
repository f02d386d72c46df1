import { setImmediate } from 'node:timers'
import type { Endpoint } from '../wire/network-messages.ts'
import { isIP } from './ip.ts'
import type { Lifeline } from './lifeline.ts'
import type { ConnectionEnd, Listening, Network } from './network.ts'
import { connectError, listenError } from './system-error.ts'
import { countTraffic, type Traffic } from './traffic.ts'

interface Listener extends Listening {
  /** Null for all addresses. */
  readonly address: string | null
  accept(end: ConnectionEnd): void
}

/** A dialled end whose port can be handed on to another thread. */
export interface DialledEnd extends ConnectionEnd {
  readonly port: MessagePort
}

/** What means "all addresses" where one listens; a machine with IPv6 shows the first. */
const unspecified: ReadonlySet<string> = new Set(['::', '0.0.0.0'])

/** What Linux hands out to those who do not ask for a port. */
const freePorts = { first: 32_768, last: 60_999 }

/**
 * Names, addresses, and who listens where: the whole pretend network of one realm. `localhost` is always there.
 *
 *     const hosts = new HostTable({ 'smtp.example.com': '10.0.0.25' })
 *     const net = makeNet(hosts)
 *     net.createServer(serveMail).listen(25, 'smtp.example.com')
 */
export class HostTable implements Network {
  readonly #addresses: ReadonlyMap<string, string>
  readonly #listeners = new Map<number, Listener[]>()
  #lastFreePort = freePorts.last

  /** What the listeners' ends send and receive. */
  readonly traffic: Traffic

  /** Host name → IPv4 address. */
  constructor(
    hosts: { readonly [hostname: string]: string } = {},
    traffic: Traffic = { sent: 0, received: 0 },
  ) {
    this.traffic = traffic
    this.#addresses = new Map([['localhost', '127.0.0.1'], ...Object.entries(hosts)])
    for (const [hostname, address] of this.#addresses) {
      if (isIP(address) !== 4)
        throw new RangeError(`Host ${hostname} has the address '${address}', expected IPv4`)
    }
  }

  async lookup(hostname: string): Promise<readonly string[]> {
    const address = this.#addresses.get(hostname.toLowerCase())
    return address === undefined ? [] : [address]
  }

  /** `dialler`: cut when the thread that is to have this end has ended. */
  async dial(address: string, port: number, dialler?: Lifeline): Promise<DialledEnd> {
    // In Node nothing is connected or refused before the program has had its turn.
    await new Promise((resolve) => setImmediate(resolve))
    if (!this.#has(address)) throw connectError('ENETUNREACH', address, port)
    const listener = this.#listeners.get(port)?.find((one) => one.address === null || one.address === address)
    if (!listener) throw connectError('ECONNREFUSED', address, port)
    const { port1, port2 } = new MessageChannel()
    const local: Endpoint = { address, port: this.#freePort() }
    const remote: Endpoint = { address, port }
    listener.accept({ port: countTraffic(port2, this.traffic), local: remote, remote: local, peer: dialler })
    return { port: port1, local, remote }
  }

  listen(
    { address: wantedAddress = '::', port: wanted }: { address?: string | undefined; port: number },
    accept: (end: ConnectionEnd) => void,
  ): Listening {
    const address = unspecified.has(wantedAddress) ? null : wantedAddress
    const port = wanted === 0 ? this.#freePort() : wanted
    const at: Endpoint = { address: wantedAddress, port }
    if (address !== null && !this.#has(address)) throw listenError('EADDRNOTAVAIL', address, port)
    const others = this.#listeners.get(port) ?? []
    if (others.some((one) => one.address === null || address === null || one.address === address))
      throw listenError('EADDRINUSE', at.address, port)
    const listener: Listener = {
      at,
      address,
      accept,
      close: () => {
        const left = (this.#listeners.get(port) ?? []).filter((one) => one !== listener)
        if (left.length > 0) this.#listeners.set(port, left)
        else this.#listeners.delete(port)
      },
    }
    this.#listeners.set(port, [...others, listener])
    return listener
  }

  #has(address: string): boolean {
    return address.startsWith('127.') || address === '::1' || [...this.#addresses.values()].includes(address)
  }

  #freePort(): number {
    do {
      this.#lastFreePort = this.#lastFreePort < freePorts.last ? this.#lastFreePort + 1 : freePorts.first
    } while (this.#listeners.has(this.#lastFreePort))
    return this.#lastFreePort
  }
}
