import { html, nothing, type TemplateResult } from 'lit'
import type { ErrorData, StackFrame } from '../../wire/error-data.ts'
import type { WebResponse } from '../../wire/web-messages.ts'
import { indentJson } from './json-text.ts'
import { linkPlaces, placeLink } from './place-link.ts'
import { visibleText } from './visible-text.ts'
import { statusWords, timeText } from './web-words.ts'

const mostFrames = 6

/** What an app answered: status, error, headers, body. */
export function renderResponse(response: WebResponse): TemplateResult {
  const { status, statusText, headers, ms, error } = response
  const { title, meaning, kind } = statusWords(status, statusText)
  const time = timeText(ms)
  return html`<p class="status ${kind}">
      <strong>${visibleText(title)}</strong> <span class="meaning">${meaning}</span>
      <span class="time" title="From the request to the end of the answer, in your program's time"
        >${time}</span
      >
    </p>
    ${error ? renderError(error) : nothing}
    <details class="headers">
      <summary>${headers.length === 1 ? '1 header' : `${headers.length} headers`}</summary>
      <dl>
        ${headers.map(
          ([name, value]) =>
            html`<div>
              <dt>${visibleText(name)}</dt>
              <dd>${visibleText(value)}</dd>
            </div>`,
        )}
      </dl>
    </details>
    ${renderBody(response)}`
}

function renderBody({ body, headers, isCut }: WebResponse): TemplateResult {
  if (body === '') return html`<p class="note">The answer has no body.</p>`
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (/^(?:image|audio|video|font)\//.test(type))
    return html`<p class="note">The body is no text but ${visibleText(type)}, and not shown.</p>`
  return html`<pre class="body" tabindex="0" aria-label="Body">${visibleText(indentJson(body) ?? body)}</pre>
    ${
      isCut
        ? html`<p class="note">
            Only the beginning of the body is shown, ${body.length.toLocaleString('en')} characters.
          </p>`
        : nothing
    }`
}

/** What went wrong in the app, and where. */
function renderError(error: ErrorData): TemplateResult {
  return html`<div class="error">
    <p class="what">${linkPlaces(`${error.name}: ${error.message}`)}</p>
    ${error.frames
      .slice(0, mostFrames)
      .map((frame) => html`<p class="frame">${renderFunction(frame)}${placeLink(frame)}</p>`)}
    ${
      error.cause
        ? html`<p class="frame">Caused by:</p>
            ${renderError(error.cause)}`
        : nothing
    }
  </div>`
}

/** Views are functions without a name, kept in lists of the framework: `Array.<anonymous>` would tell nobody anything. */
function renderFunction({ in: name }: StackFrame): TemplateResult | string {
  return name && !name.includes('<anonymous>') ? html`in <code>${visibleText(name)}</code>, ` : 'at '
}
