import nodeNet, { type AddressInfo, type Server, type ServerOpts, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { HostTable } from '../../src/network/host-table.ts'
import { makeNet, type Net } from '../../src/network/net.ts'
import { RemoteNetwork } from '../../src/network/remote-network.ts'
import { serveNetwork } from '../../src/network/serve-network.ts'

/** Where a test's clients and servers live; both are Node's own, or ours. */
export interface World {
  readonly name: string
  readonly isOurs: boolean
  readonly client: Net
  readonly server: Net
}

/** Sockets of `connect` are gone when the test is over, and may fail unheard. */
export function tidied(net: Net): Net {
  const connect = (...args: Parameters<Net['connect']>): Socket => {
    const socket = net.connect(...args)
    socket.on('error', () => {})
    onTestFinished(() => void socket.destroy())
    return socket
  }
  return { ...net, connect: connect as Net['connect'], createConnection: connect as Net['createConnection'] }
}

const hosts = new HostTable()
const link = new MessageChannel()
serveNetwork(link.port1, hosts)
const served = makeNet(hosts)

export const ourWorlds: readonly World[] = [
  { name: 'ours in one thread', isOurs: true, client: tidied(served), server: served },
  {
    name: 'ours over a link',
    isOurs: true,
    client: tidied(makeNet(new RemoteNetwork(link.port2))),
    server: served,
  },
]

export const worlds: readonly World[] = [
  { name: 'node', isOurs: false, client: tidied(nodeNet), server: nodeNet },
  ...ourWorlds,
]

/** A server on a free port until the test is over; its sockets may fail unheard. */
export async function startServer(
  world: World,
  onConnection: (socket: Socket) => void,
  options: ServerOpts = {},
): Promise<{ server: Server; port: number; sockets: Socket[] }> {
  const sockets: Socket[] = []
  const server = world.server.createServer(options, (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port, sockets }
}

export interface Heard {
  readonly event: string
  readonly values: readonly unknown[]
}

const events = ['lookup', 'connect', 'ready', 'data', 'end', 'finish', 'timeout', 'drain', 'error', 'close']

/** Everything a socket says, in order. `data` is put together, for it may come in any pieces. */
export function listen(socket: Socket): Heard[] {
  const heard: Heard[] = []
  for (const event of events)
    socket.on(event, (...values: unknown[]) => {
      const last = heard.at(-1)
      if (event === 'data' && last?.event === 'data') heard.pop()
      const before = event === 'data' && last?.event === 'data' ? String(last.values[0]) : ''
      heard.push({ event, values: event === 'data' ? [before + String(values[0])] : values })
    })
  return heard
}

/** Resolves with the next 'close', whatever else happens before. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => void socket.once('close', () => resolve()))
}

/** A promise and the function that fulfils it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** All that a socket receives until its other end has no more. */
export async function receiveAll(socket: Socket): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** What an error says to a program. */
export function describeError(error: unknown): object {
  const { name, message } = error as Error
  return { name, message, ...(error as object) }
}
