import { css, unsafeCSS } from 'lit'

/** Pixels; all rows are as high. */
export const rowHeight = 26

export const eventListStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--paper-raised);
    container-type: inline-size;
    font-size: var(--size-small);
  }
  .rows {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
  }
  .rows:focus-visible {
    outline-offset: -2px;
  }
  .content {
    position: relative;
    contain: strict;
  }
  .row {
    position: absolute;
    inset-inline: 0;
    display: grid;
    grid-template-columns: 3.75rem 4rem minmax(4rem, 7rem) minmax(0, 1fr) auto;
    gap: var(--space-2);
    align-items: center;
    height: ${unsafeCSS(rowHeight)}px;
    padding-inline-end: var(--space-2);
    border-block-end: 1px solid color-mix(in srgb, var(--rule), transparent 60%);
    white-space: nowrap;
    cursor: pointer;
  }
  .row:hover {
    background: var(--paper-sunken);
  }
  /* What has not happened yet at the playhead. */
  .row.future .what {
    color: var(--ink-soft);
  }
  .row.future .mark {
    opacity: 0.5;
  }
  .row.followed {
    background: color-mix(in srgb, var(--voice-2), transparent 90%);
    box-shadow: inset 3px 0 var(--voice-2);
  }
  .row.current {
    background: var(--stamp-tint);
    box-shadow: inset 3px 0 var(--stamp);
  }
  .seq,
  .time {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .current .seq {
    color: var(--ink);
    font-weight: 600;
  }
  .lane,
  .what span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .what {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    min-width: 0;
    font-family: var(--font-code);
  }
  .mark {
    flex: none;
  }
  .task button {
    min-height: 1.5rem;
    padding: 0 0.4rem;
    border: 0;
    border-radius: 1rem;
    background: none;
    color: var(--voice-2);
    font: inherit;
    font-size: 0.75rem;
    text-decoration: underline;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }
  .task button[aria-pressed='true'] {
    background: var(--voice-2);
    color: var(--paper-raised);
    text-decoration: none;
  }
  .empty {
    position: absolute;
    inset: 0 0 auto;
    margin: 0;
    padding: var(--space-3) var(--space-4);
    color: var(--ink-soft);
  }
  @container (max-width: 34rem) {
    .row {
      grid-template-columns: 2.75rem minmax(3.5rem, 5rem) minmax(0, 1fr) auto;
      gap: 0.375rem;
    }
    .time {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .row.current {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row.followed {
      border-inline-start: 3px solid Highlight;
    }
  }
`
