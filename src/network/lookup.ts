import { nextTick } from 'node:process'
import type { Lookup } from './arguments.ts'
import { isIP } from './ip.ts'
import type { Network } from './network.ts'
import { systemError } from './system-error.ts'

/**
 * `lookup` of node:dns in a network: the first address, and every address is IPv4. Fails with `getaddrinfo ENOTFOUND
 * nowhere.example`. The callback is called outside of any promise, so that what it throws is an uncaught error.
 */
export function makeLookup(network: Network): Lookup {
  return (hostname, { family }, callback) => {
    const found = isIP(hostname)
    if (found) return nextTick(callback, null, hostname, found)
    const fail = (error: Error): void => callback(error, undefined as never, undefined as never)
    network.lookup(hostname).then(
      ([address]) => {
        if (address === undefined || family === 6)
          nextTick(fail, systemError('ENOTFOUND', 'getaddrinfo', hostname))
        else nextTick(callback, null, address, 4)
      },
      (error: Error) => nextTick(fail, error),
    )
  }
}
