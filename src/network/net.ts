import { isIP, isIPv4, isIPv6 } from './ip.ts'
import type { Network } from './network.ts'
import { OpenHandles } from './open-handles.ts'
import { readArguments, type Callback } from './arguments.ts'
import { Server as NetworkServer, type ServerOptions } from './server.ts'
import { Socket as NetworkSocket, type SocketOptions } from './socket.ts'

/** What this network offers of Node's `net`, with Node's own types. */
export type Net = Pick<
  typeof import('node:net'),
  'Socket' | 'Server' | 'connect' | 'createConnection' | 'createServer' | 'isIP' | 'isIPv4' | 'isIPv6'
>

/**
 * Node's `net` in a pretend network: give it to whatever was written for the real one.
 *
 *     const hosts = new HostTable()
 *     const net = makeNet(hosts)
 *     net.createServer((socket) => socket.pipe(socket)).listen(7, 'localhost')
 *     net.connect(7, 'localhost').write('echo')
 */
export function makeNet(network: Network, handles: OpenHandles = new OpenHandles()): Net {
  const context = { network, handles }
  class Socket extends NetworkSocket {
    constructor(options: SocketOptions = {}) {
      super(context, options)
    }
  }
  class Server extends NetworkServer {
    constructor(options?: ServerOptions | Callback, onConnection?: Callback) {
      super(context, (socketOptions) => new Socket(socketOptions), options, onConnection)
    }
  }
  const connect = (...args: unknown[]): Socket => {
    const { options } = readArguments(args)
    const socket = new Socket({ allowHalfOpen: options.allowHalfOpen })
    if (options.timeout) socket.setTimeout(options.timeout)
    return socket.connect(...args)
  }
  const net = {
    Socket,
    Server,
    connect,
    createConnection: connect,
    createServer: (options?: ServerOptions | Callback, onConnection?: Callback) =>
      new Server(options, onConnection),
    isIP,
    isIPv4,
    isIPv6,
  }
  // Node's classes are declared with hundreds of overloads; that ours do what they say is what test/network holds against Node.
  return net as unknown as Net
}
