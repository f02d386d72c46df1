import { html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import '../editor/diff.ts'
import { controls } from '../shared-styles.ts'
import { dialogStyles } from './dialog-styles.ts'
import { asks } from './step-events.ts'

/**
 * `<mr-solution>`: the solution beside one's own code, in a modal dialog that is open from the start.
 *
 *     html`<mr-solution .mine=${text} .solution=${lesson.solution}></mr-solution>`
 */
@customElement('mr-solution')
export class MrSolution extends LitElement {
  static override readonly styles = [controls, dialogStyles]

  @property({ attribute: false }) mine = ''
  @property({ attribute: false }) solution = ''
  @query('dialog') private dialog!: HTMLDialogElement

  override render(): TemplateResult {
    const isSame = this.mine === this.solution
    return html`<dialog aria-labelledby="heading" @close=${asks('close-dialog')}>
      <div class="head">
        <h2 id="heading">One way to solve it</h2>
        <button
          class="button quiet close"
          type="button"
          aria-label="Close"
          @click=${() => this.dialog.close()}
        >
          ×
        </button>
      </div>
      <mr-diff
        .beforeText=${this.mine}
        .afterText=${this.solution}
        beforeLabel="Your code"
        afterLabel="The solution"
      ></mr-diff>
      <div class="foot">
        <p>
          ${isSame ? 'Your code is the same.' : 'Yours may differ and be just as right. Taking it replaces your text; you can undo that, and History keeps yours.'}
        </p>
        <button class="button" type="button" @click=${() => this.dialog.close()}>Back to my code</button>
        <button class="button primary" type="button" ?disabled=${isSame} @click=${this.#take}>Take it</button>
      </div>
    </dialog>`
  }

  protected override firstUpdated(): void {
    this.dialog.showModal()
  }

  readonly #take = (event: Event): void => {
    asks('take-solution')(event)
    this.dialog.close()
  }
}
