import { EventEmitter } from 'node:events'
import { nextTick } from 'node:process'
import { readArguments, readPort, wrongType, type Callback } from './arguments.ts'
import { isIP } from './ip.ts'
import { makeLookup } from './lookup.ts'
import type { ConnectionEnd, Listening } from './network.ts'
import { nodeError, type SystemError } from './system-error.ts'
import type { NetContext, Socket, SocketOptions } from './socket.ts'

export interface ServerOptions {
  readonly allowHalfOpen?: boolean | undefined
}

/** `net.Server` (https://nodejs.org/api/net.html#class-netserver) in the pretend network. */
export class Server extends EventEmitter {
  readonly #context: NetContext
  readonly #makeSocket: (options: SocketOptions) => Socket
  readonly #options: ServerOptions
  readonly #sockets = new Set<Socket>()
  #listening: Listening | null = null
  /** Listening, or looking up where to. */
  #isOpen = false
  #isRef = true

  constructor(
    context: NetContext,
    makeSocket: (options: SocketOptions) => Socket,
    options: ServerOptions | Callback = {},
    onConnection?: Callback,
  ) {
    super()
    if (typeof options !== 'object' && typeof options !== 'function')
      throw wrongType('argument', 'options', 'of type object', options)
    this.#context = context
    this.#makeSocket = makeSocket
    this.#options = typeof options === 'function' ? {} : options
    const listener = typeof options === 'function' ? options : onConnection
    if (listener) this.on('connection', listener)
  }

  get listening(): boolean {
    return this.#listening !== null
  }

  /** `listen(port?, host?, backlog?, listener?)`, `listen({ port, host }, listener?)`. */
  listen(...args: unknown[]): this {
    const { options, callback } = readArguments(args)
    if (this.#isOpen)
      throw nodeError(
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      )
    if (callback) this.once('listening', callback)
    const port = readPort(options.port ?? 0, 'options.port')
    const { host } = options
    this.#isOpen = true
    if (host === undefined || isIP(host)) this.#open(host, port)
    else
      makeLookup(this.#context.network)(host, { family: 0, hints: 0 }, (error, address) => {
        if (!this.#isOpen) return
        if (error) this.#fail(error)
        else this.#open(address, port)
      })
    return this
  }

  address(): { address: string; family: string; port: number } | null {
    if (!this.#listening) return null
    const { address, port } = this.#listening.at
    return { address, family: `IPv${isIP(address)}`, port }
  }

  /** Accepts no more; 'close' comes when the last connection has ended. */
  close(callback?: Callback): this {
    const error = this.#isOpen ? undefined : nodeError('ERR_SERVER_NOT_RUNNING', 'Server is not running.')
    if (callback) this.once('close', () => callback(...(error ? [error] : [])))
    this.#isOpen = false
    this.#listening?.close()
    this.#listening = null
    this.#context.handles.release(this)
    this.#closeIfDrained()
    return this
  }

  getConnections(callback: (error: Error | null, count: number) => void): this {
    nextTick(callback, null, this.#sockets.size)
    return this
  }

  ref(): this {
    this.#isRef = true
    if (this.#listening) this.#context.handles.hold(this)
    return this
  }

  unref(): this {
    this.#isRef = false
    this.#context.handles.release(this)
    return this
  }

  #open(address: string | undefined, port: number): void {
    try {
      this.#listening = this.#context.network.listen({ address, port }, (end) => this.#accept(end))
    } catch (error) {
      return this.#fail(error as SystemError)
    }
    if (this.#isRef) this.#context.handles.hold(this)
    nextTick(() => void (this.#listening && this.emit('listening')))
  }

  #fail(error: Error): void {
    this.#isOpen = false
    nextTick(() => this.emit('error', error))
  }

  #accept(end: ConnectionEnd): void {
    const socket = this.#makeSocket({ allowHalfOpen: this.#options.allowHalfOpen, end })
    this.#sockets.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#closeIfDrained()
    })
    this.emit('connection', socket)
  }

  #closeIfDrained(): void {
    if (this.#isOpen || this.#sockets.size > 0) return
    nextTick(() => this.emit('close'))
  }
}
