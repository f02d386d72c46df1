import { css } from 'lit'

export const messageStyles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    font-size: var(--size-small);
  }
  header {
    flex: none;
    padding: var(--space-2) var(--space-3);
  }
  .followed-mark {
    margin-inline-end: var(--space-1);
    color: var(--voice-2);
  }
  h3 {
    margin: 0 0 var(--space-1);
    font-family: var(--font-title);
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .none {
    color: var(--ink-soft);
    font-style: italic;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--space-3);
    margin: 0;
    line-height: 1.4;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--stamp);
    font: inherit;
    text-decoration: underline 1px;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }
  mr-tabs {
    flex: 1;
    border-block-start: 1px solid var(--rule);
  }
  .pane {
    flex: 1;
    min-height: 0;
    margin: 0;
    overflow: auto;
  }
  .pane:focus-visible {
    outline-offset: -2px;
  }
  .note {
    flex: none;
    margin: 0;
    padding: var(--space-1) var(--space-3);
    border-block-end: 1px solid var(--rule);
    background: var(--warn-tint);
    color: var(--ink);
  }
  .note.calm {
    background: none;
    color: var(--ink-soft);
  }
  .note .sign {
    color: var(--warn);
  }
  /* Mails are made for white paper, in a dark page too. */
  iframe {
    flex: 1;
    width: 100%;
    min-height: 0;
    border: 0;
    background: Canvas;
    color-scheme: light;
  }
  iframe:focus-visible {
    outline-offset: -2px;
  }
  .text,
  .source {
    padding: var(--space-3);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .text {
    font-size: var(--size-code);
    line-height: 1.5;
  }
  .source {
    font-family: var(--font-code);
    line-height: 1.4;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-family: var(--font-code);
    line-height: 1.4;
  }
  th,
  td {
    padding: var(--space-1) var(--space-3);
    border-block-end: 1px solid var(--rule);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  thead th {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-weight: 400;
  }
  tbody th {
    color: var(--code-name);
    font-weight: 600;
  }
  td .button {
    min-height: 1.75rem;
    font-size: var(--size-small);
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2);
    padding: var(--space-1) var(--space-3);
    border-block-end: 1px solid var(--rule);
    color: var(--ink-soft);
  }
  .bar .button {
    min-height: 1.75rem;
    font-size: var(--size-small);
  }
  .empty {
    margin: 0;
    padding: var(--space-3) var(--space-4);
    color: var(--ink-soft);
    font-size: var(--size-code);
  }
`
