import dns from 'node:dns'
import type { Network } from '../network/network.ts'
import { connectError, listenError } from '../network/system-error.ts'
import * as names from '../runtime/node/dns.ts'
import { plugIn } from '../runtime/node/program-network.ts'
import { loopback } from './lesson-network.ts'

/** Of the page's network, the names alone: those of this machine. */
const unplugged: Network = {
  lookup: async (hostname) => (loopback.has(hostname.toLowerCase()) ? ['127.0.0.1'] : []),
  dial: async (address, port) => {
    throw connectError('ENETUNREACH', address, port)
  },
  listen: ({ address = '::', port }) => {
    throw listenError('EACCES', address, port)
  },
}

/**
 * From now on `node:dns` knows the names that it knows in the page. nodemailer asks the world's name servers even for
 * `localhost`: without a network it would wait for seconds, in which no clock of ours can go on. Returns the function that
 * gives Node's own back.
 */
export function answerNames(): () => void {
  const { lookup, resolve4, resolve6, resolveSrv, Resolver } = dns
  plugIn(unplugged)
  Object.assign(dns, {
    lookup: names.lookup,
    resolve4: names.resolve4,
    resolve6: names.resolve6,
    resolveSrv: names.resolveSrv,
    Resolver: names.Resolver,
  })
  return () => void Object.assign(dns, { lookup, resolve4, resolve6, resolveSrv, Resolver })
}
