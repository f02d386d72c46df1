import { html, type TemplateResult } from 'lit'
import '../shell/split.ts'

/** How a list and what was chosen in it lie: one at a time, side by side, the list above the rest. */
export type Arrangement = 'one' | 'columns' | 'rows'

const wideEnough = 640
const rowsWidth = 340
const highEnough = 640

/** By the room there is, in px. */
export function arrangementFor(width: number, height: number): Arrangement {
  if (width >= wideEnough) return 'columns'
  return width >= rowsWidth && height >= highEnough ? 'rows' : 'one'
}

/** A list and what was chosen in it; where there is room for one only, with a way back to the list. */
export function renderPair({
  arrangement,
  list,
  chosen,
  hint,
  back,
  onBack,
}: {
  readonly arrangement: Arrangement
  readonly list: TemplateResult
  /** Null while nothing is chosen. */
  readonly chosen: TemplateResult | null
  /** What to do while nothing is chosen. */
  readonly hint: string
  /** What the way back says. */
  readonly back: string
  onBack(): void
}): TemplateResult {
  if (arrangement === 'one') {
    if (!chosen) return html`<div class="whole">${list}</div>`
    return html`<div class="whole">
      <div class="back">
        <button class="button quiet" type="button" @click=${onBack}>
          <span aria-hidden="true">←</span> ${back}
        </button>
      </div>
      ${chosen}
    </div>`
  }
  return html`<mr-split
    name="list"
    orientation=${arrangement === 'rows' ? 'vertical' : 'horizontal'}
    .position=${arrangement === 'rows' ? 36 : 42}
    @position-change=${(event: Event) => event.stopPropagation()}
  >
    <div slot="start" class="whole">${list}</div>
    <div slot="end" class="whole">${chosen ?? html`<p class="empty">${hint}</p>`}</div>
  </mr-split>`
}
