import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { LanguageClient } from '../../compiler/language-client.ts'
import type { Diagnostic, Place, SourceFile } from '../../wire/program.ts'
import '../editor/editor.ts'
import type { MrEditor } from '../editor/editor.ts'
import '../shell/tabs.ts'
import type { TabChange } from '../shell/tabs.ts'
import { exerciseFile } from '../../checker/step-files.ts'

/**
 * `<mr-code>`: the editor with a tab for the exercise and each file given with the step.
 *
 *     html`<mr-code .scope=${lesson.id} .text=${text} .files=${lesson.files} .diagnostics=${[]} .language=${client}></mr-code>`
 */
@customElement('mr-code')
export class MrCode extends LitElement {
  static override readonly styles = css`
    :host {
      display: flex;
      min-height: 0;
    }
    mr-tabs {
      flex: 1;
    }
    mr-editor {
      flex: 1;
    }
  `

  /** Whose files these are: the step's id. */
  @property({ attribute: false }) scope = ''
  @property({ attribute: false }) text = ''
  @property({ attribute: false }) files: readonly SourceFile[] = []
  @property({ attribute: false }) diagnostics: readonly Diagnostic[] = []
  @property({ attribute: false }) language: LanguageClient | null = null
  /** Where a replayed run stands: that file is shown, and its line marked. */
  @property({ attribute: false }) mark: { readonly file: string; readonly line: number } | null = null
  @state() private shown: string = exerciseFile
  @query('mr-editor') private editor!: MrEditor

  override render(): TemplateResult {
    const given = this.files.find(({ name }) => name === this.shown)
    const tabs = [
      { id: exerciseFile, label: exerciseFile },
      ...this.files.map(({ name }) => ({ id: name, label: name, badge: 'read-only' })),
    ]
    return html`<mr-tabs label="Files" .tabs=${tabs} .selected=${this.shown} @tab-change=${this.#choose}>
      <mr-editor
        .scope=${this.scope}
        .file=${this.shown}
        .text=${given?.text ?? this.text}
        .isReadOnly=${given !== undefined}
        .diagnostics=${this.diagnostics}
        .language=${this.language}
        .mark=${this.mark?.file === this.shown ? this.mark.line : null}
        .label=${given ? `${given.name}, read-only` : 'Your code, exercise.ts'}
      ></mr-editor>
    </mr-tabs>`
  }

  override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('scope')) this.shown = exerciseFile
    if (!changes.has('mark')) return
    const file = this.mark?.file ?? (changes.get('mark') ? exerciseFile : this.shown)
    if (file === exerciseFile || this.files.some(({ name }) => name === file)) this.shown = file
  }

  override focus(): void {
    this.editor.focus()
  }

  /** Shows a place, in whichever of the step's files it is; false if it is in none. */
  async reveal({ file, line, column }: Place): Promise<boolean> {
    if (file !== exerciseFile && !this.files.some(({ name }) => name === file)) return false
    this.shown = file
    await this.updateComplete
    await this.editor.updateComplete
    this.editor.reveal(line, column)
    return true
  }

  readonly #choose = (event: TabChange): void => {
    event.stopPropagation()
    this.shown = event.id
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-code': MrCode
  }
}
