import { makeNet } from '../../network/net.ts'
import { programHandles, programNetwork } from './program-network.ts'

/** `node:net` of this realm's program. */
export const { Socket, Server, connect, createConnection, createServer, isIP, isIPv4, isIPv6 } = makeNet(
  programNetwork,
  programHandles,
)
