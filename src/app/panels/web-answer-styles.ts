import { css } from 'lit'

/** How one answer looks: its status, error, headers and body. */
export const answerStyles = css`
  h3 {
    margin: 0 0 var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .answer h3 {
    font-family: var(--font-code);
  }
  .answer p {
    margin: 0 0 var(--space-2);
  }
  .note {
    color: var(--ink-soft);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--space-2);
    padding: var(--space-1) var(--space-2);
    border-inline-start: 4px solid;
    overflow-wrap: anywhere;
  }
  .meaning {
    color: var(--ink);
  }
  .time {
    margin-inline-start: auto;
    color: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  .good {
    background: var(--good-tint);
    color: var(--good);
  }
  .onward {
    background: var(--info-tint);
    color: var(--info);
  }
  .refused {
    background: var(--warn-tint);
    color: var(--warn);
  }
  .broken {
    background: var(--stamp-tint);
    color: var(--stamp);
  }
  .error {
    margin: 0 0 var(--space-2);
    padding-inline-start: var(--space-2);
    border-inline-start: 4px solid var(--stamp);
  }
  .error p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .error .what {
    color: var(--stamp);
  }
  .headers {
    margin-block-end: var(--space-2);
  }
  summary {
    width: fit-content;
    min-height: 1.5rem;
    color: var(--ink-soft);
    cursor: pointer;
  }
  dl {
    margin: 0;
    padding-inline-start: var(--space-3);
    font-family: var(--font-code);
    overflow-wrap: anywhere;
  }
  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
  }
  dt {
    color: var(--code-type);
  }
  dt::after {
    content: ':';
  }
  dd {
    min-width: 0;
    margin: 0;
  }
  pre {
    margin: 0 0 var(--space-2);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--paper-sunken);
    font-family: var(--font-code);
    line-height: 1.5;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  code {
    font-family: var(--font-code);
  }
`
