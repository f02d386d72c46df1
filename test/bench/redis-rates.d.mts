import type { Redis } from 'ioredis'

/** Commands a second. */
export interface Rates {
  /** One after the other. */
  readonly sequential: number
  /** In batches of a hundred. */
  readonly pipelined: number
}

export function rates(redis: Redis): Promise<Rates>
