import type { CheckReport } from '../../wire/outcome.ts'
import type { WatchedCheck } from '../session/step-checker.ts'
import type { StepSession } from '../session/step-session.ts'

/** A test that is run once more to be watched. */
export interface WatchedTest {
  /** Full name. */
  readonly test: string
  /** Line by line, too. */
  readonly hasLines: boolean
}

interface Active extends WatchedTest {
  readonly ending: AbortController
}

/**
 * Runs a test that failed once more, recorded; one at a time.
 *
 *     const watch = new FailedTestWatch(() => draw(watch.now))
 *     const check = await watch.begin(session, { test, hasLines })      // … watch.stop()
 */
export class FailedTestWatch {
  readonly #changed: () => void
  #active: Active | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** What runs; null if nothing does. */
  get now(): WatchedTest | null {
    return this.#active
  }

  /** Resolves to null if it was given up for another. */
  async begin(session: Pick<StepSession, 'watchCheck'>, watched: WatchedTest): Promise<WatchedCheck | null> {
    this.giveUp()
    const ending = new AbortController()
    const active = { ...watched, ending }
    this.#become(active)
    try {
      const options = watched.hasLines ? { linesOf: watched.test } : {}
      const check = await session.watchCheck(options, ending.signal)
      return this.#active === active ? check : null
    } finally {
      if (this.#active === active) this.#become(null)
    }
  }

  /** Ends it: what was recorded so far can be looked at. */
  stop(): void {
    this.#active?.ending.abort()
  }

  /** Ends it, and nobody wants to hear of it any more. */
  giveUp(): void {
    const active = this.#active
    this.#active = null
    active?.ending.abort()
  }

  #become(active: Active | null): void {
    this.#active = active
    this.#changed()
  }
}

/** Said while it runs. */
export function watchWords({ test, hasLines }: WatchedTest): string {
  return `“${lastName(test)}” is run once more, recorded${hasLines ? ' line by line' : ''} …`
}

/** Why one does not see the test fail. */
export function missedWords(report: CheckReport, test: string): string {
  switch (report.kind) {
    case 'tested': {
      const status = report.tests.find(({ name }) => name === test)?.status
      return status === 'pass'
        ? 'This time the test passed, and you see how. What happens in it depends on time or chance.'
        : 'The test was not run this time: the tests did not come so far.'
    }
    case 'timed-out':
      return `Recorded, the test was ended after ${report.limitMs / 1000} s, before it could fail. You see how far it came.`
    case 'stopped':
      return 'You stopped the test before it could fail. You see how far it came.'
    case 'crashed':
      return `The test could not be run again: ${report.error.message}`
    case 'refused':
      return 'The test could not be run again: your code does not compile any more.'
    default:
      return report satisfies never
  }
}

function lastName(name: string): string {
  return name.split(' > ').at(-1) ?? name
}
