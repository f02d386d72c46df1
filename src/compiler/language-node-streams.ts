/**
 * Of Node's streams and sockets, what the declarations of packages ask for. A learner's code has none of it: it gets
 * these only as parts of what a package gives, so they say no more than is used of them there.
 */
export const nodeStreamTypes = /* ts */ `
type BufferEncoding = 'ascii' | 'utf8' | 'utf-8' | 'utf16le' | 'base64' | 'base64url' | 'latin1' | 'binary' | 'hex'
interface Buffer extends Uint8Array {
  equals(other: Uint8Array): boolean
  toString(encoding?: BufferEncoding, start?: number, end?: number): string
}
declare namespace NodeJS {
  interface ErrnoException extends Error {
    errno?: number
    code?: string
    path?: string
    syscall?: string
  }
}

declare module 'events' {
  class EventEmitter {
    on(event: string | symbol, listener: (...args: any[]) => void): this
    once(event: string | symbol, listener: (...args: any[]) => void): this
    off(event: string | symbol, listener: (...args: any[]) => void): this
    addListener(event: string | symbol, listener: (...args: any[]) => void): this
    removeListener(event: string | symbol, listener: (...args: any[]) => void): this
    removeAllListeners(event?: string | symbol): this
    setMaxListeners(n: number): this
    emit(event: string | symbol, ...args: any[]): boolean
    listenerCount(event: string | symbol): number
    listeners(event: string | symbol): Function[]
  }
  namespace EventEmitter {
    export { EventEmitter }
  }
  export = EventEmitter
}

declare module 'stream' {
  import { EventEmitter } from 'events'
  interface ReadableOptions {
    highWaterMark?: number
    encoding?: BufferEncoding
    objectMode?: boolean
    signal?: AbortSignal
  }
  class Readable extends EventEmitter implements AsyncIterable<any> {
    readonly destroyed: boolean
    destroy(error?: Error): this
    pause(): this
    resume(): this
    read(size?: number): any
    [Symbol.asyncIterator](): AsyncIterator<any>
  }
  class Duplex extends Readable {
    write(chunk: string | Uint8Array): boolean
    end(): this
  }
}

declare module 'net' {
  import { Duplex } from 'stream'
  class Socket extends Duplex {
    readonly remoteAddress?: string
    readonly remotePort?: number
    setTimeout(ms: number): this
  }
  interface TcpNetConnectOpts {
    port: number
    host?: string
    family?: number
  }
  interface IpcNetConnectOpts {
    path: string
  }
}

declare module 'tls' {
  import { Socket } from 'net'
  class TLSSocket extends Socket {
    readonly authorized: boolean
  }
  interface ConnectionOptions {
    ca?: string | Uint8Array
    cert?: string | Uint8Array
    key?: string | Uint8Array
    host?: string
    port?: number
    servername?: string
    rejectUnauthorized?: boolean
  }
}

declare module 'dns' {
  interface SrvRecord {
    priority: number
    weight: number
    port: number
    name: string
  }
}
`
