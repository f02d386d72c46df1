import * as ioredis from 'ioredis'
import { RemoteNetwork } from '../network/remote-network.ts'
import { plugIn, programHandles } from './node/program-network.ts'
import { watchTimerRefs } from './node/timers.ts'

/**
 * The clients of the course's services, and what belongs to the copy of Node's modules that they were bundled with: the
 * realm's network, its open handles and its timers. Bundled as a script of its own, which goes before a worker's.
 */
const clients = {
  ioredis: { ...ioredis, default: ioredis.Redis },
  RemoteNetwork,
  plugIn,
  programHandles,
  watchTimerRefs,
}

/** What the script leaves behind as `globalThis['mailroom:clients']`, for whoever takes it away first. */
export type Clients = typeof clients

Object.assign(globalThis, { 'mailroom:clients': clients })
