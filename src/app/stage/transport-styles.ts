import { css } from 'lit'

export const transportStyles = css`
  :host {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--rule);
    background: var(--paper-raised);
    font-size: var(--size-small);
  }
  .buttons {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .button {
    min-width: 2rem;
    min-height: 1.75rem;
    padding: 0 var(--space-2);
    font-size: var(--size-small);
  }
  .button.quiet:disabled {
    border-color: transparent;
    opacity: 0.45;
  }
  .play {
    min-width: 3rem;
    border-radius: 1rem;
  }
  select {
    min-height: 1.75rem;
    margin-inline-start: var(--space-1);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
  }
  .position {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-height: 1.75rem;
    margin: 0;
    padding-inline: var(--space-2);
    border-radius: 1rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .live {
    color: var(--ink-soft);
  }
  .live b {
    color: var(--good);
  }
  .dot {
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: var(--good);
  }
  .past {
    padding-inline: var(--space-3) 0;
    background: var(--stamp-tint);
    box-shadow: inset 0 0 0 1px var(--stamp);
  }
  .past .button {
    border-color: var(--stamp);
    border-radius: 1rem;
    font-weight: 400;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1);
    margin-inline-start: auto;
  }
  .long + .long {
    margin: 0;
  }
  @container (max-width: 30rem) {
    .past .long,
    .time {
      display: none;
    }
    :host {
      gap: var(--space-1);
    }
  }
  /* A telephone on its side, a page at twice its size: what is low goes to the timeline, and the rest of the row sideways. */
  @media (max-height: 479px) {
    :host,
    .more {
      flex-wrap: nowrap;
    }
    :host {
      position: relative;
      overflow-x: auto;
      scrollbar-width: thin;
    }
    .buttons,
    .position,
    .more {
      flex: none;
    }
  }
  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
      background: Highlight;
    }
    .position {
      border: 1px solid;
    }
  }
`
