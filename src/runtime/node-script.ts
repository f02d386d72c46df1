import * as buffer from 'node:buffer'
import * as crypto from 'node:crypto'
import * as util from 'node:util'
import shared from 'virtual:mailroom/shared-node'
import { RemoteNetwork } from '../network/remote-network.ts'
import { plugIn, programHandles } from './node/program-network.ts'
import { watchTimers } from './node/timers.ts'
import { supply } from './supplies.ts'

/** What belongs to the copy of Node's modules that all clients were bundled with. */
export const nodeSupply = { shared, RemoteNetwork, plugIn, programHandles, watchTimers }

const { Buffer } = buffer
const { createHash, createHmac, randomBytes, randomInt, randomUUID, scrypt, scryptSync, timingSafeEqual } =
  crypto
const { promisify } = util

/** As in Node: the default is the module with all its names. */
const withDefault = <M extends object>(module: M): M & { readonly default: M } => ({
  ...module,
  default: module,
})

/** What programs can import of it. */
export const nodeModules = {
  'node:buffer': withDefault({ Buffer }),
  'node:crypto': withDefault({
    createHash,
    createHmac,
    randomBytes,
    randomInt,
    randomUUID,
    scrypt,
    scryptSync,
    timingSafeEqual,
  }),
  'node:util': withDefault({ promisify }),
}

supply({ modules: nodeModules, node: nodeSupply })
// Programs may use it without an import, as in Node.
Object.defineProperty(globalThis, 'Buffer', { value: Buffer, writable: true, configurable: true })
