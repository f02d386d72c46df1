import { css } from 'lit'

export const resultStyles = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
    overflow-wrap: break-word;
  }
  .results {
    padding: var(--space-4);
    line-height: 1.5;
  }
  h2 {
    display: flex;
    gap: 0.4em;
    margin: 0 0 var(--space-2);
    font-size: var(--size-lead);
    line-height: 1.3;
  }
  h3 {
    margin: 0 0 var(--space-1);
    font-size: var(--size-small);
    font-weight: 600;
    color: var(--ink-soft);
  }
  p {
    margin: 0 0 var(--space-3);
  }
  .now {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink-soft);
  }
  .outcome {
    padding: var(--space-4);
    border: 1px solid var(--rule);
    border-inline-start: 4px solid var(--stamp);
    border-radius: var(--radius);
    background: var(--paper-raised);
  }
  .outcome > :last-child {
    margin-block-end: 0;
  }
  .outcome h2 .sign,
  .fail .sign {
    color: var(--stamp);
  }
  .outcome.passed {
    border-color: var(--good);
    background: var(--good-tint);
  }
  .passed h2 .sign,
  .pass .sign {
    color: var(--good);
  }
  .onward {
    margin-block-start: var(--space-3);
  }
  .onward .button {
    padding: var(--space-2) var(--space-4);
    font-size: var(--size-text);
  }
  .message {
    white-space: pre-wrap;
  }
  .feedback {
    margin-block-end: var(--space-3);
    padding: var(--space-3);
    border-inline-start: 4px solid var(--warn);
    border-radius: var(--radius);
    background: var(--warn-tint);
  }
  .feedback h3 {
    color: var(--ink);
  }
  .feedback p {
    margin: 0;
  }
  .difference {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: var(--space-3);
    margin-block-end: var(--space-3);
  }
  .side {
    min-width: 0;
  }
  .value {
    display: block;
    min-height: 1lh;
  }
  .differs {
    background: var(--stamp-tint);
  }
  .differs .sign {
    display: inline-block;
    width: 1.5ch;
  }
  .places {
    margin: 0 0 var(--space-3);
    padding-inline-start: 1.2em;
  }
  code {
    font-family: var(--font-code);
    font-size: 0.95em;
  }
  details {
    margin-block-end: var(--space-2);
  }
  summary {
    min-height: 1.5rem;
    border-radius: var(--radius);
    cursor: pointer;
  }
  .source summary {
    width: fit-content;
    color: var(--ink-soft);
    font-size: var(--size-code);
  }
  .rest {
    margin-block-start: var(--space-4);
  }
  .test {
    margin: 0;
    padding-block: var(--space-1);
    border-block-end: 1px solid var(--rule);
  }
  .test summary {
    display: flex;
    gap: 0.4em;
    list-style: none;
  }
  .test summary::-webkit-details-marker {
    display: none;
  }
  .test summary::before {
    content: '▸';
    color: var(--ink-soft);
  }
  .test[open] summary::before {
    content: '▾';
  }
  .test[open] {
    padding-block-end: var(--space-3);
  }
  .test > :not(summary) {
    margin-inline-start: var(--space-5);
  }
  .test .sign {
    flex: none;
    display: inline-block;
    width: 1.2em;
    font-weight: 700;
  }
  .skipped {
    color: var(--ink-soft);
  }
  @media (pointer: coarse) {
    kbd {
      display: none !important;
    }
  }
`
