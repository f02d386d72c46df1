import { css } from 'lit'

export const webStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    height: 100%;
    background: var(--paper-raised);
    font-size: var(--size-code);
    container-type: size;
  }
  form {
    flex: none;
    border-block-end: 1px solid var(--rule);
    background: var(--paper);
  }
  .bar {
    display: flex;
    gap: var(--space-2);
    padding: var(--space-2);
  }
  select,
  .address,
  textarea {
    min-height: 2rem;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
  }
  select {
    flex: none;
    padding: 0 var(--space-1);
    cursor: pointer;
  }
  #method {
    font-weight: 600;
  }
  .address {
    display: flex;
    flex: 1;
    align-items: center;
    min-width: 0;
    padding-inline-start: var(--space-2);
    font-family: var(--font-code);
  }
  .origin {
    flex: none;
    color: var(--ink-soft);
  }
  input {
    flex: 1;
    align-self: stretch;
    min-width: 0;
    padding: 0 var(--space-2) 0 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
  }
  /* The whole field shows the focus. */
  input:focus-visible {
    outline: none;
  }
  .address:has(input:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .address:has([aria-invalid='true']) {
    border-color: var(--stamp);
  }
  .problem,
  .failed {
    color: var(--stamp);
  }
  .problem {
    margin: 0;
    padding: 0 var(--space-3) var(--space-2);
    overflow-wrap: anywhere;
  }
  .body-field {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--space-1) var(--space-2);
    padding: 0 var(--space-2) var(--space-2);
  }
  textarea {
    flex: 1;
    min-width: 10rem;
    max-height: 12rem;
    padding: var(--space-1) var(--space-2);
    font-family: var(--font-code);
    resize: vertical;
  }
  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  .body-field .note {
    flex-basis: 100%;
    margin: 0;
  }
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
    margin: 0;
    padding: 0 var(--space-2) var(--space-2);
    color: var(--ink-soft);
  }
  .suggestions .button {
    min-height: 1.75rem;
    max-width: 100%;
    border-color: var(--rule);
    font-family: var(--font-code);
    font-size: var(--size-small);
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .results {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    overflow: auto;
  }
  .answer {
    flex: 1 0 auto;
    min-width: 0;
    padding: var(--space-2) var(--space-3) var(--space-3);
  }
  /* Most answers are there before one has read it. */
  .waiting {
    animation: appear 0.01s 0.25s both;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .last {
    flex: none;
    min-width: 0;
    padding: var(--space-2);
    border-block-start: 1px solid var(--rule);
  }
  .last h3 {
    margin-inline-start: var(--space-1);
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .last .button {
    display: flex;
    justify-content: space-between;
    width: 100%;
    min-height: 1.75rem;
    padding-inline: var(--space-2);
    font-size: var(--size-small);
    font-weight: 400;
    text-align: start;
  }
  .last .what {
    min-width: 0;
    overflow: hidden;
    font-family: var(--font-code);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .last .button[aria-current] {
    background: var(--paper-sunken);
    box-shadow: inset 3px 0 var(--stamp);
    color: var(--ink);
  }
  .came {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  @container (min-width: 40rem) {
    .results {
      flex-direction: row;
      overflow: hidden;
    }
    .answer,
    .last {
      overflow: auto;
    }
    .answer {
      flex: 1;
    }
    .last {
      width: 15rem;
      border-block-start: 0;
      border-inline-start: 1px solid var(--rule);
    }
  }
  @container (max-width: 28rem) {
    .bar {
      display: grid;
      grid-template-columns: 1fr auto;
    }
    .address {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    #method {
      justify-self: start;
    }
  }
  /* Low, as below the editor: the answer needs the room. */
  @container (max-height: 26rem) {
    .suggestions {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: thin;
    }
    .suggestions > * {
      flex: none;
    }
    .suggestions .button {
      max-width: none;
      white-space: nowrap;
    }
  }
  @media (pointer: coarse) {
    input,
    select,
    textarea {
      /* Smaller, and phones zoom in. */
      font-size: 1rem;
    }
    .suggestions .button,
    .last .button {
      min-height: 2.25rem;
    }
  }
`
