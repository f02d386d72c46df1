import { html, nothing, type TemplateResult } from 'lit'
import type { MailHeader } from './inbox-headers.ts'
import type { MailAttachment, Message } from './inbox-message.ts'
import { bytesText } from './inbox-words.ts'
import { visibleText } from './visible-text.ts'

/** As much is shown of a text or a source: more of it would only be slow. */
const mostShown = 100_000

export function renderText({ text, html: markup }: Message): TemplateResult {
  if (text === null || text.trim() === '') {
    const words =
      markup === null
        ? 'This mail says nothing: it has neither text nor HTML.'
        : 'This mail has HTML only. Give sendMail a text, too: some people read no HTML.'
    return html`<p class="empty">${words}</p>`
  }
  return html`<div
      class="pane text"
      tabindex="0"
      role="region"
      aria-label="The mail as text"
      .textContent=${shown(text)}
    ></div>
    ${cutNote(text.length)}`
}

export function renderHeaders(headers: readonly MailHeader[]): TemplateResult {
  if (headers.length === 0)
    return html`<p class="empty">This mail has no headers: its text began at once.</p>`
  return html`<div class="pane" tabindex="0" role="region" aria-label="Headers">
    <table>
      <thead>
        <tr>
          <th scope="col">Header</th>
          <th scope="col">Value, decoded</th>
        </tr>
      </thead>
      <tbody>
        ${headers.map(
          ({ name, value }) =>
            html`<tr>
              <th scope="row">${visibleText(name)}</th>
              <td>${visibleText(value)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export function renderSource(source: Uint8Array<ArrayBuffer>): TemplateResult {
  const text = new TextDecoder().decode(source.subarray(0, mostShown)).replaceAll('\r\n', '\n')
  return html`<div class="bar">
      <span>${bytesText(source.length)}, as sent</span>
      <button class="button" type="button" @click=${() => save('mail.eml', source)}>Save as file</button>
    </div>
    <div class="pane source" tabindex="0" role="region" aria-label="Source" .textContent=${shown(text)}></div>
    ${cutNote(source.length)}`
}

export function renderAttachments(attachments: readonly MailAttachment[]): TemplateResult {
  return html`<div class="pane" tabindex="0" role="region" aria-label="Attachments">
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Size</th>
          <th scope="col"><span class="visually-hidden">Save</span></th>
        </tr>
      </thead>
      <tbody>
        ${attachments.map(({ name, type, bytes }) => {
          const label = name || 'unnamed'
          return html`<tr>
            <th scope="row">${label}</th>
            <td>${type}</td>
            <td>${bytesText(bytes.length)}</td>
            <td>
              <button
                class="button"
                type="button"
                aria-label="Save ${label}"
                @click=${() => save(label, bytes)}
              >
                Save
              </button>
            </td>
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

function shown(text: string): string {
  return visibleText(text.slice(0, mostShown))
}

function cutNote(length: number): TemplateResult | typeof nothing {
  if (length <= mostShown) return nothing
  return html`<p class="empty">Only the first ${bytesText(mostShown)} are shown, of ${bytesText(length)}.</p>`
}

/** Hands a file to the person. Of no type that a browser would open by itself. */
function save(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
