import { css } from 'lit'

/** How the page's parts stand to each other. A step fills the window and scrolls within; other pages scroll as usual. */
export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
  }
  :host([data-view='step']) {
    height: 100dvh;
  }
  main {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  main:focus {
    outline: none;
  }
  :host([data-view='step']) main {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .skip {
    position: absolute;
    top: var(--space-2);
    left: var(--space-2);
    z-index: 5;
    padding: var(--space-2) var(--space-3);
    background: var(--paper-raised);
  }
  @media print {
    :host,
    :host([data-view='step']) {
      display: block;
      height: auto;
    }
    mr-notice,
    mr-storage-banner {
      display: none;
    }
  }
  /* Until it has been downloaded, what it holds is no part of the page. */
  mr-sheet:not(:defined) {
    display: none;
  }
`
