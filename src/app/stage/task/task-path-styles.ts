import { css } from 'lit'

export const taskPathStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1) var(--space-3);
  }
  .what {
    display: flex;
    flex: 1 1 10rem;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--space-2);
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .number {
    color: var(--voice-2);
    font-family: var(--font-title);
    font-size: var(--size-text);
    font-weight: 600;
  }
  .button {
    min-height: 1.75rem;
    font-size: var(--size-small);
    font-weight: 400;
  }
  ol {
    margin: var(--space-2) 0;
    padding: 0;
    list-style: none;
  }
  .stage {
    --colour: var(--voice-2);
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.125rem var(--space-2);
    width: 100%;
    padding: 0.25rem 0.5rem 0.375rem;
    border: 0;
    border-inline-start: 3px solid var(--rule);
    background: none;
    color: var(--ink);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .stage:hover {
    background: var(--paper-sunken);
  }
  .stage.here {
    border-color: var(--stamp);
    background: var(--stamp-tint);
  }
  .stage.future .words {
    color: var(--ink-soft);
  }
  .stage.waiting {
    --colour: var(--voice-1);
  }
  .stage.work {
    --colour: var(--voice-5);
  }
  .stage.smtp,
  .stage.mail {
    --colour: var(--voice-3);
  }
  .words {
    overflow-wrap: anywhere;
  }
  .time {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    white-space: nowrap;
  }
  .way {
    position: relative;
    grid-column: 1 / -1;
    height: 6px;
    border-radius: 3px;
    background: var(--paper-sunken);
  }
  .way i {
    position: absolute;
    inset-block: 0;
    min-width: 3px;
    border-radius: 3px;
    background: var(--colour);
  }
  .waiting .way i {
    background: repeating-linear-gradient(120deg, var(--colour) 0 4px, transparent 4px 7px);
    box-shadow: inset 0 0 0 1px var(--colour);
  }
  .mail .way i {
    width: 6px !important;
    translate: -3px 0;
  }
  .total {
    margin: 0;
    color: var(--ink-soft);
  }
  .total b {
    color: var(--ink);
  }
  @media (forced-colors: active) {
    .way i {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .stage.here {
      border-color: Highlight;
    }
  }
`
