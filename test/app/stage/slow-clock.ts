import { afterEach, beforeEach, vi } from 'vitest'

/** In the tests of the file each look at the clock takes 2 ms: so little is done in one go, whatever the machine. */
export function useSlowClock(): void {
  let now = 0
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 2))
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
}
