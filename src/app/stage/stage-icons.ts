import { html, svg, type TemplateResult } from 'lit'
import { groupOfKind } from '../../trace/event-kinds.ts'
import type { TraceEvent } from '../../trace/event.ts'
import { isTrouble } from '../../trace/trouble.ts'
import { marks, openShapes, troubleMark } from './timeline/marks.ts'
import { groupColour } from './timeline/palette.ts'
import { outlines } from './timeline/shapes.ts'

const icons = {
  start: 'M3 3v10M13 3 6 8l7 5z',
  back: 'M12 3 5 8l7 5z',
  forward: 'M4 3l7 5-7 5z',
  play: 'M4 2.500 13 8l-9 5.500z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  close: 'M4 4l8 8M12 4l-8 8',
} as const

/** A small drawing for a button that says in words what it does. */
export function icon(name: keyof typeof icons): TemplateResult {
  return html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path
      d=${icons[name]}
      fill=${name === 'close' ? 'none' : 'currentColor'}
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  </svg>`
}

/** An event's mark, as the timeline draws it. */
export function markIcon(event: TraceEvent): TemplateResult {
  const isBad = isTrouble(event)
  const { shape } = isBad ? troubleMark : marks[event.kind]
  const colour = groupColour(isBad ? 'trouble' : groupOfKind(event.kind))
  const isOpen = openShapes.has(shape)
  return html`<svg class="mark" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<path
      d=${outlines[shape]}
      style="fill: ${isOpen ? 'none' : colour}; stroke: ${isOpen ? colour : 'none'}"
      stroke-width="1.5"
      fill-rule="evenodd"
    />`}
  </svg>`
}
