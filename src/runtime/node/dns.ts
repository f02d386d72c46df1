import { nextTick } from 'node:process'
import { makeLookup } from '../../network/lookup.ts'
import { systemError } from '../../network/system-error.ts'
import { programNetwork } from './program-network.ts'

/** `node:dns`: knows the hosts of the pretend network, and each by one IPv4 address. */

interface LookupOptions {
  readonly family?: number | 'IPv4' | 'IPv6'
  readonly all?: boolean
  readonly hints?: number
}

interface Address {
  readonly address: string
  readonly family: number
}

type LookupCallback = (error: Error | null, found?: string | readonly Address[], family?: number) => void
type ResolveCallback = (error: Error | null, found?: readonly unknown[]) => void

const lookupOne = makeLookup(programNetwork)

/** `lookup(hostname, callback)`, `lookup(hostname, options or family, callback)`. */
export function lookup(
  hostname: string,
  options: LookupOptions | number | LookupCallback,
  callback: LookupCallback = options as LookupCallback,
): void {
  const { all = false, family = 0 }: LookupOptions =
    typeof options === 'object' ? options : { family: typeof options === 'number' ? options : 0 }
  const wanted = Number(String(family).replace('IPv', ''))
  lookupOne(hostname, { family: wanted, hints: 0 }, (error, address, found) => {
    if (error) callback(error)
    else if (all) callback(null, [{ address, family: found }])
    else callback(null, address, found)
  })
}

export function resolve4(hostname: string, callback: ResolveCallback): void {
  programNetwork.lookup(hostname).then(
    (addresses) =>
      addresses.length > 0
        ? nextTick(callback, null, addresses)
        : nextTick(callback, systemError('ENOTFOUND', 'queryA', hostname)),
    (error: Error) => nextTick(callback, error),
  )
}

export function resolve6(hostname: string, callback: ResolveCallback): void {
  nextTick(callback, systemError('ENOTFOUND', 'queryAaaa', hostname))
}

export function resolveSrv(hostname: string, callback: ResolveCallback): void {
  nextTick(callback, systemError('ENOTFOUND', 'querySrv', hostname))
}

export class Resolver {
  readonly resolve4 = resolve4
  readonly resolve6 = resolve6
  readonly resolveSrv = resolveSrv
  /** Answers come at once or not at all. */
  cancel(): void {}
}

export const promises = {
  lookup: (hostname: string, options: LookupOptions | number = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lookup(hostname, options, (error, found, family) => {
        if (error) reject(error)
        else resolve(typeof found === 'string' ? { address: found, family } : found)
      })
    }),
}

export const NODATA = 'ENODATA'
export const NOTFOUND = 'ENOTFOUND'
export const NOTIMP = 'ENOTIMP'
export const SERVFAIL = 'ESERVFAIL'
export const CONNREFUSED = 'ECONNREFUSED'
export const REFUSED = 'EREFUSED'
export const TIMEOUT = 'ETIMEOUT'
