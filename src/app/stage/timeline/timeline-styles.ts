import { css } from 'lit'

export const timelineStyles = css`
  :host {
    --gutter: clamp(6.25rem, 14cqi, 8.5rem);
    display: block;
    min-width: 0;
    min-height: 0;
    background: var(--paper-raised);
    container-type: size;
    font-size: var(--size-small);
  }
  .frame {
    position: relative;
    height: 100%;
    overflow: hidden auto;
    scrollbar-width: thin;
  }
  .content {
    display: grid;
    grid-template-columns: var(--gutter) minmax(0, 1fr);
    min-height: 100%;
  }
  .corner {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 1px;
    height: 24px;
    padding-inline: 2px;
    border-block-end: 1px solid var(--rule);
    border-inline-end: 1px solid var(--rule);
    background: var(--paper-sunken);
  }
  .corner button {
    min-width: 24px;
    height: 22px;
    padding: 0 0.25rem;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--ink-soft);
    font: inherit;
    font-size: 0.75rem;
    line-height: 1;
    cursor: pointer;
  }
  .corner button:hover {
    background: var(--rule);
    color: var(--ink);
  }
  .corner button:focus-visible {
    outline-offset: -2px;
  }
  .corner .scale {
    flex: 1;
    text-align: start;
    white-space: nowrap;
  }
  .lane {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    height: var(--row);
    padding-inline: calc(0.5rem + var(--depth) * 0.625rem) 0.25rem;
    border-block-end: 1px solid var(--rule);
    border-inline-end: 1px solid var(--rule);
    background: var(--paper-sunken);
    white-space: nowrap;
  }
  .lane.current {
    box-shadow: inset 3px 0 var(--stamp);
    font-weight: 600;
  }
  .lane span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .lane .state {
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    border: 1.5px solid var(--ink-soft);
    border-radius: 50%;
  }
  .lane .state.running {
    border-color: var(--good);
    background: var(--good);
  }
  .lane .state.waiting {
    border-color: var(--voice-5);
    background: linear-gradient(90deg, var(--voice-5) 50%, transparent 50%);
  }
  .lane .state.ended {
    border-radius: 1px;
    border-color: var(--ink-soft);
    background: none;
  }
  .lane .state.threw {
    border-radius: 1px;
    border-color: var(--stamp);
    background: var(--stamp);
  }
  .plot {
    position: sticky;
    inset-block-start: 0;
    grid-row: 1 / 999;
    grid-column: 2;
    height: 100cqb;
    overflow: hidden;
    background: linear-gradient(var(--paper-sunken) 23px, var(--rule) 23px 24px, transparent 24px);
    cursor: crosshair;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    contain: strict;
  }
  .plot:focus-visible {
    outline-offset: -2px;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .playhead {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    width: 0;
    border-inline-start: 2px solid var(--stamp);
    margin-inline-start: -1px;
    pointer-events: none;
  }
  .playhead.is-live {
    border-inline-start-style: dashed;
    border-color: var(--good);
  }
  .handle {
    position: absolute;
    inset-block-start: 2px;
    padding: 0 0.375rem;
    border-radius: 1rem;
    background: var(--stamp-fill);
    color: var(--on-stamp);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 1.125rem;
    white-space: nowrap;
    translate: calc(-50% - 1px) 0;
  }
  .handle.is-first {
    translate: -8px 0;
  }
  .handle.is-last {
    translate: calc(-100% + 8px) 0;
  }
  .is-live .handle {
    background: var(--good-tint);
    color: var(--good);
    box-shadow: inset 0 0 0 1px var(--good);
  }
  .thumb {
    position: absolute;
    inset-block-end: 1px;
    height: 4px;
    min-width: 12px;
    border-radius: 2px;
    background: var(--rule-strong);
    pointer-events: none;
  }
  .tip {
    position: absolute;
    z-index: 3;
    inset-block-start: 0;
    inset-inline-start: 0;
    max-width: min(24rem, 90%);
    padding: var(--space-1) var(--space-2);
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--paper-raised);
    box-shadow: var(--shadow);
    color: var(--ink);
    line-height: 1.3;
    overflow-wrap: anywhere;
    pointer-events: none;
  }
  .tip small {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .folded {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 10px;
    padding: 0 0.5rem;
    border: 1px solid var(--warn);
    border-radius: var(--radius);
    background: var(--warn-tint);
    color: var(--warn);
    font-size: 0.75rem;
    line-height: 1.25rem;
    pointer-events: none;
  }
  @media (forced-colors: active) {
    .playhead {
      border-color: Highlight;
    }
    .handle,
    .is-live .handle {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .lane .state.running,
    .thumb {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`
