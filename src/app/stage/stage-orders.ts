import type { CheckReport } from '../../wire/outcome.ts'
import type { WatchedCheck } from '../session/step-checker.ts'
import type { StepSession } from '../session/step-session.ts'

/** As many orders are tried before one says that none fails. */
export const mostOrders = 200

/**
 * So many are checked at a time: each waits now and then for its threads to answer each other, and two leave a core of two
 * without work a third of the time.
 */
const atOnce = 3

/** In which order things happen, wherever a real system leaves that open. */
export type OrderState =
  | { readonly kind: 'as it comes' }
  /** The last run was in this order. */
  | { readonly kind: 'order'; readonly seed: number }
  | { readonly kind: 'searching'; readonly tried: number }
  | { readonly kind: 'found'; readonly seed: number; readonly test: string }
  | { readonly kind: 'none'; readonly tried: number }
  /** The check could not tell anything of orders. */
  | { readonly kind: 'broken'; readonly words: string }

interface FailedCheck {
  readonly seed: number
  readonly check: WatchedCheck
}

/**
 * Other orders of the same program: one to look at, or the first in which a test fails.
 *
 *     const orders = new StageOrders((state) => draw(state))
 *     const check = await orders.findFailing(session)
 */
export class StageOrders {
  readonly #changed: () => void
  #state: OrderState = { kind: 'as it comes' }
  #seed = 0
  #search = new AbortController()

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get state(): OrderState {
    return this.#state
  }

  /** Another step, or another text: nothing is known of it. */
  reset(): void {
    this.stop()
    this.#seed = 0
    this.#become({ kind: 'as it comes' })
  }

  /** Ends the search. */
  stop(): void {
    this.#search.abort()
  }

  /** Runs in the next order. */
  tryNext(session: Pick<StepSession, 'runInOrder'>): void {
    this.stop()
    this.#seed = (this.#seed % mostOrders) + 1
    this.#become({ kind: 'order', seed: this.#seed })
    session.runInOrder(this.#seed)
  }

  /** Checks in one order after the other; resolves to the check of the first order that fails, or null. */
  async findFailing(session: Pick<StepSession, 'watchCheck'>): Promise<WatchedCheck | null> {
    this.stop()
    const { signal } = (this.#search = new AbortController())
    const failed: FailedCheck[] = []
    let next = 1
    let tried = 0
    const work = async (): Promise<void> => {
      // None is begun once one has failed, but those before it come to their end: the first is found, each time.
      while (failed.length === 0 && next <= mostOrders) {
        const seed = next++
        const inOrder = () => session.watchCheck({ orderSeed: seed }, signal)
        let check = await inOrder()
        // On a busy machine a check may come to no end in time; one that never ends does not end the second time either.
        if (check.report.kind === 'timed-out' && !signal.aborted) check = await inOrder()
        if (signal.aborted) return
        tried++
        const { report } = check
        if (report.kind !== 'tested' || !report.isPassed) failed.push({ seed, check })
        else if (failed.length === 0) this.#become({ kind: 'searching', tried })
      }
    }
    this.#become({ kind: 'searching', tried })
    await Promise.all(Array.from({ length: atOnce }, work))
    if (signal.aborted) {
      if (this.#search.signal === signal) this.#become({ kind: 'as it comes' })
      return null
    }
    const [first] = failed.sort((a, b) => a.seed - b.seed)
    return this.#conclude(first ?? null)
  }

  #conclude(first: FailedCheck | null): WatchedCheck | null {
    if (!first) {
      this.#become({ kind: 'none', tried: mostOrders })
      return null
    }
    const { seed, check } = first
    const test = failingTest(check.report)
    this.#seed = seed
    this.#become(
      test === null ? { kind: 'broken', words: brokenWords(check.report) } : { kind: 'found', seed, test },
    )
    return test === null ? null : check
  }

  #become(state: OrderState): void {
    this.#state = state
    this.#changed()
  }
}

function failingTest(report: CheckReport): string | null {
  if (report.kind === 'timed-out') return report.test
  if (report.kind !== 'tested') return null
  return report.tests.find(({ status }) => status === 'fail')?.name ?? null
}

function brokenWords(report: CheckReport): string {
  if (report.kind === 'refused') return 'Your code does not compile yet, so no order can be tried.'
  if (report.kind === 'crashed') return `The check could not go on: ${report.error.message}`
  return 'Not every test ran, so nothing can be said of orders.'
}
