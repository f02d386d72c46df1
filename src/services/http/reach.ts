import { isIP } from '../../network/ip.ts'
import { connectError, nodeError, systemError } from '../../network/system-error.ts'
import { exampleHosts } from './example-web.ts'

/** An address for examples (RFC 5737): the example web's, where it has to be named. */
const exampleAddress = '192.0.2.1'

/**
 * What Node 20 says of an address that cannot be reached, on a machine that is on no network but the example web and
 * runs no server of its own; null if it can be.
 */
export function whyUnreachable({ protocol, hostname, port }: URL): Error | null {
  const schemePort = { 'http:': 80, 'https:': 443 }[protocol]
  if (schemePort === undefined) return new Error('unknown scheme')
  const host = hostname.replace(/^\[|\]$/g, '')
  const at = port === '' ? schemePort : Number(port)
  if (exampleHosts.has(host)) return port === '' ? null : connectError('ECONNREFUSED', exampleAddress, at)
  if (host === 'localhost' || host.endsWith('.localhost'))
    return connectError('ECONNREFUSED', '127.0.0.1', at)
  if (host.startsWith('127.') || host === '::1') return connectError('ECONNREFUSED', host, at)
  return isIP(host) ? connectError('ENETUNREACH', host, at) : systemError('ENOTFOUND', 'getaddrinfo', host)
}

/** @throws TypeError as Node's fetch has it for what is no address */
export function readUrl(text: string): URL {
  try {
    return new URL(text)
  } catch {
    const cause = Object.assign(nodeError('ERR_INVALID_URL', 'Invalid URL', TypeError), { input: text })
    throw new TypeError(`Failed to parse URL from ${text}`, { cause })
  }
}
