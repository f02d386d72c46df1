import { EditorView } from '@codemirror/view'

/**
 * The editor in paper and ink. Its colours are the page's tokens, which follow the theme on their own, so there is one
 * theme for both and CodeMirror's light and dark defaults are all written over.
 */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--paper-raised)', fontSize: 'inherit' },
  // Above the gutters, which would hide an outline's left side.
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '300',
    border: '2px solid var(--focus)',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: 'var(--space-2) 0' },
  '.cm-line': { padding: '0 var(--space-3) 0 var(--space-2)' },
  '.cm-gutters': {
    color: 'var(--code-comment)',
    backgroundColor: 'var(--paper-raised)',
    border: 'none',
    borderInlineEnd: '1px solid var(--rule)',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 var(--space-2) 0 var(--space-1)', minWidth: '2.2em' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--paper-sunken) 55%, transparent)' },
  '.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'var(--paper-sunken)' },
  '.cm-content ::selection': { backgroundColor: 'color-mix(in srgb, var(--focus) 30%, transparent)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--info-tint)',
    outline: '1px solid var(--info)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'var(--stamp-tint)',
    outline: '1px solid var(--stamp)',
  },
  '.cm-specialChar': { color: 'var(--stamp)' },
})
