import { css } from 'lit'

export const panelStyles = css`
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
  .databases {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1);
  }
  .databases .button[aria-pressed='true'] {
    box-shadow: inset 0 -2px var(--stamp);
    font-weight: 600;
  }
  .size {
    min-width: 1.25rem;
    padding-inline: 0.25rem;
    border: 1px solid var(--rule-strong);
    border-radius: 1rem;
    font-size: 0.75rem;
    font-weight: 400;
    line-height: 1.1rem;
  }
  select {
    width: 2.75rem;
    min-height: 1.75rem;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink-soft);
    font: inherit;
  }
  .data {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
    margin-inline-start: auto;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-height: 1.5rem;
    color: var(--ink-soft);
    cursor: pointer;
  }
  input {
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--stamp-fill);
  }
  mr-split,
  mr-tabs {
    flex: 1;
  }
  mr-redis-keys,
  mr-redis-commands,
  mr-redis-clients {
    flex: 1;
  }
  mr-redis-prompt {
    flex: none;
    max-height: 55%;
  }
  @container (max-width: 36rem) {
    .long {
      display: none;
    }
  }
`
