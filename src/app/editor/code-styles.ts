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
