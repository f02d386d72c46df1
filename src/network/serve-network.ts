import type { DialFailure, DiallerToHosts, HostsToDialler } from '../wire/network-messages.ts'
import type { HostTable } from './host-table.ts'
import { Lifeline } from './lifeline.ts'
import type { LinkPort } from './remote-network.ts'
import type { SystemError } from './system-error.ts'
import { countTraffic } from './traffic.ts'

/**
 * Lets another thread dial the hosts of this one; at its end of the link is a `RemoteNetwork`. Returns the function to
 * call when that thread has ended: every connection it had is reset.
 *
 *     const hangUp = serveNetwork(port, hosts)
 *
 * Listeners find `dialler` as the `peer` of what that thread dials.
 */
export function serveNetwork(
  port: LinkPort<HostsToDialler>,
  hosts: HostTable,
  dialler = new Lifeline(),
): () => void {
  const link = countTraffic(port, hosts.traffic)
  const dial = async (id: number, address: string, port: number): Promise<void> => {
    try {
      const end = await hosts.dial(address, port, dialler)
      link.postMessage({ kind: 'connected', id, local: end.local }, [end.port])
    } catch (error) {
      link.postMessage({ kind: 'failed', id, code: (error as SystemError).code as DialFailure }, [])
    }
  }
  const lookUp = async (id: number, hostname: string): Promise<void> => {
    link.postMessage({ kind: 'addresses', id, addresses: await hosts.lookup(hostname) }, [])
  }
  link.onmessage = ({ data }) => {
    const message = data as DiallerToHosts | null
    // A learner's worker may post anything: what is no message is ignored.
    if (typeof message?.id !== 'number') return
    switch (message.kind) {
      case 'lookup':
        if (typeof message.hostname === 'string') void lookUp(message.id, message.hostname)
        return
      case 'dial':
        if (typeof message.address === 'string') void dial(message.id, message.address, message.port)
        return
      default:
        return void (message satisfies never)
    }
  }
  return () => {
    dialler.cut()
    link.onmessage = null
    link.close()
  }
}
