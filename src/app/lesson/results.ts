import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { StepEntry } from '../../course/lesson.ts'
import type { CheckReport, TestResult } from '../../wire/outcome.ts'
import { codeBlockStyles } from '../editor/code-styles.ts'
import { linkPlaces, placeLink, placeStyles } from '../panels/place-link.ts'
import { controls } from '../shared-styles.ts'
import type { JudgedText } from '../session/step-snapshot.ts'
import './lesson-text.ts'
import { renderDifference, renderError, renderMessage } from './result-parts.ts'
import { resultStyles } from './result-styles.ts'
import {
  countPassed,
  crashHeading,
  firstFailing,
  lastName,
  refusalHeading,
  messageOf,
  sentenceOf,
  sourceOfTest,
} from './report-words.ts'
import './source.ts'
import { asks, navigatesTo, StageShow } from './step-events.ts'

type Tested = Extract<CheckReport, { kind: 'tested' }>

const signs: { readonly [S in TestResult['status']]: { readonly sign: string; readonly word: string } } = {
  pass: { sign: '✓', word: 'Passed' },
  fail: { sign: '✕', word: 'Failed' },
  skipped: { sign: '–', word: 'Did not run' },
}

/**
 * `<mr-results>`: what a check found, the first thing to fix first and large.
 *
 *     html`<mr-results .judged=${judged} .test=${lesson.test} .learned=${lesson.learned} .next=${next}></mr-results>`
 */
@customElement('mr-results')
export class MrResults extends LitElement {
  static override readonly styles = [controls, codeBlockStyles, placeStyles, resultStyles]

  @property({ attribute: false }) judged: JudgedText | null = null
  /** The text as it is now: another one than was judged makes the report an old one. */
  @property({ attribute: false }) text = ''
  @property({ attribute: false }) isChecking = false
  @property({ attribute: false }) test = ''
  @property({ attribute: false }) learned = ''
  @property({ attribute: false }) next: StepEntry | null = null

  override render(): TemplateResult {
    const { judged, isChecking } = this
    const isOld = judged !== null && judged.text !== this.text
    return html`<div class="results" aria-busy=${isChecking}>
      ${isChecking ? html`<p class="now">Checking…</p>` : nothing}
      ${
        judged && isOld && !isChecking
          ? html`<p class="now">
              You have changed the code since this check.
              <button class="button" type="button" @click=${asks('check')}>Check again</button>
            </p>`
          : nothing
      }
      ${judged ? this.#renderReport(judged.report) : isChecking ? nothing : renderEmpty()}
    </div>`
  }

  /** Puts the focus on the way to the next step, so that Enter goes on. */
  focusNext(): void {
    this.renderRoot.querySelector<HTMLElement>('.next')?.focus()
  }

  #renderReport(report: CheckReport): TemplateResult {
    switch (report.kind) {
      case 'refused':
        return html`<section class="outcome">
          <h2><span class="sign" aria-hidden="true">✎</span> ${refusalHeading(report.diagnostics)}</h2>
          <p>So the tests did not run. Put this right first:</p>
          <ul class="places">
            ${report.diagnostics.map((problem) => html`<li>${placeLink(problem)} <span>${linkPlaces(problem.message)}</span></li>`)}
          </ul>
        </section>`
      case 'crashed':
        return html`<section class="outcome">
          <h2><span class="sign" aria-hidden="true">✕</span> Stopped: ${crashHeading(report.reason)}</h2>
          ${renderError(report.error)}
          <p>${crashAdvice[report.reason]}</p>
        </section>`
      case 'timed-out':
        return html`<section class="outcome">
          <h2><span class="sign" aria-hidden="true">!</span> Time ran out</h2>
          <p>
            ${report.test ? html`The test <strong>${lastName(report.test)}</strong>` : 'The check'} was not
            done after ${report.limitMs / 1000} seconds, so it was stopped. Look for a loop that never ends,
            or for a promise that is awaited and never resolves.
          </p>
          ${report.test ? this.#renderSource(report.test) : nothing}
        </section>`
      case 'stopped':
        return html`<section class="outcome"><h2>The check was stopped</h2></section>`
      case 'tested':
        return report.isPassed ? this.#renderPassed(report) : this.#renderFailed(report)
      default:
        return report satisfies never
    }
  }

  #renderPassed(report: Tested): TemplateResult {
    return html`<section class="outcome passed">
        <h2><span class="sign" aria-hidden="true">✓</span> ${sentenceOf(report)}</h2>
        <mr-lesson-text .html=${this.learned}></mr-lesson-text>
        <p class="onward">${this.#renderNext()}</p>
      </section>
      ${this.#renderRest(report, undefined)}`
  }

  #renderNext(): TemplateResult {
    const { next } = this
    if (!next) {
      return html`<a class="button primary next" href="#/"
        >That was the last step for now. Back to the front page</a
      >`
    }
    return html`<a class="button primary next" href="#/${next.id}" @click=${navigatesTo(next.id)}
      >Next: ${next.number} ${next.title} <span aria-hidden="true">→</span> <kbd>Enter</kbd></a
    >`
  }

  #renderFailed(report: Tested): TemplateResult {
    const first = firstFailing(report)
    const count = html`<p class="count">
      <strong>${countPassed(report)} of ${report.tests.length}</strong> tests pass.
    </p>`
    if (!first) {
      return html`<section class="outcome">
          <h2><span class="sign" aria-hidden="true">–</span> Not every test ran</h2>
          ${count}
          <p>
            The tests that ran found nothing wrong, but some did not run. Does your code end the program, or
            change how tests work?
          </p>
        </section>
        ${this.#renderRest(report, undefined)}`
    }
    return html`${count}
      <section class="outcome first">
        <h2>
          <span class="sign" aria-hidden="true">✕</span>
          <span class="visually-hidden">First to fix:</span> ${lastName(first.name)}
        </h2>
        ${this.#renderFailure(first)}
      </section>
      ${this.#renderRest(report, first)}`
  }

  #renderFailure(result: TestResult): TemplateResult {
    // Only of the text as it is now: another one would show something else.
    const isNow = this.judged?.text === this.text
    const see = isNow ? () => void this.dispatchEvent(new StageShow({ test: result.name })) : null
    return html`<p class="message">${renderMessage(messageOf(result), see)}</p>
      ${
        result.feedback
          ? html`<div class="feedback" role="note">
              <h3>What your code did</h3>
              <p>${renderMessage(result.feedback, see)}</p>
            </div>`
          : nothing
      }
      ${result.difference ? renderDifference(result.difference) : nothing}
      ${result.error ? renderError(result.error) : nothing} ${see ? renderWatch(see) : nothing}
      ${this.#renderSource(result.name)}`
  }

  #renderRest(report: Tested, first: TestResult | undefined): TemplateResult | typeof nothing {
    const rest = report.tests.filter((result) => result !== first)
    if (rest.length === 0) return nothing
    const heading = first ? 'The other tests' : 'The tests'
    return html`<section class="rest" aria-label=${heading}>
      <h3>${heading}</h3>
      ${rest.map((result) => this.#renderOther(result))} ${renderLines(report.lines)}
    </section>`
  }

  #renderOther(result: TestResult): TemplateResult {
    const { sign, word } = signs[result.status]
    return html`<details class="test ${result.status}">
      <summary>
        <span class="sign" aria-hidden="true">${sign}</span><span class="visually-hidden">${word}: </span>
        <span>${lastName(result.name)}</span>
      </summary>
      ${result.status === 'fail' ? this.#renderFailure(result) : this.#renderSource(result.name, true)}
    </details>`
  }

  #renderSource(name: string, isOpen = false): TemplateResult {
    const source = sourceOfTest(this.test, name)
    const code = html`<mr-source label="Source of the test" .code=${source}></mr-source>`
    if (isOpen) return code
    return html`<details class="source">
      <summary>Show the test</summary>
      ${code}
    </details>`
  }
}

const crashAdvice: { readonly [R in Extract<CheckReport, { kind: 'crashed' }>['reason']]: string } = {
  load: 'The tests import your file, and importing it already failed. Look at what stands outside of functions and classes.',
  unhandled:
    'It came from outside the tests: from a timer, or from a promise that nobody awaits. Await it, or catch its error.',
  memory: 'Look for something that is added again and again without an end.',
  checker: 'This is not your mistake, and your code is kept. Check once more; if it stays, reload the page.',
}

function renderWatch(see: () => void): TemplateResult {
  return html`<p>
    <button
      class="button"
      type="button"
      title="Runs the test again, recorded, and goes to the event at which it went wrong"
      @click=${see}
    >
      See it happen
    </button>
  </p>`
}

function renderEmpty(): TemplateResult {
  return html`<div class="empty">
    <p>Not checked yet. When you think it works, let the tests have a look:</p>
    <p><button class="button" type="button" @click=${asks('check')}>Check my code</button></p>
    <p>They tell you what is right and what to fix first. You can check as often as you like.</p>
  </div>`
}

function renderLines(lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing
  return html`<details class="source">
    <summary>What your code printed during the check</summary>
    <pre tabindex="0" aria-label="Printed lines">${lines.map((line) => [...linkPlaces(line), '\n'])}</pre>
  </details>`
}
