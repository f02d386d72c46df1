import { css } from 'lit'

/** The front page's drawing and the perforated stamp it is printed on. */
export const drawingStyles = css`
  .lifted {
    filter: drop-shadow(0 0 0.5px var(--rule-strong)) drop-shadow(0 1px 2px light-dark(#5a534833, #0008));
  }
  /* Holes are cut along the edge: a grid of discs whose middles lie on the border, beneath a solid middle. */
  .perforated {
    --hole: 6px;
    padding: calc(3 * var(--hole));
    background: var(--paper-raised);
    mask:
      radial-gradient(var(--hole), #0000 96%, #000) round calc(-1.5 * var(--hole)) calc(-1.5 * var(--hole)) /
        calc(3 * var(--hole)) calc(3 * var(--hole)),
      linear-gradient(#000 0 0) no-repeat 50% / calc(100% - 3 * var(--hole)) calc(100% - 3 * var(--hole));
  }
  .drawing {
    display: block;
    width: 100%;
    height: auto;
    border: 1px solid var(--rule);
    background: var(--paper);
  }
  .drawing text {
    fill: var(--ink);
    font-family: var(--font-text);
    font-size: 15px;
    text-anchor: middle;
  }
  .drawing .label {
    fill: var(--stamp);
    font-family: var(--font-title);
    font-size: 17px;
    font-style: italic;
    text-anchor: start;
  }
  .drawing .note {
    fill: var(--ink-soft);
    font-size: 13px;
  }
  .drawing .small {
    font-size: 13px;
  }
  .drawing .on-stamp {
    fill: var(--on-stamp);
    font-weight: 600;
  }
  .drawing path,
  .drawing rect,
  .drawing circle {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .drawing .paper {
    fill: var(--paper-raised);
  }
  .drawing .next {
    stroke: var(--stamp);
    stroke-width: 2.5;
  }
  .drawing .stamp-red {
    fill: var(--stamp-fill);
    stroke: none;
  }
  .drawing .tray {
    stroke-width: 2;
  }
  .drawing .ink-pad {
    stroke: var(--stamp);
    stroke-width: 2.5;
  }
  .drawing .dot {
    stroke: var(--rule-strong);
  }
  .drawing .faint {
    stroke: var(--rule-strong);
    stroke-width: 1;
  }
  .drawing .perforation {
    stroke: var(--rule-strong);
    stroke-width: 1.5;
    stroke-dasharray: 1.5 3;
  }
  .drawing .arrow {
    stroke: var(--stamp);
    stroke-width: 2;
    marker-end: url(#tip);
  }
  .drawing .back {
    stroke-dasharray: 4 3;
  }
  .drawing .tip {
    fill: var(--stamp);
    stroke: none;
  }
  .postmark .ring {
    font-family: var(--font-text);
    font-size: 11px;
    font-weight: 600;
    letter-spacing: 0.06em;
  }
  .postmark .middle {
    font-family: var(--font-text);
    font-size: 13px;
    font-weight: 700;
    text-anchor: middle;
  }
  .postmark .lower {
    font-size: 7.5px;
    letter-spacing: 0.04em;
  }
  @media (forced-colors: active) {
    .perforated {
      border: 1px solid CanvasText;
      mask: none;
    }
  }
  @media print {
    .postmark {
      display: none;
    }
  }
`
