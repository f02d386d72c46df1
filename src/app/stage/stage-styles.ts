import { css } from 'lit'

export const stageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: var(--paper-raised);
    color: var(--ink);
    container-type: inline-size;
  }
  mr-timeline {
    flex: 0 0 var(--height);
    border-block-end: 1px solid var(--rule);
  }
  .side {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    height: 100%;
    container-type: inline-size;
  }
  .side > mr-timeline {
    flex: 1;
    border: 0;
  }
  mr-split,
  mr-tabs,
  mr-event-list,
  .side[slot='events'] {
    flex: 1;
    min-height: 0;
  }
  mr-tabs > :not(.side) {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  mr-prediction {
    flex: none;
    margin: var(--space-2);
    max-height: 60%;
    overflow: auto;
  }
  .empty {
    display: grid;
    flex: 1;
    place-content: center;
    justify-items: center;
    gap: var(--space-3);
    padding: var(--space-4);
    color: var(--ink-soft);
    font-family: var(--font-title);
    font-size: var(--size-lead);
    text-align: center;
    text-wrap: balance;
  }
  .empty p {
    margin: 0;
    max-width: 26rem;
  }
  .empty svg {
    max-width: 100%;
    fill: var(--voice-1);
  }
  .empty path {
    fill: none;
    stroke: var(--rule-strong);
  }
  .empty .rail {
    stroke: var(--rule);
    stroke-width: 8;
    stroke-linecap: round;
  }
  .empty .flow {
    stroke: var(--voice-2);
    stroke-width: 2;
  }
  .empty .letter {
    fill: var(--paper-raised);
    stroke: var(--voice-3);
    stroke-width: 1.5;
  }
  .empty .head {
    stroke: var(--stamp);
    stroke-width: 2;
  }
  .empty circle {
    fill: var(--voice-5);
  }
`
