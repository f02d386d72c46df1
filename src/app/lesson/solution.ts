import { html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import '../editor/diff.ts'
import { controls } from '../shared-styles.ts'
import '../shell/sheet.ts'
import type { MrSheet } from '../shell/sheet.ts'
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
  @query('mr-sheet') private readonly sheet!: MrSheet

  override render(): TemplateResult {
    const isSame = this.mine === this.solution
    return html`<mr-sheet heading="One way to solve it" wide @close=${asks('close-dialog')}>
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
        <button class="button" type="button" @click=${() => this.sheet.close()}>Back to my code</button>
        <button class="button primary" type="button" ?disabled=${isSame} @click=${this.#take}>Take it</button>
      </div>
    </mr-sheet>`
  }

  protected override firstUpdated(): void {
    void this.sheet.updateComplete.then(() => this.sheet.show())
  }

  readonly #take = (event: Event): void => {
    asks('take-solution')(event)
    this.sheet.close()
  }
}
