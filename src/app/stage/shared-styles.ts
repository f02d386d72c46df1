import { css } from 'lit'

/** A row of small buttons, with a word on what they did. */
export const toolRow = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
    font-size: var(--size-small);
  }
  .button {
    min-height: 1.75rem;
    padding-inline: var(--space-2);
    font-size: var(--size-small);
    font-weight: 400;
  }
  p {
    margin: 0;
    color: var(--ink-soft);
  }
  /* Without a gap of its own, and still there to be told. */
  p:empty {
    position: absolute;
  }
  @media (max-height: 479px) {
    :host {
      flex-wrap: nowrap;
    }
    .button {
      flex: none;
    }
  }
`

/** A part of the stage that is read, and that scrolls by itself. */
export const readingPane = css`
  :host {
    display: block;
    overflow: auto;
    padding: var(--space-2) var(--space-3) var(--space-3);
    background: var(--paper-raised);
    font-size: var(--size-small);
  }
  code {
    font-family: var(--font-code);
  }
`
