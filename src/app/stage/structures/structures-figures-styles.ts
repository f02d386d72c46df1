import { css } from 'lit'

/** Who waits, digits of a number, and the line of a sorted set. */
export const figuresStyles = css`
  .waiting {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    width: fit-content;
    max-width: 100%;
    margin-block-start: var(--space-2);
    padding: 0.125rem var(--space-2);
    border-inline-start: 3px solid var(--info);
    background: var(--info-tint);
    font-size: var(--size-small);
  }
  .waiting svg {
    flex: none;
    width: 0.9rem;
    height: 0.9rem;
    fill: none;
    stroke: var(--info);
    stroke-width: 1.2;
  }
  .digits {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) 0;
  }
  .digit {
    display: grid;
    justify-items: center;
    gap: 0.125rem;
  }
  .place {
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }
  .place sup {
    font-size: 0.6rem;
    line-height: 0;
  }
  .cell {
    display: grid;
    place-items: center;
    width: 2.5rem;
    height: 2.5rem;
    margin-inline-end: -1px;
    border: 1px solid var(--rule-strong);
    background: var(--paper);
    color: var(--ink-soft);
    font-family: var(--font-code);
    font-size: 1.125rem;
  }
  .one .cell {
    background: var(--stamp-tint);
    color: var(--ink);
    font-weight: 600;
  }
  .sum {
    margin-block-start: var(--space-1);
    font-family: var(--font-code);
  }
  .axis {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(5rem, 1fr) max-content;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .axis li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    gap: var(--space-3);
    min-height: 2rem;
    border-block-end: 1px solid var(--rule);
  }
  .member {
    padding: var(--space-1) 0;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: inherit;
    text-align: start;
    cursor: pointer;
    font-family: var(--font-code);
    font-size: var(--size-small);
    overflow-wrap: anywhere;
  }
  .member:disabled {
    cursor: default;
  }
  .member:hover:enabled {
    text-decoration: underline;
  }
  .member[aria-pressed='true'] {
    color: var(--stamp);
    font-weight: 600;
  }
  .member[aria-pressed='true']::before {
    content: '◆ ' / '';
  }
  .score {
    color: var(--ink-soft);
    font-size: var(--size-small);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .due .score {
    color: var(--good);
    font-weight: 600;
  }
  .rail {
    position: relative;
    align-self: stretch;
    margin-inline: 0.5rem;
  }
  .rail::before {
    content: '';
    position: absolute;
    inset-block-start: 50%;
    inset-inline: -0.5rem;
    border-block-start: 1.5px solid var(--rule);
  }
  .timed .rail::after {
    content: '';
    position: absolute;
    inset-block: 0 -1px;
    inset-inline-start: var(--now);
    border-inline-start: 1.5px dashed var(--stamp);
  }
  .rail i {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(50% - 0.3rem);
    width: 0.6rem;
    height: 0.6rem;
    margin-inline-start: -0.3rem;
    border: 2px solid var(--paper-raised);
    border-radius: 50%;
    background: var(--ink-soft);
    box-shadow: 0 0 0 1px var(--ink-soft);
    transition: inset-inline-start 0.3s;
  }
  .due .rail i {
    background: var(--good);
    box-shadow: 0 0 0 1px var(--good);
  }
  .axis .ruler {
    min-height: 1.25rem;
    border: 0;
  }
  .ruler .rail::before {
    content: none;
  }
  .ruler b {
    position: absolute;
    inset-inline-start: var(--now);
    color: var(--stamp);
    font-family: var(--font-title);
    font-size: var(--size-small);
    font-style: italic;
    line-height: 1.2;
    translate: -50%;
  }
`
