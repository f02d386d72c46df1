import { expect } from 'vitest'
import type { TestClient } from './test-client.ts'

/** Waits until so many clients wait in BLPOP and the like. */
export async function untilBlocked(asker: TestClient, count: number): Promise<void> {
  await expect
    .poll(async () => /blocked_clients:(\d+)/.exec(String(await asker.call('INFO', 'clients')))?.[1], {
      interval: 5,
    })
    .toBe(String(count))
}

/** The `id` of a client. */
export async function idOf(client: TestClient): Promise<string> {
  return String(await client.call('CLIENT', 'ID'))
}
