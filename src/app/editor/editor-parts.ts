import { Compartment, type Extension, type StateEffect } from '@codemirror/state'
import { EditorView, gutter } from '@codemirror/view'
import type { LanguageQuestions } from './editor-help.ts'
import { editorSetup, readOnlySetup } from './editor-setup.ts'

type EditorHelp = typeof import('./editor-help.ts')

export interface EditorSettings {
  readonly isReadOnly: boolean
  readonly label: string
}

const colours = new Compartment()
const help = new Compartment()
const readOnly = new Compartment()
const labels = new Compartment()

/** Keeps the room of the problem markers free, so that the text does not jump when they come. */
const helpToCome = gutter({ class: 'cm-gutter-lint' })

/**
 * What an editor is made of: the little one needs to type, at once, and what is fetched afterwards. States that were
 * made before something came are brought up to date by `effects`.
 */
export class EditorParts {
  readonly #questions: LanguageQuestions
  readonly #arrived: () => void
  #colours: Extension = []
  #help: Extension = helpToCome
  #draw: EditorHelp['drawProblems'] | null = null
  readonly #isComing = { colours: false, help: false }

  /** `arrived` is called whenever a part has come and the editor should take up `effects`. */
  constructor(questions: LanguageQuestions, arrived: () => void) {
    this.#questions = questions
    this.#arrived = arrived
  }

  /** Draws squiggles; null until the help has come. */
  get drawProblems(): EditorHelp['drawProblems'] | null {
    return this.#draw
  }

  extensions({ isReadOnly, label }: EditorSettings): Extension {
    return [
      editorSetup,
      colours.of(this.#colours),
      help.of(this.#help),
      readOnly.of(readOnlySetup(isReadOnly)),
      labels.of(labelled(label)),
    ]
  }

  effects({ isReadOnly, label }: EditorSettings): StateEffect<unknown>[] {
    return [
      colours.reconfigure(this.#colours),
      help.reconfigure(this.#help),
      readOnly.reconfigure(readOnlySetup(isReadOnly)),
      labels.reconfigure(labelled(label)),
    ]
  }

  /** Fetches the colours of the code: 40 kB that one can type without for a moment. */
  loadColours(): Promise<void> {
    return this.#load('colours', async () => {
      this.#colours = (await import('./code-colours.ts')).codeColours
    })
  }

  /** Fetches completions, signatures, squiggles and search. */
  loadHelp(): Promise<void> {
    return this.#load('help', async () => {
      const { editorHelp, drawProblems } = await import('./editor-help.ts')
      this.#help = editorHelp(this.#questions)
      this.#draw = drawProblems
    })
  }

  async #load(part: 'colours' | 'help', load: () => Promise<void>): Promise<void> {
    if (this.#isComing[part]) return
    this.#isComing[part] = true
    try {
      await load()
    } catch {
      // One can type without it; who asks next tries again.
      this.#isComing[part] = false
      return
    }
    this.#arrived()
  }
}

function labelled(label: string): Extension {
  // What can be edited takes the focus anyway; `tabindex` says so to those who read the attributes only.
  return EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': 'keys', tabindex: '0' })
}
