import { replaceGlobals } from '../runtime/node-clock.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import type { Fetch } from '../services/http/learners-fetch.ts'

/**
 * From now on this thread's `fetch` is the course's, which reaches the example web only; the real network is never
 * touched, also not by code that outlives its lesson: that one waits for ever. It is made with the first call: most of
 * the course's files never need it.
 */
export function installFetch(clock: ScopeClock): void {
  let made: Promise<Fetch> | undefined
  const make = async (): Promise<Fetch> => {
    const { makeFetch } = await import('../services/http/learners-fetch.ts')
    const timers = {
      setTimeout: clock.setTimeout,
      clearTimeout: (timer: unknown) => clock.clearTimeout(timer as number),
    }
    return makeFetch({ timers, hold: clock.hold })
  }
  const fetch: Fetch = async (input, init) => {
    // While modules load, which the clock cannot see.
    const release = clock.hold()
    const call = await (made ??= make()).finally(release)
    return call(input, init)
  }
  replaceGlobals({ fetch })
}
