/** Of Node's bytes, secrets and helpers, what `src/runtime/node-script.ts` offers. */
export const nodeCryptoTypes = /* ts */ `
type BufferEncoding = 'ascii' | 'utf8' | 'utf-8' | 'utf16le' | 'base64' | 'base64url' | 'latin1' | 'binary' | 'hex'
interface Buffer<T extends ArrayBufferLike = ArrayBufferLike> extends Uint8Array<T> {
  compare(other: Uint8Array): -1 | 0 | 1
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number
  equals(other: Uint8Array): boolean
  readUInt8(offset?: number): number
  readUInt16BE(offset?: number): number
  readUInt32BE(offset?: number): number
  subarray(start?: number, end?: number): Buffer<T>
  toJSON(): { type: 'Buffer'; data: number[] }
  toString(encoding?: BufferEncoding, start?: number, end?: number): string
  write(text: string, encoding?: BufferEncoding): number
}
interface BufferConstructor {
  alloc(size: number, fill?: string | number | Uint8Array): Buffer<ArrayBuffer>
  byteLength(value: string | ArrayBufferView | ArrayBufferLike, encoding?: BufferEncoding): number
  compare(one: Uint8Array, other: Uint8Array): -1 | 0 | 1
  concat(list: readonly Uint8Array[], totalLength?: number): Buffer<ArrayBuffer>
  from(text: string, encoding?: BufferEncoding): Buffer<ArrayBuffer>
  from(bytes: ArrayLike<number> | Iterable<number>): Buffer<ArrayBuffer>
  from(memory: ArrayBufferLike, start?: number, length?: number): Buffer
  isBuffer(value: unknown): value is Buffer
  isEncoding(name: string): name is BufferEncoding
  readonly prototype: Buffer
}
declare var Buffer: BufferConstructor
declare module 'node:buffer' {
  const BufferOfNode: BufferConstructor
  type BufferOfNode = globalThis.Buffer
  export { BufferOfNode as Buffer }
}

declare module 'node:crypto' {
  type BinaryLike = string | ArrayBufferView
  type Digest = 'base64' | 'base64url' | 'hex' | 'binary' | 'latin1'
  interface Hash {
    copy(): Hash
    update(data: BinaryLike): this
    update(data: string, encoding: BufferEncoding): this
    digest(): Buffer
    digest(encoding: Digest): string
  }
  interface Hmac {
    update(data: BinaryLike): this
    update(data: string, encoding: BufferEncoding): this
    digest(): Buffer
    digest(encoding: Digest): string
  }
  export function createHash(algorithm: string): Hash
  export function createHmac(algorithm: string, key: BinaryLike | ArrayBuffer): Hmac
  export function randomBytes(size: number): Buffer<ArrayBuffer>
  export function randomBytes(size: number, callback: (error: Error | null, bytes: Buffer<ArrayBuffer>) => void): void
  export function randomInt(max: number): number
  export function randomInt(min: number, max: number): number
  export function randomInt(max: number, callback: (error: Error | null, drawn: number) => void): void
  export function randomInt(min: number, max: number, callback: (error: Error | null, drawn: number) => void): void
  export function randomUUID(options?: { disableEntropyCache?: boolean }): \`\${string}-\${string}-\${string}-\${string}-\${string}\`
  interface ScryptOptions {
    N?: number
    cost?: number
    r?: number
    blockSize?: number
    p?: number
    parallelization?: number
    maxmem?: number
  }
  type Password = BinaryLike | ArrayBuffer
  type ScryptCallback = (error: Error | null, key: Buffer) => void
  export function scrypt(password: Password, salt: Password, keylen: number, callback: ScryptCallback): void
  export function scrypt(password: Password, salt: Password, keylen: number, options: ScryptOptions, callback: ScryptCallback): void
  export namespace scrypt {
    function __promisify__(password: Password, salt: Password, keylen: number, options?: ScryptOptions): Promise<Buffer>
  }
  export function scryptSync(password: Password, salt: Password, keylen: number, options?: ScryptOptions): Buffer
  export function timingSafeEqual(one: ArrayBufferView | ArrayBuffer, other: ArrayBufferView | ArrayBuffer): boolean
  export type { BinaryLike, Hash, Hmac, ScryptOptions }
}

declare module 'node:util' {
  export function promisify<F extends Function>(call: { __promisify__: F }): F
  export function promisify(call: typeof setTimeout): <T = void>(ms?: number, value?: T) => Promise<T>
  export function promisify<A extends unknown[], T>(call: (...args: [...A, (error: any, value: T) => void]) => void): (...args: A) => Promise<T>
  export function promisify<A extends unknown[]>(call: (...args: [...A, (error?: any) => void]) => void): (...args: A) => Promise<void>
}
`
