import { nextTick } from 'node:process'
import { Duplex } from 'node:stream'
import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import type { Endpoint } from '../wire/network-messages.ts'
import { readArguments, wrongType, type Callback } from './arguments.ts'
import { attemptConnect } from './attempt.ts'
import { Connection, type ConnectionListener } from './connection.ts'
import { isIP } from './ip.ts'
import type { ConnectionEnd, Network } from './network.ts'
import type { OpenHandles } from './open-handles.ts'
import { nodeError, systemError } from './system-error.ts'

/** What the sockets and servers of one program share. */
export interface NetContext {
  readonly network: Network
  readonly handles: OpenHandles
}

export interface SocketOptions {
  readonly allowHalfOpen?: boolean | undefined
  /** A server's socket: already connected. */
  readonly end?: ConnectionEnd
}

type WriteCallback = (error?: Error | null) => void

/** `net.Socket` (https://nodejs.org/api/net.html#class-netsocket) over a connection of the pretend network. */
export class Socket extends Duplex {
  connecting = false
  /** As last given to `setTimeout`. */
  timeout: number | undefined
  readonly #context: NetContext
  #connection: Connection | null = null
  /** Ends the attempt to connect, if there is one. */
  #giveUp: (() => void) | null = null
  #isRef = true
  #timer: NodeJS.Timeout | undefined
  #local: Endpoint | null = null
  #remote: Endpoint | null = null
  #bytesSent = 0
  #bytesReceived = 0
  readonly #write = this.write
  readonly #listener: ConnectionListener = {
    onData: (bytes) => {
      this.#touch()
      this.#bytesReceived += bytes.length
      return this.push(bytes)
    },
    onEnd: () => {
      this.push(null)
      this.read(0)
    },
    onReset: () => void this.destroy(systemError('ECONNRESET', 'read')),
  }

  constructor(context: NetContext, { allowHalfOpen = false, end }: SocketOptions = {}) {
    super({ allowHalfOpen, emitClose: false })
    this.#context = context
    this.on('end', () => {
      if (!this.allowHalfOpen) this.write = this.#writeAfterEnd as typeof this.write
    })
    if (!end) return
    this.#open(end)
    this.read(0)
  }

  /** `connect(port, host?, listener?)`, `connect(options, listener?)`, `connect(path, listener?)`. */
  connect(...args: unknown[]): this {
    const { options, callback } = readArguments(args)
    if (callback) this.once('connect', callback)
    if (options.port === undefined && options.path === undefined) {
      const message = 'The "options" or "port" or "path" argument must be specified'
      throw nodeError('ERR_MISSING_ARGS', message, TypeError)
    }
    // A socket can be used again once it is closed; Node does it by the same name.
    if (this.destroyed) (this as unknown as { _undestroy(): void })._undestroy()
    this.write = this.#write
    this.#giveUp = attemptConnect(this.#context.network, options, {
      onLookup: (...found) => void this.emit('lookup', ...found),
      onConnected: (end) => this.#connected(end),
      onFailed: (error) => void this.destroy(error),
    })
    this.connecting = true
    this.#hold()
    this.#touch()
    return this
  }

  get pending(): boolean {
    return this.#connection === null || this.connecting
  }

  get readyState(): 'opening' | 'open' | 'readOnly' | 'writeOnly' | 'closed' {
    if (this.connecting) return 'opening'
    if (this.readable) return this.writable ? 'open' : 'readOnly'
    return this.writable ? 'writeOnly' : 'closed'
  }

  get bytesRead(): number {
    return this.#bytesReceived
  }

  /** Counts what still waits to be sent as well. */
  get bytesWritten(): number {
    return this.#bytesSent + this.writableLength
  }

  get localAddress(): string | undefined {
    return this.#local?.address
  }

  get localPort(): number | undefined {
    return this.#local?.port
  }

  get localFamily(): string | undefined {
    return familyOf(this.#local)
  }

  get remoteAddress(): string | undefined {
    return this.#remote?.address
  }

  get remotePort(): number | undefined {
    return this.#remote?.port
  }

  get remoteFamily(): string | undefined {
    return familyOf(this.#remote)
  }

  address(): { address?: string; family?: string; port?: number } {
    return this.#local
      ? { address: this.#local.address, family: familyOf(this.#local) ?? '', port: this.#local.port }
      : {}
  }

  /** Without a listener a timeout does nothing, as in Node. */
  setTimeout(ms: number, callback?: Callback): this {
    if (this.destroyed) return this
    if (typeof ms !== 'number') throw wrongType('argument', 'msecs', 'of type number', ms)
    if (callback !== undefined && typeof callback !== 'function')
      throw wrongType('argument', 'callback', 'of type function', callback)
    this.timeout = ms
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (ms > 0) this.#timer = setTimeout(() => this.emit('timeout'), ms).unref()
    if (callback) {
      if (ms > 0) this.once('timeout', callback)
      else this.removeListener('timeout', callback)
    }
    return this
  }

  /** Every write leaves at the end of the program's turn; there is nothing to set. */
  setNoDelay(): this {
    return this
  }

  /** A thread that has died is noticed by others; there is nothing to set. */
  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#isRef = true
    if (this.#connection || this.connecting) this.#hold()
    return this
  }

  unref(): this {
    this.#isRef = false
    this.#context.handles.release(this)
    return this
  }

  /** Ends the connection after what was written. */
  destroySoon(): void {
    if (this.writable) this.end()
    if (this.writableFinished) this.destroy()
    else this.once('finish', () => this.destroy())
  }

  /** The other end sees ECONNRESET, and what was not sent yet is lost. */
  resetAndDestroy(): this {
    if (this.connecting) return this.once('connect', () => this.resetAndDestroy())
    if (!this.#connection) return this.destroy(nodeError('ERR_SOCKET_CLOSED', 'Socket is closed'))
    this.#connection.reset()
    return this.destroy()
  }

  override _read(): void {
    if (this.pending) this.once('connect', () => this.#connection?.resume())
    else this.#connection?.resume()
  }

  override _write(chunk: Uint8Array, _encoding: string, done: WriteCallback): void {
    if (this.connecting) return this.#writeOnceConnected(chunk, done)
    if (!this.#connection) return done(nodeError('ERR_SOCKET_CLOSED', 'Socket is closed'))
    this.#touch()
    this.#connection.send(chunk, () => {
      this.#bytesSent += chunk.length
      done()
    })
  }

  override _final(done: WriteCallback): void {
    if (this.pending) return void this.once('connect', () => this._final(done))
    this.#connection?.end()
    // Not at once: an end that hangs up because the other has is still there for those who are told of it.
    setImmediate(done)
  }

  override _destroy(error: Error | null, done: WriteCallback): void {
    // `hadError` is told only by a socket that once began to connect.
    const hasBegun = this.#connection !== null || this.connecting
    this.connecting = false
    this.#giveUp?.()
    this.#giveUp = null
    clearTimeout(this.#timer)
    this.#context.handles.release(this)
    this.#connection?.close()
    this.#connection = null
    this.#local = null
    done(error)
    if (hasBegun) setImmediate(() => this.emit('close', error !== null))
    else nextTick(() => this.emit('close'))
  }

  #connected(end: ConnectionEnd): void {
    this.connecting = false
    this.#giveUp = null
    this.#open(end)
    this.#touch()
    this.emit('connect')
    this.emit('ready')
    if (!this.destroyed && !this.isPaused()) this.read(0)
  }

  #open(end: ConnectionEnd): void {
    this.#local = end.local
    this.#remote = end.remote
    this.#bytesSent = 0
    this.#bytesReceived = 0
    this.#hold()
    this.#connection = new Connection(end, this.#listener)
  }

  #hold(): void {
    if (this.#isRef) this.#context.handles.hold(this)
  }

  #touch(): void {
    this.#timer?.refresh()
  }

  #writeOnceConnected(chunk: Uint8Array, done: WriteCallback): void {
    const connected = (): void => {
      this.removeListener('close', closed)
      this._write(chunk, '', done)
    }
    const closed = (): void => {
      this.removeListener('connect', connected)
      const message = 'Socket closed before the connection was established'
      done(nodeError('ERR_SOCKET_CLOSED_BEFORE_CONNECTION', message))
    }
    this.once('connect', connected)
    this.once('close', closed)
  }

  /** The other end has hung up and this one was to do the same: whoever still writes is told so. */
  #writeAfterEnd(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
    if (!this.writableEnded) return this.#write(chunk, encoding as BufferEncoding, done as WriteCallback)
    const error = nodeError('EPIPE', 'This socket has been ended by the other party')
    const callback = typeof encoding === 'function' ? encoding : done
    if (typeof callback === 'function') nextTick(callback as WriteCallback, error)
    this.destroy(error)
    return false
  }
}

function familyOf(end: Endpoint | null): string | undefined {
  if (!end) return undefined
  return isIP(end.address) === 6 ? 'IPv6' : 'IPv4'
}
