import { css } from 'lit'

export const promptStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-block-start: 1px solid var(--rule-strong);
    background: var(--paper);
    font-size: var(--size-small);
  }
  .output {
    flex: 0 1 auto;
    min-height: 0;
    max-height: 11rem;
    overflow: auto;
    padding: var(--space-1) var(--space-3);
    border-block-end: 1px solid var(--rule);
    font-family: var(--font-code);
    line-height: 1.3rem;
  }
  .output[hidden] {
    display: none;
  }
  .output:focus-visible {
    outline-offset: -2px;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .asked {
    font-weight: 600;
  }
  .error {
    color: var(--stamp);
  }
  .push {
    color: var(--info);
  }
  .note {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-style: italic;
  }
  form {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-2);
    min-height: 2.5rem;
    padding: var(--space-1) var(--space-2) var(--space-1) var(--space-3);
  }
  form:focus-within {
    box-shadow: inset 3px 0 var(--stamp);
  }
  label {
    flex: none;
    max-width: 45%;
    overflow: hidden;
    color: var(--ink-soft);
    font-family: var(--font-code);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  input {
    flex: 1;
    min-width: 0;
    min-height: 1.75rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink);
    font-family: var(--font-code);
    font-size: var(--size-code);
  }
  input::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  /* The whole row shows the focus. */
  input:focus-visible {
    outline: none;
  }
  form:has(input:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .button {
    min-height: 1.75rem;
    font-size: var(--size-small);
  }
  .help {
    flex: none;
    margin: 0;
    padding: 0 var(--space-3) var(--space-1);
    overflow: hidden;
    color: var(--ink-soft);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .help:empty {
    display: none;
  }
  .help code {
    color: var(--code-type);
    font-family: var(--font-code);
  }
  ul {
    position: absolute;
    z-index: 2;
    inset-block-end: 100%;
    inset-inline-start: var(--space-3);
    max-width: calc(100% - 2 * var(--space-3));
    max-height: 10.5rem;
    margin: 0;
    padding: var(--space-1) 0;
    overflow: auto;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    box-shadow: var(--shadow);
    font-family: var(--font-code);
    list-style: none;
  }
  .field {
    position: relative;
    display: flex;
    flex: none;
    flex-direction: column;
  }
  li {
    min-height: 1.5rem;
    padding: 0.125rem var(--space-3);
    line-height: 1.4rem;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  li:hover,
  li[aria-selected='true'] {
    background: var(--stamp-tint);
  }
  li[aria-selected='true'] {
    box-shadow: inset 3px 0 var(--stamp);
  }
  @media (pointer: coarse) {
    input {
      /* Smaller, and phones zoom in. */
      font-size: 1rem;
    }
    .button,
    li {
      min-height: 2.25rem;
    }
  }
`
