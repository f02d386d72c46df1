/**
 * Of Node's streams and sockets, what the declarations of packages ask for. A learner's code has none of it: it gets
 * these only as parts of what a package gives, so they say no more than is used of them there.
 */
export const nodeStreamTypes = /* ts */ `
declare namespace NodeJS {
  interface ErrnoException extends Error {
    errno?: number
    code?: string
    path?: string
    syscall?: string
  }
  interface Dict<T> {
    [name: string]: T | undefined
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
  class Stream extends EventEmitter {}
  class Readable extends Stream implements AsyncIterable<any> {
    readonly destroyed: boolean
    destroy(error?: Error): this
    pause(): this
    resume(): this
    read(size?: number): any
    [Symbol.asyncIterator](): AsyncIterator<any>
  }
  class Writable extends Stream {
    write(chunk: string | Uint8Array): boolean
    end(): this
  }
  class Duplex extends Readable {
    write(chunk: string | Uint8Array): boolean
    end(): this
  }
  class Transform extends Duplex {}
  class PassThrough extends Transform {}
  type TransformOptions = ReadableOptions
}

declare module 'net' {
  import { Duplex } from 'stream'
  class Socket extends Duplex {
    readonly remoteAddress?: string
    readonly remotePort?: number
    setTimeout(ms: number): this
  }
  type LookupFunction = (hostname: string, options: object, callback: (error: Error | null, address: string, family?: number) => void) => void
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

declare module 'node:events' {
  import EventEmitter from 'events'
  export = EventEmitter
}
declare module 'node:stream' {
  export * from 'stream'
}
declare module 'node:net' {
  import net from 'net'
  export = net
}
declare module 'node:tls' {
  import tls from 'tls'
  export = tls
}
declare module 'node:http' {
  interface OutgoingHttpHeaders {
    [name: string]: number | string | string[] | undefined
  }
}
declare module 'node:os' {
  interface NetworkInterfaceInfo {
    address: string
    family: 'IPv4' | 'IPv6'
    internal: boolean
  }
}
declare module 'node:crypto' {
  type KeyLike = string | Uint8Array
  interface SignPrivateKeyInput {
    key: KeyLike
    passphrase?: string | Uint8Array
  }
  interface SignKeyObjectInput {
    key: KeyLike
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
