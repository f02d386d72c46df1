import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { EntrySnapshot, KeySnapshot } from '../../services/redis/snapshot.ts'
import { StageShow } from '../lesson/step-events.ts'
import { followedMark, isItemFollowed, type Followed, type ItemPlace } from './followed.ts'
import type { ShownItem, ShownKey } from './redis-keys-shown.ts'
import { count, sizeText } from './redis-words.ts'
import { visibleText } from './visible-text.ts'

/** Of which database a key is, and what in it is followed on the stage. */
export interface ValueContext {
  readonly db: number
  readonly followed: Followed | null
}

/** What a key holds, drawn by its type. */
export function renderRedisValue(shown: ShownKey, context: ValueContext): TemplateResult {
  const { snapshot } = shown
  switch (snapshot.type) {
    case 'list':
      return renderList(shown, context)
    case 'hash':
      return renderRows(shown, context, 'field', 'value', ({ entry }) => [entry.text, entry.value ?? ''])
    case 'zset':
      return renderRows(shown, context, 'score', 'member', ({ entry }) => [
        scoreText(entry.score),
        entry.text,
      ])
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
function renderList({ snapshot, items }: ShownKey, context: ValueContext): TemplateResult {
  const last = snapshot.lastEntries ?? []
  const gap = snapshot.length - items.length - last.length
  const placeOf = ({ text }: EntrySnapshot, index: number): ItemPlace => ({
    db: context.db,
    key: snapshot.key,
    index,
    text,
  })
  return html`<div class="list">
    <p class="end"><b>head</b> ↓ LPUSH, LPOP</p>
    <ol class="items">
      ${repeat(items, idOf, (item, index) =>
        renderItem(placeOf(item.entry, index), newness(item), context.followed),
      )}
      ${gap > 0 ? html`<li class="gap">… ${count(gap, 'more item')} …</li>` : nothing}
      ${last.map((entry, at) =>
        renderItem(placeOf(entry, snapshot.length - last.length + at), '', context.followed),
      )}
    </ol>
    <p class="end tail">RPUSH, RPOP ↑ <b>tail</b></p>
  </div>`
}

/** Its index leads to the stage, where one sees how it got here and where it goes. */
function renderItem(item: ItemPlace, kind: string, followed: Followed | null): TemplateResult {
  const isFollowed = isItemFollowed(followed, item)
  const follow = (event: Event): void => void event.currentTarget?.dispatchEvent(new StageShow({ item }))
  return html`<li class="item ${kind} ${isFollowed ? 'followed' : ''}">
    <button
      class="at"
      type="button"
      title="Follow this item on the stage"
      aria-label="Follow item ${item.index}"
      @click=${follow}
    >
      ${item.index}</button
    >${followedMark(isFollowed)}<span class="words">${shownText(item)}</span>
  </li>`
}

function renderRows(
  { snapshot, items }: ShownKey,
  { db, followed }: ValueContext,
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
        ${repeat(items, idOf, (item, index) => {
          const [head, body] = cells(item)
          const { text } = item.entry
          const isFollowed = isItemFollowed(followed, { db, key: snapshot.key, index, text })
          return html`<tr class="${newness(item)} ${isFollowed ? 'followed' : ''}">
            <th scope="row">${visibleText(head)}</th>
            <td>${followedMark(isFollowed)}${body === '' ? emptyText : visibleText(body)}</td>
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
const shownText = ({ text }: Pick<EntrySnapshot, 'text'>): unknown =>
  text === '' ? emptyText : visibleText(text)

export function scoreText(score = 0): string {
  if (Number.isFinite(score)) return String(score)
  return score > 0 ? '+inf' : '-inf'
}
