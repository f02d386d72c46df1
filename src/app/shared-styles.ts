import { css } from 'lit'

/**
 * Buttons, links and focus, the same in every element.
 *
 *     static override readonly styles = [controls, css`…`]
 *     html`<button class="button primary">Run</button>`
 *
 * `primary` is the one thing to do next, `quiet` has no outline until it is pointed at. A `<kbd>` in a button shows its key.
 */
export const controls = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  a {
    color: var(--stamp);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: 2rem;
    padding: var(--space-1) var(--space-3);
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
    font-size: var(--size-code);
    font-weight: 550;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  .button:hover {
    background: var(--paper-sunken);
    border-color: var(--ink-soft);
  }
  .button:active {
    translate: 0 1px;
  }
  .button.primary {
    border-color: var(--stamp-fill);
    background: var(--stamp-fill);
    color: var(--on-stamp);
  }
  .button.primary:hover {
    background: color-mix(in oklab, var(--stamp-fill), black 12%);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
    color: var(--ink-soft);
  }
  .button.quiet:hover,
  .button.quiet[aria-expanded='true'],
  .button.quiet[aria-pressed='true'] {
    background: var(--paper-sunken);
    color: var(--ink);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    border-color: var(--rule);
    border-style: dashed;
    background: none;
    color: var(--ink-soft);
    cursor: default;
    translate: none;
  }
  .button kbd {
    color: inherit;
    font-family: var(--font-code);
    font-size: 0.8em;
    font-weight: 400;
  }
  .visually-hidden:not(:focus, :active, :focus-within) {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .button,
    .button.quiet {
      border: 1px solid ButtonBorder;
    }
    .button.primary {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .button:disabled,
    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition-duration: 0s !important;
      animation-duration: 0s !important;
    }
  }
`
