import { css } from 'lit'

export const consoleStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    font-size: var(--size-code);
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2);
    padding: var(--space-1) var(--space-2) var(--space-1) var(--space-4);
    border-block-end: 1px solid var(--rule);
  }
  .bar .button {
    min-height: 1.75rem;
    font-size: var(--size-small);
  }
  .status {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .trouble {
    background: var(--warn-tint);
  }
  .trouble .status {
    color: var(--ink);
  }
  .trouble .sign {
    color: var(--warn);
  }
  .lines {
    flex: 1;
    min-height: 0;
    overflow: auto;
    font-family: var(--font-code);
    line-height: 1.5rem;
  }
  .lines:focus-visible {
    outline-offset: -2px;
  }
  .chunk {
    content-visibility: auto;
  }
  /* Dimming waits a moment: while one types, the next result is there before it. Not by opacity: it has to stay legible. */
  .content {
    min-height: 100%;
  }
  :host([stale]) .content {
    background-color: var(--paper-sunken);
    color: var(--ink-soft);
    transition: 0.15s 0.3s;
    transition-property: color, background-color;
  }
  .line {
    display: flex;
    gap: 0.5rem;
    padding-inline: var(--space-3) var(--space-2);
    border-block-end: 1px solid color-mix(in srgb, var(--rule), transparent 60%);
  }
  .line[style] {
    padding-inline-start: calc(var(--space-3) + var(--indent) * 1.25rem);
    background: linear-gradient(var(--rule), var(--rule)) no-repeat
      calc(var(--space-3) + var(--indent) * 1.25rem - 0.4rem) 0 / 1px 100%;
  }
  .sign {
    flex: none;
    width: 1ch;
    font-weight: 700;
    text-align: center;
  }
  .values {
    flex: 1;
    min-width: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .count {
    flex: none;
    align-self: start;
    margin-block: 0.1875rem;
    padding-inline: 0.5rem;
    border-radius: 1rem;
    background: var(--paper-sunken);
    color: var(--ink-soft);
    font-size: var(--size-small);
    line-height: 1.125rem;
  }
  .debug {
    color: var(--ink-soft);
  }
  .info .sign {
    color: var(--info);
  }
  .warn {
    background-color: var(--warn-tint);
  }
  .warn .sign {
    color: var(--warn);
  }
  .error.line {
    background-color: var(--stamp-tint);
  }
  .error .sign,
  .what {
    color: var(--stamp);
  }
  .thrown {
    display: block;
    white-space: normal;
  }
  .thrown > .what {
    white-space: pre-wrap;
  }
  .table {
    white-space: normal;
  }
  .frame {
    display: block;
    padding-inline-start: 2ch;
  }
  .empty,
  .note {
    color: var(--ink-soft);
    font-family: var(--font-text);
  }
  .empty,
  p.note {
    margin: 0;
    padding: var(--space-3) var(--space-4);
  }
`
