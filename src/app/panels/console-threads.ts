import { css, html, type TemplateResult } from 'lit'
import type { ConsoleEntry } from '../../wire/value-data.ts'
import { visibleText } from './visible-text.ts'
import { voiceClass } from './voice-colours.ts'

/** Names of the threads that printed something, in the order of their first lines; '' is the program itself. */
export function threadsOf(entries: readonly ConsoleEntry[]): readonly string[] {
  return [...new Set(entries.map(({ thread }) => thread ?? ''))]
}

/** Colours of threads by their names: the first six differ. */
export function threadColours(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.filter(Boolean).map((name, at) => [name, voiceClass(at)]))
}

/** Who printed a line. */
export function renderThread(name: string, colour: string): TemplateResult {
  return html`<span class="thread ${colour}"
    ><span class="visually-hidden">thread </span>${visibleText(name)}<span class="visually-hidden"
      >:
    </span></span
  >`
}

/** Chooses whose lines are shown; null: everybody's. */
export function renderThreadFilter(
  names: readonly string[],
  chosen: string | null,
  choose: (name: string | null) => void,
): TemplateResult {
  const picked = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement
    choose(value === 'all' ? null : value.slice(1))
  }
  return html`<select aria-label="Whose lines to show" @change=${picked}>
    <option value="all" ?selected=${chosen === null}>All threads</option>
    ${names.map(
      (name) =>
        html`<option value="=${name}" ?selected=${name === chosen}>
          ${name ? visibleText(name) : 'the program itself'}
        </option>`,
    )}
  </select>`
}

export const threadStyles = css`
  .thread {
    flex: none;
    max-width: 10rem;
    overflow: hidden;
    padding-inline-start: 0.4rem;
    border-inline-start: 3px solid;
    font-size: var(--size-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar select {
    max-width: 10rem;
    min-height: 1.75rem;
    margin-inline-start: auto;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
    font-size: var(--size-small);
  }
`
