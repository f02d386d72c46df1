import { css } from 'lit'

/** What the panels beside the editor have in common: their frame, the bar above, and numbers in its buttons. */
export const frameStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--paper-raised);
    container-type: size;
  }
  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--rule);
    font-size: var(--size-small);
  }
  .bar .button {
    min-height: 1.75rem;
    padding-inline: var(--space-2);
    font-size: var(--size-small);
    font-weight: 400;
  }
  .bar .button[aria-pressed='true'] {
    box-shadow: inset 0 -2px var(--stamp);
    font-weight: 600;
  }
  .number {
    min-width: 1.25rem;
    padding-inline: 0.25rem;
    border: 1px solid var(--rule-strong);
    border-radius: 1rem;
    font-size: 0.75rem;
    font-weight: 400;
    line-height: 1.1rem;
  }
`

/** The field in a bar that searches in what is below it. */
export const searchField = css`
  input[type='search'] {
    flex: 1;
    min-width: 0;
    min-height: 1.75rem;
    padding: 0 var(--space-2);
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  input::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
`
