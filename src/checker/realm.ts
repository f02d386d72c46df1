// The order of these imports is the point (FACTS): SES, then what must stay changeable, then vitest, then lockdown().
import 'ses'
import { IntrinsicDate, TestDate } from './date-shim.ts'
import { workerState } from './before-vitest.ts'
import { disarm } from './disarm.ts'
import * as vitest from 'vitest'
import { setSafeTimers, startTests } from 'vitest/internal/browser'

setSafeTimers()

/**
 * Freezes every intrinsic of this realm, once, before anything of the learner's is evaluated: from then on a program in
 * a Compartment shares them with the tests and can change none.
 */
export function lockRealm(): void {
  // SES knows only the Date it was loaded with.
  globalThis.Date = IntrinsicDate
  lockdown({
    errorTaming: 'unsafe',
    consoleTaming: 'unsafe',
    overrideTaming: 'severe',
    stackFiltering: 'verbose',
    localeTaming: 'unsafe',
    regExpTaming: 'unsafe',
    evalTaming: 'unsafe-eval',
    errorTrapping: 'none',
    unhandledRejectionTrapping: 'none',
    reporting: 'none',
  })
  globalThis.Date = TestDate
  // Programs get dates of it. A clock for tests can still be set, on a subclass.
  disarm([TestDate])
}

export { IntrinsicDate, startTests, vitest, workerState }
