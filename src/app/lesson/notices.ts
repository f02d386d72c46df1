import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'
import type { Replaced, SaveState } from '../session/step-snapshot.ts'
import { asks } from './step-events.ts'

/**
 * `<mr-notices>`: what happened to the text and can be undone or has to be decided. Stands in the flow, above the code,
 * and is read out; it never takes the focus.
 *
 *     html`<mr-notices .replaced=${replaced} .save=${save}></mr-notices>`
 */
@customElement('mr-notices')
export class MrNotices extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
        flex: none;
        font-size: var(--size-code);
      }
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-1) var(--space-3);
        border-block-end: 1px solid var(--rule);
        background: var(--info-tint);
      }
      .notice.warning {
        padding-block: var(--space-2);
        background: var(--warn-tint);
      }
      p {
        flex: 1;
        min-width: 14rem;
        margin: 0;
      }
    `,
  ]

  @property({ attribute: false }) replaced: Replaced | null = null
  @property({ attribute: false }) save: SaveState = { kind: 'saved' }
  /** Something that did not work, in words for the learner. */
  @property({ attribute: false }) failure = ''

  override render(): TemplateResult {
    return html`<div role="status">
      ${this.failure ? html`<div class="notice warning"><p>${this.failure}</p></div>` : nothing}
      ${this.#renderConflict()} ${this.replaced ? renderReplaced(this.replaced) : nothing}
    </div>`
  }

  #renderConflict(): TemplateResult | typeof nothing {
    if (this.save.kind !== 'conflict') return nothing
    return html`<div class="notice warning">
      <p>
        <strong>This step was changed in another tab.</strong> Which text should stay? The other one is kept
        in History. Nothing more is saved here until you choose.
      </p>
      <button class="button" type="button" @click=${asks('keep-mine')}>Keep mine</button>
      <button class="button" type="button" @click=${asks('take-theirs')}>Take the other</button>
    </div>`
  }
}

function renderReplaced({ reason }: Replaced): TemplateResult {
  return html`<div class="notice">
    <p>${replacedWords[reason]}</p>
    <button class="button" type="button" @click=${asks('undo-replace')}>Undo</button>
    <button
      class="button quiet"
      type="button"
      aria-label="Dismiss this notice"
      @click=${asks('dismiss-replaced')}
    >
      ×
    </button>
  </div>`
}

const replacedWords: { readonly [R in Replaced['reason']]: string } = {
  reset: 'Back at the start.',
  solution: 'Solution taken.',
  restore: 'Earlier text restored.',
  merge: 'The other tab’s text taken.',
  import: 'Imported.',
  undo: 'Undone.',
  edit: 'Changed.',
}
