import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { EntrySnapshot, KeySnapshot } from '../../services/redis/snapshot.ts'
import type { ShownItem, ShownKey } from './redis-keys-shown.ts'
import { count, sizeText } from './redis-words.ts'
import { visibleText } from './visible-text.ts'

/** What a key holds, drawn by its type; `listFacts` of a list with a gap in its middle. */
export function renderRedisValue(shown: ShownKey): TemplateResult {
  const { snapshot } = shown
  switch (snapshot.type) {
    case 'list':
      return renderList(shown)
    case 'hash':
      return renderRows(shown, 'field', 'value', ({ entry }) => [entry.text, entry.value ?? ''])
    case 'zset':
      return renderRows(shown, 'score', 'member', ({ entry }) => [scoreText(entry.score), entry.text])
    case 'set':
      return html`<ul class="items">
          ${repeat(shown.items, idOf, (item) => html`<li class="item ${newness(item)}">${textOf(item)}</li>`)}
        </ul>
        ${renderMore(snapshot)}`
    case 'string':
      return renderString(snapshot)
    default:
      return snapshot.type satisfies never
  }
}

/** Head first, as Redis numbers them; both ends say which commands work there. */
function renderList({ snapshot, items }: ShownKey): TemplateResult {
  const last = snapshot.lastEntries ?? []
  const gap = snapshot.length - items.length - last.length
  return html`<div class="list">
    <p class="end"><b>head</b> ↓ LPUSH, LPOP</p>
    <ol class="items">
      ${repeat(
        items,
        idOf,
        (item, at) =>
          html`<li class="item ${newness(item)}"><span class="at">${at}</span>${textOf(item)}</li>`,
      )}
      ${gap > 0 ? html`<li class="gap">… ${count(gap, 'more item')} …</li>` : nothing}
      ${last.map((entry, at) => {
        const index = snapshot.length - last.length + at
        return html`<li class="item"><span class="at">${index}</span>${shownText(entry)}</li>`
      })}
    </ol>
    <p class="end tail">RPUSH, RPOP ↑ <b>tail</b></p>
  </div>`
}

function renderRows(
  { snapshot, items }: ShownKey,
  first: string,
  second: string,
  cells: (item: ShownItem) => readonly [string, string],
): TemplateResult {
  return html`<table class=${snapshot.type}>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <th scope="col">${second}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(items, idOf, (item) => {
          const [head, body] = cells(item)
          return html`<tr class=${newness(item)}>
            <th scope="row">${visibleText(head)}</th>
            <td>${body === '' ? emptyText : visibleText(body)}</td>
          </tr>`
        })}
      </tbody>
    </table>
    ${renderMore(snapshot)}`
}

function renderString(snapshot: KeySnapshot): TemplateResult {
  const text = snapshot.entries[0]?.text ?? ''
  if (text === '') return html`<p class="string">${emptyText}</p>`
  const note = text.endsWith('…') ? `Only the beginning is shown, of ${sizeText(snapshot)}.` : ''
  return html`<p class="string">${visibleText(text)}</p>
    ${note ? html`<p class="more">${note}</p>` : nothing}`
}

function renderMore(snapshot: KeySnapshot): TemplateResult | typeof nothing {
  const more = snapshot.length - snapshot.entries.length
  if (more <= 0) return nothing
  return html`<p class="more">… and ${more.toLocaleString('en')} more, not shown.</p>`
}

const emptyText = html`<span class="nothing">(empty text)</span>`

const idOf = ({ id }: ShownItem): number => id
const newness = ({ isNew }: ShownItem): string => (isNew ? 'new' : '')
const textOf = ({ entry }: ShownItem): unknown => shownText(entry)
const shownText = ({ text }: EntrySnapshot): unknown => (text === '' ? emptyText : visibleText(text))

export function scoreText(score = 0): string {
  if (Number.isFinite(score)) return String(score)
  return score > 0 ? '+inf' : '-inf'
}
