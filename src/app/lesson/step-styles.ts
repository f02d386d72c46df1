import { css } from 'lit'

export const stepStyles = css`
  :host {
    display: block;
    min-height: 0;
    height: 100%;
  }
  .page {
    height: 100%;
  }
  .step {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .step > mr-split,
  .panes {
    flex: 1;
    min-height: 0;
  }
  .text {
    overflow: auto !important;
  }
  article {
    max-width: 42rem;
    margin-inline: auto;
    padding: var(--space-5) clamp(var(--space-4), 3vw, var(--space-6)) var(--space-6);
  }
  .facts {
    margin: 0;
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .done {
    color: var(--good);
    font-weight: 600;
  }
  h1 {
    margin: 0 0 var(--space-4);
    font-family: var(--font-title);
    font-size: var(--size-title);
    font-weight: 600;
    line-height: 1.2;
  }
  h1:focus {
    outline: none;
  }
  mr-hints {
    margin-block-start: var(--space-5);
    padding-block-start: var(--space-4);
    border-block-start: 1px solid var(--rule);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    margin-block-start: var(--space-6);
  }
  .way {
    flex: 1;
    min-width: 10rem;
    padding: var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    color: var(--ink);
    text-decoration: none;
  }
  .way:hover {
    border-color: var(--rule-strong);
    background: var(--paper-raised);
  }
  .way span {
    display: block;
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .way.next {
    text-align: end;
  }
  .code,
  .result,
  .side {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--paper-raised);
  }
  .narrow .text,
  .narrow .code,
  .narrow .result,
  mr-tabs .side {
    flex: 1;
  }
  mr-code,
  .result mr-tabs,
  .side > * {
    flex: 1;
    min-height: 0;
  }
  mr-actions,
  .side > .past {
    flex: none;
  }
  .past,
  .coming {
    margin: 0;
    padding: var(--space-1) var(--space-3);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .past {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    border-block-end: 1px solid var(--rule);
    background: var(--warn-tint);
    color: var(--ink);
  }
  .past .button {
    min-height: 1.5rem;
    padding-inline: var(--space-2);
    font-size: var(--size-small);
  }
  .narrow mr-actions {
    padding-block-end: max(var(--space-2), env(safe-area-inset-bottom));
  }
  mr-console,
  mr-results,
  mr-problems {
    flex: 1;
  }
`
