import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'

/**
 * A page that is not there: a heading, what happened, and in its slots what to do (`actions`) and more (default).
 *
 *     <mr-message-page heading="This step could not be loaded" reason="…"><button slot="actions">…</button></mr-message-page>
 */
@customElement('mr-message-page')
export class MrMessagePage extends LitElement {
  @property() heading = ''
  @property() reason = ''

  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
        max-width: 52rem;
        margin-inline: auto;
        padding: clamp(1.5rem, 5vw, 4rem) clamp(1rem, 4vw, 3rem) var(--space-6);
      }
      .slip {
        padding: 0 0 var(--space-5);
        border-bottom: 3px double var(--rule-strong);
      }
      .stamped {
        display: inline-block;
        margin: 0 0 var(--space-4);
        padding: var(--space-1) var(--space-3);
        border: 2px solid var(--stamp);
        border-radius: var(--radius);
        color: var(--stamp);
        font-size: var(--size-small);
        font-weight: 700;
        letter-spacing: 0.08em;
        text-transform: uppercase;
        rotate: -2deg;
      }
      h1 {
        margin: 0 0 var(--space-3);
        font-family: var(--font-title);
        font-size: var(--size-title);
        font-weight: 600;
        line-height: 1.2;
        overflow-wrap: anywhere;
      }
      h1:focus {
        outline: none;
      }
      p {
        max-width: 62ch;
        margin: 0 0 var(--space-4);
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      .more {
        margin-top: var(--space-5);
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`
      <div class="slip">
        <p class="stamped">Return to sender</p>
        <h1 tabindex="-1">${this.heading}</h1>
        <p>${this.reason}</p>
        <div class="actions"><slot name="actions"></slot></div>
      </div>
      <div class="more"><slot></slot></div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-message-page': MrMessagePage
  }
}
