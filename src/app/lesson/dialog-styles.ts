import { css } from 'lit'

/** What stands in a wide sheet that compares texts. */
export const dialogStyles = css`
  mr-diff {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .foot {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-4);
    border-block-start: 1px solid var(--rule);
  }
  .foot p {
    flex: 1;
    min-width: 14rem;
    margin: 0;
    color: var(--ink-soft);
    font-size: var(--size-code);
  }
`
