import { html, nothing, type TemplateResult } from 'lit'
import { momentsNamedIn } from '../../course/moment.ts'
import type { ErrorData } from '../../wire/error-data.ts'
import type { TestResult } from '../../wire/outcome.ts'
import { linkPlaces, placeLink } from '../panels/place-link.ts'
import { visibleText } from '../panels/visible-text.ts'

const mostFrames = 6

/**
 * What a test says, with places to be clicked; also the moments that it names, `(see lpop letters #3)`, if `see` is given,
 * which is called when one is clicked.
 */
export function renderMessage(text: string, see: (() => void) | null): unknown {
  const parts: unknown[] = []
  let end = 0
  for (const named of see ? momentsNamedIn(text) : []) {
    if (!named.moment) continue
    const title = 'Runs the test again, recorded, and goes to this moment'
    parts.push(linkPlaces(text.slice(end, named.start)))
    parts.push(
      html`<button type="button" class="place" title=${title} @click=${see}>${named.source}</button>`,
    )
    end = named.end
  }
  parts.push(linkPlaces(text.slice(end)))
  return parts
}

/** An error and where it arose in the step's files. */
export function renderError(error: ErrorData): TemplateResult {
  const frames = error.frames.slice(0, mostFrames)
  return html`<div class="error">
    <p class="message">${linkPlaces(`${error.name}: ${error.message}`)}</p>
    ${
      frames.length > 0
        ? html`<ul class="places">
            ${frames.map((frame) => html`<li>${frame.in ? html`in <code>${frame.in}</code>, ` : nothing}${placeLink(frame)}</li>`)}
          </ul>`
        : nothing
    }
    ${
      error.cause
        ? html`<p>Caused by:</p>
            ${renderError(error.cause)}`
        : nothing
    }
  </div>`
}

const truthValue = /^(true|false)$/

/** Expected and received beside each other; of several lines, those that the other side lacks are marked. */
export function renderDifference({
  expected,
  received,
}: NonNullable<TestResult['difference']>): TemplateResult | typeof nothing {
  // The answer to a question that only the message has asked.
  if (truthValue.test(expected) && truthValue.test(received)) return nothing
  return html`<div class="difference">
    ${renderSide('Expected', expected, received, '+')} ${renderSide('Received', received, expected, '−')}
  </div>`
}

function renderSide(title: string, text: string, other: string, sign: string): TemplateResult {
  const lines = text.split('\n')
  const isLong = lines.length > 1 || other.includes('\n')
  const common = new Set(other.split('\n'))
  return html`<div class="side">
    <h3>${title}</h3>
    <pre tabindex="0" aria-label=${title}>
${lines.map((line) => renderLine(line, isLong && !common.has(line) ? sign : ''))}</pre>
  </div>`
}

function renderLine(line: string, sign: string): TemplateResult {
  const marked = sign ? html`<span class="sign" aria-hidden="true">${sign}</span>` : nothing
  return html`<span class="value ${sign ? 'differs' : ''}">${marked}${visibleText(line)}</span>`
}
