import type { Network } from '../../network/network.ts'
import { OpenHandles } from '../../network/open-handles.ts'
import { connectError, listenError, systemError } from '../../network/system-error.ts'

let current: Network | null = null

/**
 * The network of this realm's program. Programs import `net` by its name and pass it nothing, so there is one for all,
 * and until somebody has plugged it in the machine is offline.
 */
export const programNetwork: Network = {
  async lookup(hostname) {
    if (!current) throw systemError('EAI_AGAIN', 'getaddrinfo', hostname)
    return current.lookup(hostname)
  },
  async dial(address, port) {
    if (!current) throw connectError('ENETUNREACH', address, port)
    return current.dial(address, port)
  },
  listen(at, accept) {
    if (!current) throw listenError('EADDRNOTAVAIL', at.address ?? '::', at.port)
    return current.listen(at, accept)
  },
}

/** The program's open sockets and servers: while there are any, Node would not end either. */
export const programHandles = new OpenHandles()

/** Connects this realm's `net` and `dns` to a network; called once, by whoever made the realm. */
export function plugIn(network: Network): void {
  current = network
}
