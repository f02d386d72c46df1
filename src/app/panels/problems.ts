import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Diagnostic } from '../../wire/program.ts'
import { controls } from '../shared-styles.ts'
import { placeLink, placeStyles } from './place-link.ts'
import { visibleText } from './visible-text.ts'

/** Below so many there is nothing to skip; above, the first ones are the ones to mend. */
const mostShown = 30

const signs: { readonly [S in Diagnostic['severity']]: { readonly sign: string; readonly word: string } } = {
  error: { sign: '✕', word: 'Error' },
  warning: { sign: '▲', word: 'Warning' },
  info: { sign: 'i', word: 'Note' },
}

/**
 * `<mr-problems>`: what compiler and type checker say about the code, each with its place.
 *
 *     html`<mr-problems .problems=${diagnostics} note="Types are still loading."></mr-problems>`
 */
@customElement('mr-problems')
export class MrProblems extends LitElement {
  static override readonly styles = [
    controls,
    placeStyles,
    css`
      :host {
        display: block;
        overflow: auto;
        font-size: var(--size-code);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-4);
        border-block-end: 1px solid var(--rule);
      }
      .sign {
        flex: none;
        width: 1ch;
        font-weight: 700;
      }
      .error .sign {
        color: var(--stamp);
      }
      .warning .sign {
        color: var(--warn);
      }
      .info .sign {
        color: var(--info);
      }
      .message {
        display: block;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
        padding: var(--space-3) var(--space-4);
        color: var(--ink-soft);
      }
    `,
  ]

  @property({ attribute: false }) problems: readonly Diagnostic[] = []
  /** How far to trust the list: types may be loading, or off. */
  @property() note = ''

  override render(): TemplateResult {
    const hidden = this.problems.length - mostShown
    const list = html`<ul>
      ${this.problems.slice(0, mostShown).map(renderProblem)}
    </ul>`
    return html`${this.problems.length > 0 ? list : html`<p>No problems found.</p>`}
    ${hidden > 0 ? html`<p>And ${hidden} more. Mend the first ones: the others often go with them.</p>` : nothing}
    ${this.note ? html`<p>${this.note}</p>` : nothing}`
  }
}

function renderProblem(problem: Diagnostic): TemplateResult {
  const { sign, word } = signs[problem.severity]
  return html`<li class=${problem.severity}>
    <span class="sign" aria-hidden="true">${sign}</span>
    <span>
      ${placeLink(problem)} <span class="visually-hidden">${word}: </span
      ><span class="message">${visibleText(problem.message)}</span>
    </span>
  </li>`
}
