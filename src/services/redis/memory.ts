import { outOfMemory } from './reply.ts'

/** What the data of all databases takes, counted roughly as a JavaScript engine has it, and how much it may be. */
export class Memory {
  used = 0
  /** Bytes that all may take; CONFIG SET changes it. */
  limit: number
  /** What the limit is at most: more would be the end of the page. */
  readonly ceiling: number

  constructor(ceiling: number) {
    this.limit = ceiling
    this.ceiling = ceiling
  }

  get isFull(): boolean {
    return this.used > this.limit
  }

  /** @throws RedisError (OOM) if so many bytes more would be too many */
  reserve(bytes: number): void {
    if (this.used + bytes > this.limit) throw outOfMemory()
  }
}
