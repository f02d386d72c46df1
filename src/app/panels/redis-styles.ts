import { css } from 'lit'

export const redisStyles = css`
  .databases {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1);
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
