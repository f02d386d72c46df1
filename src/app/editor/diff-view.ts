import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { codeColours } from './code-colours.ts'
import { readOnlySetup } from './editor-setup.ts'
import { editorTheme } from './editor-theme.ts'

interface DiffSubject {
  readonly beforeText: string
  readonly afterText: string
  readonly beforeLabel: string
  readonly afterLabel: string
}

/** Signs besides colours say which lines go and which come; CodeMirror's own colours are written over. */
const diffTheme = EditorView.theme({
  '&': { height: 'auto' },
  '.cm-changeGutter': { width: '1.4em', padding: '0', textAlign: 'center', fontWeight: 'bold' },
  '&.cm-merge-a .cm-changedLine, & .cm-deletedChunk': { backgroundColor: 'var(--stamp-tint)' },
  '&.cm-merge-b .cm-changedLine, & .cm-inlineChangedLine': { backgroundColor: 'var(--good-tint)' },
  '&.cm-merge-a .cm-changedText, & .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'underline 2px var(--stamp)',
    textUnderlineOffset: '3px',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline 2px var(--good)',
    textUnderlineOffset: '3px',
  },
  '.cm-insertedLine, .cm-deletedLine': { textDecoration: 'none' },
  '.cm-deletedChunk': { paddingLeft: 'var(--space-2)' },
  '&.cm-merge-a .cm-changedLineGutter, & .cm-deletedLineGutter': {
    background: 'none',
    color: 'var(--stamp)',
  },
  '&.cm-merge-b .cm-changedLineGutter, & .cm-inlineChangedLineGutter': {
    background: 'none',
    color: 'var(--good)',
  },
  '&.cm-merge-a .cm-changedLineGutter::before, & .cm-deletedLineGutter::before': { content: '"−"' },
  '&.cm-merge-b .cm-changedLineGutter::before, & .cm-inlineChangedLineGutter::before': { content: '"+"' },
})

const paneSetup = (label: string): Extension => [
  codeColours,
  editorTheme,
  diffTheme,
  lineNumbers(),
  EditorState.tabSize.of(2),
  EditorView.lineWrapping,
  readOnlySetup(true),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
]

/** Draws two texts side by side; returns what takes them away again. */
export function drawSideBySide(parent: HTMLElement, root: ShadowRoot, subject: DiffSubject): () => void {
  const view = new MergeView({
    parent,
    root,
    a: { doc: subject.beforeText, extensions: paneSetup(subject.beforeLabel) },
    b: { doc: subject.afterText, extensions: paneSetup(subject.afterLabel) },
  })
  return () => view.destroy()
}

/** Draws one text with what it replaces above each change; returns what takes it away again. */
export function drawUnified(parent: HTMLElement, root: ShadowRoot, subject: DiffSubject): () => void {
  const label = `${subject.afterLabel}, and what it replaces of ${subject.beforeLabel}`
  const view = new EditorView({
    parent,
    root,
    doc: subject.afterText,
    extensions: [
      paneSetup(label),
      unifiedMergeView({ original: subject.beforeText, mergeControls: false, gutter: true }),
    ],
  })
  return () => view.destroy()
}
