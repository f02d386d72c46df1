import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { EditorState, Prec, type Extension } from '@codemirror/state'
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type KeyBinding,
} from '@codemirror/view'
import { editorTheme } from './editor-theme.ts'

/** How long Tab leaves the editor after Escape; any other key ends it sooner. */
const tabLeavesMs = 10 * 60_000

/** Escape must prepare for Tab whatever else it closes, and for longer than CodeMirror's own two seconds. */
const escapeThenTab: Extension = [
  Prec.highest(
    keymap.of([
      {
        key: 'Escape',
        run: (view) => {
          view.setTabFocusMode(tabLeavesMs)
          return false
        },
      },
    ]),
  ),
  Prec.lowest(keymap.of([{ key: 'Escape', run: () => true }])),
]

/** Ctrl+Enter belongs to the page: it runs the program. */
const pageKeys: readonly (string | undefined)[] = ['Mod-Enter']

const editorKeys: readonly KeyBinding[] = [
  ...defaultKeymap.filter(({ key }) => !pageKeys.includes(key)),
  ...historyKeymap,
  indentWithTab,
]

/** All one needs to type: small, so that it is there at once. The rest comes with `EditorParts`. */
export const editorSetup: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  indentOnInput(),
  bracketMatching(),
  EditorState.tabSize.of(2),
  EditorView.lineWrapping,
  editorTheme,
  escapeThenTab,
  keymap.of(editorKeys),
]

/** A file that can be read, selected and copied; phones show no keyboard for it. */
export function readOnlySetup(isReadOnly: boolean): Extension {
  if (!isReadOnly) return []
  return [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ inputmode: 'none' })]
}
