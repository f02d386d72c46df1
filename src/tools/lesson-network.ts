/** Where connections of a lesson's code go: those to the course's services to ours, wherever they listen. */
import { Socket } from 'node:net'
import type { Traffic } from '../network/traffic.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import { redisPort, smtpPorts } from '../services/ports.ts'

/**
 * The ports that lessons dial, Redis' and a mail server's, each with the port on which ours listens. Whatever else listens
 * there on this machine is never touched.
 */
export type LessonPorts = Readonly<Record<number, number>>

const coursePorts: ReadonlySet<number> = new Set([redisPort, ...smtpPorts])
/** How programs call this machine. */
export const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

interface Address {
  readonly port?: unknown
  readonly host?: unknown
}

/** `connect` gets its parameters as they are, or, from `net.connect`, as one list that Node has read already. */
function readAddress(parameters: readonly unknown[]): Address {
  const [first, second] = Array.isArray(parameters[0]) ? (parameters[0] as unknown[]) : parameters
  if (typeof first === 'object' && first !== null) return first
  return { port: first, host: typeof second === 'string' ? second : undefined }
}

function isOfCourse({ port, host }: Address): boolean {
  const name = typeof host === 'string' ? host.toLowerCase() : 'localhost'
  return coursePorts.has(Number(port)) && loopback.has(name)
}

/** Bytes over sockets that are open. What a socket has carried is forgotten when it closes, at both of its ends. */
export class SocketTraffic implements Readonly<Traffic> {
  readonly #sockets = new Set<Socket>()

  get sent(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0)
  }

  get received(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesRead, 0)
  }

  add(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  /** Nothing more goes over any of them. */
  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  get size(): number {
    return this.#sockets.size
  }
}

/** What a network of sockets tells a clock. */
type NetworkClock = Pick<ScopeClock, 'hold' | 'watch'>

interface Redirection {
  readonly sockets: SocketTraffic
  /** The services are out of reach from now on, and their connections are cut. */
  cut(): void
}

type Connect = (this: Socket, ...parameters: unknown[]) => Socket

/** Node's own; every redirection begins there, so that none lies over another. */
const nodeConnect = Socket.prototype.connect as Connect
let current: {
  readonly ports: LessonPorts
  readonly clock: NetworkClock
  readonly sockets: SocketTraffic
} | null = null

/**
 * From now on connections to the course's services go to other ports of the loopback, and their bytes are traffic of the
 * clock. Once it was cut they are refused, also those of code that outlives its lesson.
 */
export function redirectConnections(ports: LessonPorts, clock: NetworkClock): Redirection {
  const sockets = new SocketTraffic()
  const here = { ports, clock, sockets }
  current = here
  clock.watch(sockets)
  Socket.prototype.connect = connect as typeof Socket.prototype.connect
  return {
    sockets,
    cut() {
      if (current === here) current = null
      sockets.destroyAll()
    },
  }
}

const connect: Connect = function (this: Socket, ...parameters) {
  const address = readAddress(parameters)
  if (!isOfCourse(address)) return Reflect.apply(nodeConnect, this, parameters)
  const callback = (Array.isArray(parameters[0]) ? parameters[0] : parameters).at(-1) as unknown
  const rest = typeof callback === 'function' ? [callback] : []
  // Port 1 of the loopback refuses, as a machine without such a server does.
  const target = { port: current?.ports[Number(address.port)] ?? 1, host: '127.0.0.1' }
  if (current) {
    const release = current.clock.hold()
    current.sockets.add(this)
    this.once('connect', release)
    this.once('close', release)
  }
  return Reflect.apply(nodeConnect, this, [target, ...rest])
}
