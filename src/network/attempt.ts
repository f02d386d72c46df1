import { nextTick } from 'node:process'
import { readPort, wrongType, type AddressOptions } from './arguments.ts'
import { Connection } from './connection.ts'
import { isIP } from './ip.ts'
import { makeLookup } from './lookup.ts'
import type { ConnectionEnd, Network } from './network.ts'
import { connectError } from './system-error.ts'

/** What becomes of an attempt to connect. Called outside of any promise: what a program throws here is an uncaught error, as in Node. */
export interface AttemptListener {
  onLookup(error: Error | null, address: string | undefined, family: number | undefined, host: string): void
  onConnected(end: ConnectionEnd): void
  onFailed(error: Error): void
}

/**
 * Looks up a host and dials it, or says why not. Returns the function that gives up: nothing is heard after that, and a
 * connection that is made nevertheless is closed again.
 *
 * @throws TypeError, RangeError for options that make no sense
 */
export function attemptConnect(
  network: Network,
  options: AddressOptions,
  listener: AttemptListener,
): () => void {
  let isGivenUp = false
  const fail = (error: Error): void => {
    if (!isGivenUp) listener.onFailed(error)
  }
  const succeed = (end: ConnectionEnd): void => {
    if (isGivenUp) hangUp(end)
    else listener.onConnected(end)
  }
  const dial = (address: string, port: number): void => {
    network.dial(address, port).then(
      (end) => nextTick(succeed, end),
      (error: Error) => nextTick(fail, error),
    )
  }
  const giveUp = (): void => {
    isGivenUp = true
  }
  if (options.path !== undefined) {
    nextTick(fail, connectError('ENOENT', options.path))
    return giveUp
  }
  const { host = 'localhost', lookup = makeLookup(network), family = 0, hints = 0 } = options
  const port = readPort(options.port, 'Port')
  if (typeof lookup !== 'function') throw wrongType('property', 'options.lookup', 'of type function', lookup)
  if (isIP(host)) dial(host, port)
  else
    lookup(host, { family, hints }, (error, address, found) => {
      if (isGivenUp) return
      listener.onLookup(error, address, found, host)
      if (error) fail(error)
      else dial(address, port)
    })
  return giveUp
}

function hangUp(end: ConnectionEnd): void {
  new Connection(end, { onData: () => true, onEnd: () => {}, onReset: () => {} }).close()
}
