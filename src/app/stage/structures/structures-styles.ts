import { css } from 'lit'

/** Letters between the rails of a queue, on a stack's spike, in a list of Redis. */
export const structuresStyles = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
    padding: var(--space-3) var(--space-4);
    font-size: var(--size-code);
    overflow-x: clip;
  }
  p {
    margin: 0;
  }
  .drawings {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-5) var(--space-6);
  }
  .drawing {
    flex: 1 1 100%;
    min-width: 0;
  }
  /* Stacks side by side stand on one level, whatever their height. */
  .drawing.stack {
    display: flex;
    flex: 0 1 13rem;
    flex-direction: column;
  }
  .stack .track {
    margin-block-start: auto;
  }
  .stack .words {
    min-height: 2.8em;
  }
  .drawing.bits {
    flex: 0 1 auto;
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--space-2);
    margin: 0 0 var(--space-2);
    font-size: inherit;
    font-weight: 400;
  }
  .title {
    font-family: var(--font-code);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .about,
  .note,
  .empty,
  .end,
  .hidden,
  .none,
  .sum,
  .place {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .track {
    display: grid;
    grid-template-columns: minmax(4.5rem, max-content) minmax(0, max-content) minmax(4.5rem, max-content);
    align-items: center;
    gap: var(--space-1) var(--space-3);
  }
  .end {
    display: grid;
    line-height: 1.35;
    white-space: nowrap;
  }
  .end b {
    color: var(--ink);
    font-family: var(--font-title);
    font-style: italic;
    font-weight: 600;
  }
  .end.first {
    justify-items: end;
  }
  .queue .end.first b,
  .stack .end.first b {
    color: var(--stamp);
  }
  .list .end span {
    font-family: var(--font-code);
    font-size: 0.75rem;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    min-height: 3.75rem;
    min-width: 8rem;
    margin: 0;
    padding: var(--space-2) var(--space-1);
    border-block: 1.5px solid var(--rule-strong);
    list-style: none;
  }
  li {
    min-width: 0;
    max-width: 100%;
  }
  .item {
    position: relative;
    display: block;
    min-width: 4.75rem;
    max-width: min(17rem, 100%);
    min-height: 2.75rem;
    padding: var(--space-1) 1.6rem var(--space-1) var(--space-2);
    border: 1px solid var(--rule-strong);
    border-radius: 2px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    font-family: var(--font-code);
    font-size: var(--size-small);
    line-height: 1.3;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .item > span:first-child {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  /* The stamp: full on the letter that is next. */
  .item::after {
    content: '';
    position: absolute;
    inset-block-start: 0.3rem;
    inset-inline-end: 0.3rem;
    width: 0.7rem;
    height: 0.85rem;
    border: 1.5px dotted var(--rule-strong);
  }
  .next > .item::after {
    border-color: var(--paper);
    background: var(--stamp-fill);
  }
  .item:hover {
    border-color: var(--ink-soft);
    background: var(--paper-sunken);
  }
  .item[aria-pressed='true'] {
    border-color: var(--stamp);
    background: var(--stamp-tint);
    box-shadow:
      0 0 0 1px var(--stamp),
      var(--shadow);
  }
  .hidden,
  .none {
    padding-inline: var(--space-2);
    white-space: nowrap;
  }
  .none {
    font-style: italic;
  }
  .nothing {
    color: var(--ink-soft);
  }
  .stack .track {
    grid-template-columns: minmax(0, 1fr);
    gap: 0;
  }
  .stack .end.first {
    justify-items: center;
  }
  /* The spike, and what it stands on. */
  .stack .line {
    position: relative;
    flex-direction: column;
    flex-wrap: nowrap;
    align-items: stretch;
    justify-content: end;
    gap: 3px;
    min-height: 9.5rem;
    padding: 1.25rem var(--space-3) 0;
    border-block-start: 0;
    border-block-end: 3px solid var(--rule-strong);
  }
  .stack .line::before {
    content: '';
    position: absolute;
    inset-block: 0.25rem 0;
    inset-inline-start: calc(50% - 1px);
    border-inline-start: 2px solid var(--rule-strong);
  }
  .stack li {
    position: relative;
  }
  .stack .item {
    width: 100%;
    max-width: none;
    min-height: 2rem;
    padding-block: 0.375rem;
  }
  .stack .item > span:first-child {
    -webkit-line-clamp: 1;
  }
  .stack .item::after {
    height: 0.75rem;
  }
  .stack .none,
  .stack .hidden {
    align-self: center;
    margin-block-end: var(--space-1);
    background: var(--paper-raised, var(--paper));
  }
  .words {
    min-height: 1.4em;
    margin-block-start: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .words.now {
    color: var(--ink);
  }
  .words.now::before {
    content: '';
    display: inline-block;
    width: 0.4rem;
    height: 0.4rem;
    margin-inline-end: var(--space-2);
    border-radius: 50%;
    background: var(--stamp);
    vertical-align: 0.1em;
  }
  .leaving {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .leaving li {
    list-style: none;
  }
  .leaving .item {
    width: 100%;
    max-width: none;
    height: 100%;
    min-height: 0;
  }
  @container (max-width: 34rem) {
    .drawings {
      gap: var(--space-5) var(--space-4);
    }
    .drawing.stack {
      flex: 1 1 9rem;
      max-width: 13rem;
    }
    .queue .track,
    .list .track {
      grid-template-columns: minmax(0, 1fr);
      justify-items: stretch;
    }
    .queue .end,
    .list .end {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-2);
      align-items: baseline;
    }
    .queue .end.last,
    .list .end.last {
      justify-content: end;
    }
    .stack .line {
      padding-inline: var(--space-1);
    }
    .hidden {
      flex-basis: 100%;
    }
  }
  @media (forced-colors: active) {
    .item[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`
