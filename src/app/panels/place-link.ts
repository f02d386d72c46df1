import { css, html, type TemplateResult } from 'lit'
import type { Place } from '../../wire/program.ts'
import { visibleText } from './visible-text.ts'

/** Somebody wants to see a place in the editor. */
export class PlaceChosen extends Event implements Place {
  static readonly type = 'place-chosen'
  readonly file: string
  readonly line: number
  readonly column: number
  constructor({ file, line, column }: Place) {
    super(PlaceChosen.type, { bubbles: true, composed: true })
    this.file = file
    this.line = line
    this.column = column
  }
}

/** `exercise.ts:12:5`, to be clicked. */
export function placeLink(
  place: Place,
  label = `${place.file}:${place.line}:${place.column}`,
): TemplateResult {
  const choose = (event: Event): void => void event.currentTarget?.dispatchEvent(new PlaceChosen(place))
  return html`<button type="button" class="place" title="Show this line in the editor" @click=${choose}>
    ${label}
  </button>`
}

/** Text in which each `name.ts:line:column` can be clicked. */
export function linkPlaces(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = []
  let end = 0
  for (const match of text.matchAll(/\b([\w-]+(?:\.test)?\.ts):(\d+)(?::(\d+))?/g)) {
    const [whole, file = '', line, column = 1] = match
    parts.push(visibleText(text.slice(end, match.index)))
    parts.push(placeLink({ file, line: Number(line), column: Number(column) }, whole))
    end = match.index + whole.length
  }
  parts.push(visibleText(text.slice(end)))
  return parts
}

/** How place links look, for the styles of elements that use them. */
export const placeStyles = css`
  .place {
    min-height: 1.5rem;
    padding: 0 0.125em;
    border: 0;
    background: none;
    color: var(--stamp);
    font: inherit;
    text-align: start;
    white-space: normal;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }
  .place:hover {
    text-decoration-thickness: 2px;
  }
`
