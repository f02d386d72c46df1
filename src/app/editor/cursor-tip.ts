import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { closeHoverTooltips, EditorView, hasHoverTooltips, showTooltip, type Tooltip } from '@codemirror/view'

const setTip = StateEffect.define<Tooltip | null>()

/** What the keyboard asked for about the word at the cursor; gone as soon as the cursor moves or the text changes. */
const tipField = StateField.define<Tooltip | null>({
  create: () => null,
  update(tip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTip)) return effect.value
    return transaction.docChanged || transaction.selection ? null : tip
  },
  provide: (field) => showTooltip.from(field),
})

export const cursorTip: Extension = tipField

/** A signature as a tooltip's content. */
export function signature(text: string): HTMLElement {
  const element = document.createElement('div')
  element.className = 'cm-signature'
  element.textContent = text
  return element
}

/** Shows a text above the cursor, and says it aloud. */
export function tellAt(view: EditorView, pos: number, text: string): void {
  const tip: Tooltip = { pos, above: true, create: () => ({ dom: signature(text) }) }
  view.dispatch({ effects: [setTip.of(tip), EditorView.announce.of(text)] })
}

/** Closes what the keyboard opened about a place; false if nothing was open. */
export function closeTips(view: EditorView): boolean {
  const { state } = view
  if (!hasTip(state) && !hasHoverTooltips(state)) return false
  view.dispatch({ effects: [setTip.of(null), closeHoverTooltips] })
  return true
}

const hasTip = (state: EditorState): boolean => state.field(tipField, false) !== null
