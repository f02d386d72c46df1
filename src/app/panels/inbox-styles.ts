import { css } from 'lit'

export const inboxStyles = css`
  .bar {
    gap: var(--space-1);
  }
  .back .button {
    min-height: 1.75rem;
    padding-inline: var(--space-2);
    font-size: var(--size-small);
    font-weight: 400;
  }
  .parts {
    display: flex;
    flex: 1;
    gap: var(--space-1);
  }
  .parts .button:last-child {
    margin-inline-start: auto;
  }
  .on {
    border-color: currentcolor;
    color: var(--warn);
    font-weight: 600;
  }
  input[type='search'] {
    flex-basis: 8rem;
  }
  .count {
    color: var(--ink-soft);
  }
  mr-split,
  .whole,
  mr-inbox-list,
  mr-inbox-message,
  mr-inbox-dialogue,
  mr-inbox-faults {
    flex: 1;
    min-height: 0;
  }
  .whole {
    display: flex;
    flex-direction: column;
  }
  .back {
    flex: none;
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--rule);
    background: var(--paper-sunken);
  }
  .empty {
    max-width: 34rem;
    margin: 0;
    padding: var(--space-3) var(--space-4);
    color: var(--ink-soft);
    font-size: var(--size-code);
  }
  .empty code {
    color: var(--ink);
    font-family: var(--font-code);
  }
`
