import { css } from 'lit'

export const keysStyles = css`
  :host {
    display: block;
    min-height: 0;
    overflow: auto;
    container-type: inline-size;
    font-size: var(--size-code);
  }
  .types {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
    padding: var(--space-2) var(--space-3) 0;
  }
  .types .button {
    min-height: 1.75rem;
    padding-block: 0;
    font-size: var(--size-small);
    font-weight: 400;
  }
  .icon {
    flex: none;
    width: 1rem;
    height: 1rem;
    fill: none;
    stroke: var(--code-type);
    stroke-width: 1.5;
  }
  .icon.list {
    stroke: var(--stamp);
  }
  .icon.hash {
    stroke: var(--code-name);
  }
  .icon.set,
  .icon.string {
    stroke: var(--good);
  }
  .icon.zset {
    stroke: var(--warn);
  }
  details,
  .wait {
    border-block-end: 1px solid var(--rule);
  }
  summary,
  .wait {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-2);
    min-height: 2.25rem;
    padding: var(--space-1) var(--space-3);
  }
  summary {
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '▸';
    flex: none;
    width: 0.75rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }
  details[open] > summary::before {
    content: '▾';
  }
  summary:hover {
    background: var(--paper-sunken);
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  .name {
    min-width: 0;
    font-family: var(--font-code);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    margin-inline-start: auto;
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .preview {
    flex: 1 1 4rem;
    min-width: 4rem;
    overflow: hidden;
    color: var(--ink-soft);
    font-family: var(--font-code);
    font-size: var(--size-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .wait {
    border-inline-start: 3px solid var(--info);
    background: var(--info-tint);
    color: var(--ink);
  }
  .wait .facts {
    color: inherit;
  }
  .dots::after {
    content: '…';
  }
  .value {
    padding: 0 var(--space-3) var(--space-3) calc(var(--space-3) + 0.75rem + var(--space-2));
    overflow-x: auto;
    font-family: var(--font-code);
    overflow-wrap: anywhere;
  }
  .value p {
    margin: 0;
  }
  .items {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .item {
    display: flex;
    gap: var(--space-2);
    max-width: 100%;
    min-height: 1.75rem;
    padding: 0.125rem var(--space-2);
    border: 1px solid var(--rule-strong);
    margin-inline-end: -1px;
    background: var(--paper);
    line-height: 1.4rem;
  }
  .words,
  ul .item {
    white-space: pre-wrap;
  }
  ul .item {
    margin-inline-end: var(--space-1);
    border-radius: 1rem;
    padding-inline: var(--space-3);
  }
  .item.followed {
    border-color: var(--voice-2);
    box-shadow: inset 0 -3px var(--voice-2);
  }
  .followed-mark {
    color: var(--voice-2);
  }
  .at {
    align-self: stretch;
    min-width: 1.5rem;
    padding: 0 var(--space-1);
    border: 0;
    margin: -0.125rem calc(-1 * var(--space-1)) -0.125rem calc(-1 * var(--space-2));
    background: none;
    color: var(--ink-soft);
    font: inherit;
    font-size: 0.75rem;
    cursor: pointer;
  }
  .at:hover {
    background: var(--paper-sunken);
    color: var(--stamp);
    text-decoration: underline;
  }
  .at:focus-visible {
    outline-offset: -2px;
  }
  .gap {
    align-self: center;
    padding-inline: var(--space-3);
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-size: var(--size-small);
  }
  .list {
    display: grid;
    width: fit-content;
    max-width: 100%;
    gap: 0.125rem;
  }
  .end {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-size: var(--size-small);
    white-space: nowrap;
  }
  .end b {
    color: var(--stamp);
    font-family: var(--font-title);
    font-style: italic;
  }
  .tail {
    justify-self: end;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.125rem var(--space-3) 0.125rem 0;
    border-block-end: 1px solid var(--rule);
    text-align: start;
    vertical-align: top;
    white-space: pre-wrap;
  }
  thead th {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-size: var(--size-small);
    font-weight: 400;
  }
  tbody th {
    color: var(--code-name);
    font-weight: 600;
  }
  .zset tbody th {
    color: var(--code-number);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .string {
    max-height: 12rem;
    overflow: auto;
    color: var(--code-string);
    white-space: pre-wrap;
  }
  .more,
  .nothing {
    color: var(--ink-soft);
    font-family: var(--font-text);
    font-size: var(--size-small);
  }
  .empty {
    margin: 0;
    padding: var(--space-3) var(--space-4);
    color: var(--ink-soft);
  }
  .try {
    padding: 0 var(--space-1);
    border: 1px dashed var(--rule-strong);
    border-radius: var(--radius);
    background: none;
    color: var(--ink);
    font: inherit;
    font-family: var(--font-code);
    cursor: pointer;
  }
  .try:hover {
    background: var(--paper-sunken);
  }
  /* Two names for one animation: going from one to the other starts it again. */
  .flash-1 > summary {
    animation: flash-1 0.9s ease-out;
  }
  .flash-2 > summary {
    animation: flash-2 0.9s ease-out;
  }
  @keyframes flash-1 {
    from {
      background: var(--stamp-tint);
    }
  }
  @keyframes flash-2 {
    from {
      background: var(--stamp-tint);
    }
  }
  .new {
    animation: arrive 0.7s ease-out;
  }
  @keyframes arrive {
    from {
      border-color: var(--stamp);
      background: var(--stamp-tint);
      translate: 0.75rem;
    }
  }
  tr.new {
    animation-name: flash-1;
  }
`
