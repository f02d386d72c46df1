import { css } from 'lit'

export const framesStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-4) var(--space-5);
    padding: var(--space-3) var(--space-4);
    font-size: var(--size-code);
  }
  .calls {
    display: grid;
    flex: 1 1 15rem;
    align-content: start;
    gap: var(--space-3);
    min-width: 0;
  }
  .variables {
    flex: 1.4 1 17rem;
    min-width: 0;
  }
  h3 {
    margin: 0 0 var(--space-1);
    font-family: var(--font-title);
    font-size: var(--size-code);
    font-style: italic;
    font-weight: 600;
  }
  .about,
  .none,
  .empty {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-size: var(--size-small);
    font-style: normal;
    font-weight: 400;
  }
  p {
    margin: 0;
  }
  ol,
  dl {
    margin: 0;
    padding: 0;
    border-block-start: 1px solid var(--rule);
    list-style: none;
  }
  .frame {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-2);
    padding-inline: calc(var(--space-2) - 3px) var(--space-1);
    border-block-end: 1px solid var(--rule);
    border-inline-start: 3px solid transparent;
  }
  .frame.shown {
    border-inline-start-color: var(--stamp);
    background: var(--paper-sunken);
  }
  .name {
    flex: 1 1 auto;
    min-height: 2rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink);
    font: inherit;
    font-family: var(--font-code);
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .shown .name {
    font-weight: 600;
  }
  .waiting .name {
    color: var(--ink-soft);
  }
  .async {
    color: var(--code-keyword);
    font-weight: 400;
  }
  .place {
    font-family: var(--font-code);
    font-size: var(--size-small);
  }
  .loop {
    flex-basis: 100%;
    padding-block-end: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(5rem, 30%) minmax(0, 1fr);
    align-items: baseline;
    gap: var(--space-2);
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--rule);
    border-inline-start: 3px solid transparent;
    font-family: var(--font-code);
    line-height: 1.45;
  }
  dl > .changed {
    border-inline-start-color: var(--stamp);
    background: var(--stamp-tint);
  }
  dt {
    color: var(--code-name);
    overflow-wrap: anywhere;
  }
  .changed dt {
    font-weight: 600;
  }
  .mark {
    color: var(--stamp);
    font-size: 0.6rem;
    vertical-align: 0.1em;
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .empty {
    max-width: 34rem;
    line-height: 1.5;
  }
`
