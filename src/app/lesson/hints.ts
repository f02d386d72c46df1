import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import './lesson-text.ts'
import { asks } from './step-events.ts'

/**
 * `<mr-hints>`: help below the text, one hint at a time, and the solution once they are read.
 *
 *     html`<mr-hints .hints=${lesson.hints} .shown=${1} .canCompare=${false}></mr-hints>`
 */
@customElement('mr-hints')
export class MrHints extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
      }
      h2 {
        margin: 0 0 var(--space-2);
        font-family: var(--font-title);
        font-size: var(--size-lead);
        font-weight: 600;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        margin-block-end: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-inline-start: 4px solid var(--info);
        border-radius: var(--radius);
        background: var(--info-tint);
      }
      li:focus {
        outline: none;
      }
      h3 {
        margin: 0 0 var(--space-1);
        color: var(--info);
        font-size: var(--size-small);
        font-weight: 600;
      }
      p {
        margin: 0 0 var(--space-3);
        color: var(--ink-soft);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ]

  @property({ attribute: false }) hints: readonly string[] = []
  @property({ attribute: false }) shown = 0
  /** The solution may be looked at before all hints are read: the step is passed, or it was seen already. */
  @property({ attribute: false }) canCompare = false

  override render(): TemplateResult {
    const { hints, shown } = this
    const hasMore = shown < hints.length
    return html`<h2>Stuck?</h2>
      ${shown === 0 ? html`<p>Hints come one at a time, each a little nearer to the answer.</p>` : nothing}
      <ol>
        ${hints.slice(0, shown).map(
          (hint, at) =>
            html`<li tabindex="-1">
              <h3>Hint ${at + 1} of ${hints.length}</h3>
              <mr-lesson-text .html=${hint}></mr-lesson-text>
            </li>`,
        )}
      </ol>
      <div class="buttons">
        ${
          hasMore
            ? html`<button class="button" type="button" @click=${this.#showNext}>
                Show hint ${shown + 1} of ${hints.length}
              </button>`
            : nothing
        }
        ${
          !hasMore || this.canCompare
            ? html`<button class="button" type="button" @click=${asks('open-solution')}>
                Compare with the solution
              </button>`
            : nothing
        }
      </div>`
  }

  /** The focus goes on to the new hint, so that it is read out and the button is one Tab away. */
  readonly #showNext = async (event: Event): Promise<void> => {
    asks('show-hint')(event)
    const next = this.shown
    // The owner answers with another `shown`; until then there is nothing to focus.
    await new Promise(requestAnimationFrame)
    await this.updateComplete
    this.renderRoot.querySelectorAll('li')[next]?.focus()
  }
}
