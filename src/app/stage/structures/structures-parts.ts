import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { visibleText } from '../../panels/visible-text.ts'
import type { DrawnItem, DrawnLine, Drawing } from './drawn.ts'
import type { DrawnBits } from './drawn-bits.ts'
import type { DrawnSet } from './drawn-zset.ts'
import { TaskChosen } from '../task/task-chosen.ts'

type Part = TemplateResult | typeof nothing

/** One drawing, with what was last done to it. `seq`: number of the event that is looked at. */
export function renderDrawing(
  drawing: Drawing,
  told: { readonly words: string; readonly seq: number } | undefined,
  seq: number,
): TemplateResult {
  return html`<section class="drawing ${drawing.kind}" aria-label=${drawing.title}>
    <h3>
      <span class="title">${visibleText(drawing.title)}</span>
      <span class="about">${aboutOf(drawing)}</span>
    </h3>
    ${renderBody(drawing)}
    ${
      isMoving(drawing)
        ? html`<p class="words ${told?.seq === seq ? 'now' : ''}">${visibleText(told?.words ?? '')}</p>`
        : nothing
    }
  </section>`
}

/** What is done to it is told, and has its place also while there is nothing to tell. */
function isMoving({ kind }: Drawing): boolean {
  return kind !== 'absent' && kind !== 'bits'
}

function aboutOf(drawing: Drawing): string {
  switch (drawing.kind) {
    case 'absent':
      return ''
    case 'bits':
      return `= ${drawing.value}`
    default:
      return [drawing.about, countOf(drawing.size)].filter(Boolean).join(' · ')
  }
}

function countOf(size: number): string {
  return size === 1 ? '1 item' : `${size.toLocaleString('en')} items`
}

function renderBody(drawing: Drawing): TemplateResult {
  switch (drawing.kind) {
    case 'queue':
    case 'list':
    case 'stack':
      return renderLine(drawing)
    case 'bits':
      return renderBits(drawing)
    case 'zset':
      return renderSet(drawing)
    case 'absent':
      return html`<p class="note">${drawing.text}</p>`
    default:
      return drawing satisfies never
  }
}

/** What each end is called, and what happens there. */
const endNames = {
  queue: { first: 'head', last: 'tail', order: 'from the head to the tail' },
  list: { first: 'head', last: 'tail', order: 'from the head to the tail' },
  stack: { first: 'top', last: '', order: 'from the top down' },
} as const

function renderLine(line: DrawnLine): TemplateResult {
  const { kind, id, title, first, hidden, last, size, waiting } = line
  const names = endNames[kind]
  const label = `${title}: ${countOf(size)}, ${names.order}`
  return html`<div class="track">
      ${renderEnd(kind, 'first', size)}
      <ol
        class="line ${size === 0 ? 'bare' : ''}"
        role="list"
        aria-label=${label}
        data-line=${id}
        data-kind=${kind}
      >
        ${repeat(
          first,
          (item) => item.id,
          (item, at) => renderItem(item, at === 0, at === size - 1, names),
        )}
        ${hidden > 0 ? html`<li class="hidden">… ${hidden.toLocaleString('en')} more</li>` : nothing}
        ${repeat(
          last,
          (item) => item.id,
          (item, at) => renderItem(item, false, at === last.length - 1, names),
        )}
        ${size === 0 ? html`<li class="none">empty</li>` : nothing}
      </ol>
      ${renderEnd(kind, 'last', size)}
    </div>
    ${renderWaiting(waiting)}`
}

function renderEnd(kind: DrawnLine['kind'], end: 'first' | 'last', size: number): Part {
  if (kind === 'stack') {
    return end === 'first' && size > 0 ? html`<p class="end first"><b>top</b></p>` : nothing
  }
  if (kind === 'queue') {
    return end === 'first'
      ? html`<p class="end first"><b>head</b> <span>← leaves here</span></p>`
      : html`<p class="end last"><b>tail</b> <span>← joins here</span></p>`
  }
  return end === 'first'
    ? html`<p class="end first"><b>head</b> <span>LPUSH →</span> <span>← LPOP</span></p>`
    : html`<p class="end last"><b>tail</b> <span>← RPUSH</span> <span>RPOP →</span></p>`
}

function renderItem(
  { id, text, isFollowed }: DrawnItem,
  isFirst: boolean,
  isLast: boolean,
  names: { readonly first: string; readonly last: string },
): TemplateResult {
  const place = [isFirst ? names.first : '', isLast ? names.last : ''].filter(Boolean).join(' and ')
  return html`<li class=${isFirst ? 'next' : ''} data-item=${id}>
    <button
      class="item"
      type="button"
      title="Follow this item"
      aria-pressed=${isFollowed}
      @click=${choosing(id)}
    >
      ${
        text === ''
          ? html`<span class="nothing">(empty text)</span>`
          : html`<span>${visibleText(text)}</span>`
      }${place ? html`<span class="visually-hidden">, ${place}</span>` : nothing}
    </button>
  </li>`
}

function choosing(id: string): (event: Event) => void {
  return ({ currentTarget }) => void currentTarget?.dispatchEvent(new TaskChosen(id))
}

function renderWaiting(waiting: readonly string[]): Part {
  if (waiting.length === 0) return nothing
  const names = waiting.slice(0, 4).map(visibleText).join(', ')
  const more = waiting.length > 4 ? ` and ${waiting.length - 4} more` : ''
  return html`<p class="waiting">
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M4 1.5h8M4 14.5h8M5 1.500c0 4 6 4.500 6 6.500s-6 2.500-6 6.500M11 1.500c0 4-6 4.500-6 6.500s6 2.500 6 6.500"
      />
    </svg>
    ${names}${more} ${waiting.length === 1 ? 'waits' : 'wait'} here for an item.
  </p>`
}

function renderBits({ title, value, digits, words }: DrawnBits): TemplateResult {
  if (digits.length === 0) return html`<p class="note">${words}</p>`
  const text = digits.map(({ digit }) => digit).join('')
  return html`<div class="digits" role="img" aria-label="${title} is ${value}, in binary digits ${text}">
      ${digits.map(
        ({ digit, place }) =>
          html`<span class="digit ${digit === '1' ? 'one' : ''}"
            ><span class="place">${placeText(place)}</span><span class="cell">${digit}</span></span
          >`,
      )}
    </div>
    <p class="sum">${words}</p>`
}

function placeText(place: string): TemplateResult | string {
  const [base, power] = place.split('^')
  return power ? html`${base}<sup>${power}</sup>` : place
}

function renderSet({ entries, hidden, now }: DrawnSet): TemplateResult {
  if (entries.length === 0) return html`<p class="note">Nothing is stored here.</p>`
  const nowStyle = now === null ? '' : `--now: ${now * 100}%`
  return html`<ol class="axis ${now === null ? '' : 'timed'}" role="list" style=${nowStyle}>
      ${
        now === null
          ? nothing
          : html`<li class="ruler" aria-hidden="true">
              <span></span><span class="rail"><b>now</b></span
              ><span></span>
            </li>`
      }
      ${repeat(
        entries,
        ({ text }) => text,
        ({ id, text, isFollowed, score, place, isDue }) =>
          html`<li class=${isDue ? 'due' : ''}>
            <button
              class="member"
              type="button"
              title="Follow this item"
              ?disabled=${id === null}
              aria-pressed=${isFollowed}
              @click=${choosing(id ?? '')}
            >
              ${visibleText(text)}
            </button>
            <span class="rail" aria-hidden="true"><i style="inset-inline-start: ${place * 100}%"></i></span>
            <span class="score">${score}</span>
          </li>`,
      )}
    </ol>
    ${hidden > 0 ? html`<p class="note">… ${hidden.toLocaleString('en')} more</p>` : nothing}`
}
