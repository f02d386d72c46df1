import { syntaxHighlighting } from '@codemirror/language'
import { typescriptLanguage } from '@codemirror/lang-javascript'
import type { Extension } from '@codemirror/state'
import { codeHighlighter } from './highlight.ts'

/** TypeScript's grammar and its colours, for whatever shows code. */
export const codeColours: Extension = [typescriptLanguage, syntaxHighlighting(codeHighlighter)]
