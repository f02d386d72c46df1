import { css } from 'lit'

/** How the text of lessons and hints reads. */
export const proseStyles = css`
  :host {
    display: block;
    line-height: 1.6;
    overflow-wrap: break-word;
  }
  :host > :first-child {
    margin-block-start: 0;
  }
  :host > :last-child {
    margin-block-end: 0;
  }
  p,
  ul,
  ol,
  pre,
  figure,
  blockquote,
  table {
    margin-block: 0 var(--space-4);
  }
  h2,
  h3 {
    margin-block: var(--space-5) var(--space-2);
    font-family: var(--font-title);
    font-size: var(--size-lead);
    font-weight: 600;
    line-height: 1.3;
  }
  ul,
  ol {
    padding-inline-start: 1.4em;
  }
  li + li {
    margin-block-start: var(--space-1);
  }
  code {
    padding: 0.1em 0.3em;
    border-radius: var(--radius);
    background: var(--paper-sunken);
    font-family: var(--font-code);
    font-size: 0.9em;
  }
  pre {
    padding: var(--space-3) var(--space-4);
    overflow-x: auto;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--paper-raised);
    line-height: 1.5;
  }
  pre code {
    padding: 0;
    background: none;
    font-size: var(--size-code);
  }
  blockquote {
    padding-inline-start: var(--space-4);
    border-inline-start: 3px solid var(--rule-strong);
    color: var(--ink-soft);
  }
  figure {
    margin-inline: 0;
  }
  svg,
  img {
    display: block;
    max-width: 100%;
    height: auto;
    margin-inline: auto;
  }
  figcaption {
    margin-block-start: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
    text-align: center;
  }
  kbd {
    padding: 0.05em 0.35em;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    font-family: var(--font-code);
    font-size: 0.85em;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--space-1) var(--space-3);
    border: 1px solid var(--rule);
    text-align: start;
  }
`
