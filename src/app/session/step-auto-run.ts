import type { StepRunner } from './step-runner.ts'
import type { Report } from './step-snapshot.ts'

/** Who has not typed for so long looks up, and wants to see what it does. */
export const quietMs = 400

/**
 * When an edited text runs by itself. Plain steps run at each edit. A run with threads or Redis costs more and changes
 * what one looks at, so it waits until nothing was typed for a moment, and while the types are wrong.
 *
 *     const autoRun = new AutoRun({ runner, isPatient: true, report })
 *     autoRun.edit(text, true)            // autoRun.hearTypes(hasErrors) as the types are checked
 */
export class AutoRun {
  readonly #runner: Pick<StepRunner, 'edit'>
  readonly #isPatient: boolean
  readonly #report: Report
  #timer: ReturnType<typeof setTimeout> | undefined
  #hasTypeErrors = false
  /** What runs as soon as its types are right. */
  #held: string | null = null

  constructor(options: { runner: Pick<StepRunner, 'edit'>; isPatient: boolean; report: Report }) {
    this.#runner = options.runner
    this.#isPatient = options.isPatient
    this.#report = options.report
  }

  /** The text changed. It is compiled at once all the same: what stops it from running is said as one types. */
  edit(text: string, isOn: boolean): void {
    this.cancel()
    if (!this.#isPatient || !isOn) return this.#runner.edit(text, isOn)
    this.#runner.edit(text, false)
    this.#timer = setTimeout(() => this.#run(text), quietMs)
  }

  /** What is known of the types of the newest text. */
  hearTypes(hasErrors: boolean): void {
    this.#hasTypeErrors = hasErrors
    if (!hasErrors && this.#held !== null) this.#run(this.#held)
  }

  /** Somebody ran or stopped it by hand, or turned running by itself off. */
  cancel(): void {
    clearTimeout(this.#timer)
    this.#hold(null)
  }

  #run(text: string): void {
    this.#hold(this.#hasTypeErrors ? text : null)
    if (this.#held === null) this.#runner.edit(text, true)
  }

  #hold(text: string | null): void {
    const isNews = (text === null) !== (this.#held === null)
    this.#held = text
    if (isNews) this.#report({ isHeld: text !== null })
  }
}
