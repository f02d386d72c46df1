import { css } from 'lit'

/** A modal dialog that takes most of the window: for comparing texts. */
export const dialogStyles = css`
  dialog {
    width: min(72rem, calc(100vw - 2rem));
    height: min(48rem, calc(100dvh - 2rem));
    padding: 0;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    box-shadow: var(--shadow);
    overscroll-behavior: contain;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: light-dark(#2320184d, #000a);
  }
  .head,
  .foot {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-4);
  }
  .head {
    justify-content: space-between;
    border-block-end: 3px double var(--rule-strong);
  }
  .foot {
    border-block-start: 1px solid var(--rule);
  }
  .foot p {
    flex: 1;
    min-width: 14rem;
    margin: 0;
    color: var(--ink-soft);
    font-size: var(--size-code);
  }
  h2 {
    margin: 0;
    font-family: var(--font-title);
    font-size: var(--size-lead);
    font-weight: 600;
  }
  .close {
    min-width: 2.25rem;
    min-height: 2.25rem;
    font-size: 1.25rem;
    line-height: 1;
  }
  mr-diff {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
`
