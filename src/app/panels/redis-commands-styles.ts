import { css } from 'lit'

export const commandsStyles = css`
  :host {
    flex-direction: column;
    min-height: 0;
    container-type: inline-size;
    font-size: var(--size-small);
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-1);
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--rule);
  }
  .bar .button {
    min-height: 1.75rem;
    font-size: var(--size-small);
  }
  .lines {
    flex: 1;
    min-height: 0;
    overflow: auto;
    font-family: var(--font-code);
    line-height: 1.35rem;
  }
  .lines:focus-visible {
    outline-offset: -2px;
  }
  .chunk {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 137.5rem;
  }
  .line {
    display: flex;
    gap: var(--space-2);
    padding: 0 var(--space-3);
    border-block-end: 1px solid color-mix(in srgb, var(--rule), transparent 60%);
  }
  .time {
    flex: none;
    width: 3rem;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .client {
    flex: none;
    max-width: 8rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .what {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .reply {
    color: var(--ink-soft);
  }
  .reply.error {
    color: var(--stamp);
  }
  .reply.text,
  .reply.list {
    color: var(--code-string);
  }
  .reply.integer {
    color: var(--code-number);
  }
  .waited {
    padding-inline: 0.375rem;
    border-radius: 1rem;
    background: var(--info-tint);
    color: var(--info);
    white-space: nowrap;
  }
  .aside {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-style: italic;
  }
  .empty {
    margin: 0;
    padding: var(--space-3) var(--space-4);
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-size: var(--size-code);
  }
  @container (max-width: 24rem) {
    .line {
      flex-wrap: wrap;
      gap: 0 var(--space-2);
    }
    .what {
      flex-basis: 100%;
    }
    .time {
      width: auto;
    }
  }
`
