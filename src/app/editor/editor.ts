import { isolateHistory } from '@codemirror/commands'
import { Annotation, EditorState, Transaction, type StateEffect } from '@codemirror/state'
import { EditorView, type ViewUpdate } from '@codemirror/view'
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { LanguageClient } from '../../compiler/language-client.ts'
import type { Diagnostic } from '../../wire/program.ts'
import { codeStyles } from './code-styles.ts'
import { ProblemsChange, TextChange } from './editor-events.ts'
import { EditorParts } from './editor-parts.ts'
import { changeBetween, mergeProblems, offsetOf, type TextReplacement } from './positions.ts'
import { TypeCheck } from './type-check.ts'

export { ProblemsChange, TextChange } from './editor-events.ts'

/** Marks a change that the page made, not the learner. */
const fromOutside = Annotation.define<true>()

const normalised = (text: string): string => text.replace(/\r\n?/g, '\n')

/**
 * A file of a step, editable or read-only, with squiggles, completions and signatures.
 *
 *     <mr-editor .file=${'exercise.ts'} .text=${text} .language=${language} label="exercise.ts"
 *       @text-change=${(event: TextChange) => save(event.text)}></mr-editor>
 *
 * Each file keeps its undo history, cursor and scroll position while another one is shown; another `scope` forgets them.
 */
@customElement('mr-editor')
export class MrEditor extends LitElement {
  static override styles = [
    codeStyles,
    css`
      :host {
        display: block;
        position: relative;
        min-height: 0;
        overflow: hidden;
        font-size: var(--size-code);
      }
      /* Phones zoom into what is smaller when it is tapped. */
      @media (pointer: coarse) {
        :host {
          font-size: max(16px, var(--size-code));
        }
      }
      .editor {
        height: 100%;
      }
      .keys {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
    `,
  ]

  /** Name of the file shown: `exercise.ts`. */
  @property() file = 'exercise.ts'
  /** Whose files these are, a step's id: with another one, all histories begin anew. */
  @property() scope = ''
  @property({ type: Boolean, attribute: 'readonly', reflect: true }) isReadOnly = false
  /** Problems found elsewhere: by the compiler, by a run. */
  @property({ attribute: false }) diagnostics: readonly Diagnostic[] = []
  @property({ attribute: false }) language: LanguageClient | null = null
  /** Line of this file at which a replayed run stands. */
  @property({ attribute: false }) mark: number | null = null
  /** What a screen reader calls the editor. */
  @property() label = 'Code'

  @query('.editor') private readonly parent!: HTMLElement

  #text = ''
  #view: EditorView | null = null
  #checked: readonly Diagnostic[] = []
  readonly #stored = new Map<string, { state: EditorState; scroll: StateEffect<unknown> | null }>()
  readonly #parts = new EditorParts(
    {
      hover: async (offset) => this.#asked()?.hover(this.file, offset) ?? null,
      complete: async (offset) => this.#asked()?.complete(this.file, offset) ?? null,
    },
    () => {
      this.#view?.dispatch({ effects: this.#parts.effects(this) })
      this.#draw()
    },
  )
  readonly #typeCheck = new TypeCheck((problems) => {
    this.#checked = problems
    this.#draw()
    this.dispatchEvent(new ProblemsChange(problems))
  })

  /** The text shown. Setting another one is a single change that can be undone; no `TextChange` tells of it. */
  @property({ attribute: false })
  get text(): string {
    return this.#text
  }
  set text(text: string) {
    const old = this.#text
    this.#text = normalised(text)
    this.requestUpdate('text', old)
  }

  /** Puts the cursor at a place (counted from 1; the nearest one there is), shows it and focuses the editor. */
  reveal(line: number, column = 1): void {
    const view = this.#view
    if (!view) return void this.updateComplete.then(() => this.#view && this.reveal(line, column))
    const anchor = offsetOf(view.state.doc, line, column)
    view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    view.focus()
  }

  override focus(): void {
    if (this.#view) this.#view.focus()
    else void this.updateComplete.then(() => this.#view?.focus())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#typeCheck.connect(this.language)
    // Moved to another place in the page: what was shown comes back.
    if (this.hasUpdated) this.#show(this.file)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#typeCheck.connect(null)
    this.#store(this.file)
    this.#view?.destroy()
    this.#view = null
  }

  protected override render(): TemplateResult {
    return html`<div class="editor" @focusin=${this.#loadAll}></div>
      <p class="keys" id="keys">
        Tab indents; Escape, then Tab leaves the editor. F8 goes to the next problem, Shift+F8 to the one
        before. F2 tells about the word at the cursor.
      </p>`
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('scope')) this.#stored.clear()
    if (!this.isConnected) return
    if (changed.has('scope')) {
      this.#show(this.file)
    } else if (changed.has('file') || !this.#view) {
      if (this.#view) this.#store(changed.get('file') ?? this.file)
      this.#show(this.file)
    } else if (changed.has('text')) {
      this.#replace(this.#view)
    }
    if (changed.has('isReadOnly') || changed.has('label'))
      this.#view?.dispatch({ effects: this.#parts.effects(this) })
    if (changed.has('diagnostics')) this.#draw()
    if (changed.has('mark')) void this.#drawMark()
    if (changed.has('language')) this.#typeCheck.connect(this.language)
  }

  #store(file: string): void {
    if (this.#view) this.#stored.set(file, { state: this.#view.state, scroll: this.#view.scrollSnapshot() })
  }

  #show(file: string): void {
    const stored = this.#stored.get(file)
    // A state that was away may not know what came meanwhile.
    const state = stored?.state.update({ effects: this.#parts.effects(this) }).state ?? this.#newState()
    if (this.#view) this.#view.setState(state)
    else this.#view = new EditorView({ state, parent: this.parent, root: this.shadowRoot ?? document })
    if (stored?.scroll) this.#view.dispatch({ effects: stored.scroll })
    this.#replace(this.#view)
    this.#checked = []
    this.#draw()
    if (this.mark !== null) void this.#drawMark()
    this.#typeCheck.look({ name: file, text: this.#text })
    void this.#parts.loadColours()
    requestIdle(() => this.#loadAll())
  }

  #newState(): EditorState {
    return EditorState.create({
      doc: this.#text,
      extensions: [
        this.#parts.extensions(this),
        EditorView.updateListener.of((update) => this.#changed(update)),
      ],
    })
  }

  /** The type checker, told of the text the question is about. */
  #asked(): LanguageClient | null {
    this.language?.updateFile({ name: this.file, text: this.#text })
    return this.language
  }

  #replace(view: EditorView): void {
    const before = view.state.doc.toString()
    if (before === this.#text) return
    const changes = changeBetween(before, this.#text)
    view.dispatch({
      changes,
      ...keptCursor(view.state, changes),
      annotations: [fromOutside.of(true), isolateHistory.of('full'), Transaction.userEvent.of('replace')],
    })
  }

  #changed(update: ViewUpdate): void {
    if (!update.docChanged) return
    this.#text = update.state.doc.toString()
    this.#typeCheck.look({ name: this.file, text: this.#text })
    if (
      update.transactions.some(
        (transaction) => transaction.docChanged && !transaction.annotation(fromOutside),
      )
    )
      this.dispatchEvent(new TextChange(this.#text))
  }

  #draw(): void {
    const view = this.#view
    const problems = mergeProblems(this.file, this.diagnostics, this.#checked)
    const { drawProblems } = this.#parts
    if (view && drawProblems) view.dispatch(drawProblems(view.state, problems))
    else if (problems.length > 0) void this.#parts.loadHelp()
  }

  /** Nobody replays a run before there was one: its code comes when it is needed. */
  async #drawMark(): Promise<void> {
    const { markLine } = await import('./line-mark.ts')
    if (this.#view) markLine(this.#view, this.mark)
  }

  #loadAll(): void {
    void this.#parts.loadColours()
    void this.#parts.loadHelp()
  }
}

/** A cursor whose surroundings are replaced stays at its line and column; any other one moves along with its text. */
function keptCursor(state: EditorState, changes: TextReplacement): { selection?: { anchor: number } } {
  const { head } = state.selection.main
  if (head <= changes.from || head >= changes.to) return {}
  const line = state.doc.lineAt(head)
  const after = state.changes(changes).apply(state.doc)
  return { selection: { anchor: offsetOf(after, line.number, head - line.from + 1) } }
}

/** When the browser has nothing better to do; soon, where it cannot tell (Safari). */
function requestIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: 2000 })
  else setTimeout(callback, 200)
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-editor': MrEditor
  }
}
