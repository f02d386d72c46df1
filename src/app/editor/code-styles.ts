import { css } from 'lit'

/** Colours of the classes that `highlightCode` and the editor give to code. */
export const codeStyles = css`
  .tok-keyword {
    color: var(--code-keyword);
  }
  .tok-number {
    color: var(--code-number);
  }
  .tok-string {
    color: var(--code-string);
  }
  .tok-comment {
    color: var(--code-comment);
    font-style: italic;
  }
  .tok-type {
    color: var(--code-type);
  }
  .tok-name {
    color: var(--code-name);
  }
  .tok-punctuation {
    color: var(--ink-soft);
  }
`

/** Code in a block of its own. */
export const codeBlockStyles = css`
  pre {
    margin: 0;
    padding: var(--space-2) var(--space-3);
    overflow-x: auto;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--paper-sunken);
    font-family: var(--font-code);
    font-size: var(--size-code);
    line-height: 1.5;
  }
`
