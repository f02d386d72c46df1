import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'

const setLine = StateEffect.define<number | null>()

const line = Decoration.line({ class: 'cm-stage-line', attributes: { 'aria-current': 'step' } })

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setLine)) return decorate(transaction.state, effect.value)
    return marks.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

const theme = EditorView.theme({
  '.cm-stage-line': {
    backgroundColor: 'var(--stamp-tint)',
    boxShadow: 'inset 3px 0 var(--stamp)',
  },
})

/** Marks the line at which a replayed run stands, and shows it; null: none. The cursor and the focus stay where they are. */
export function markLine(view: EditorView, number: number | null): void {
  const isNew = view.state.field(marked, false) === undefined
  if (isNew && number === null) return
  const place = number === null ? null : lineAt(view.state, number)
  view.dispatch({
    effects: [
      ...(isNew ? [StateEffect.appendConfig.of([marked, theme])] : []),
      setLine.of(number),
      ...(place ? [EditorView.scrollIntoView(place.from, { y: 'nearest', yMargin: 48 })] : []),
    ],
  })
}

function decorate(state: EditorState, number: number | null): DecorationSet {
  const place = number === null ? null : lineAt(state, number)
  return place ? Decoration.set([line.range(place.from)]) : Decoration.none
}

/** The text may have been shortened since the run. */
function lineAt({ doc }: EditorState, number: number): { readonly from: number } | null {
  return number >= 1 && number <= doc.lines ? doc.line(number) : null
}
