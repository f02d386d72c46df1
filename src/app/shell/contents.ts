import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Catalogue, Chapter, StepEntry, StepId } from '../../course/lesson.ts'
import type { Progress } from '../../workspace/progress.ts'
import { controls } from '../shared-styles.ts'
import { chaptersToCome, type ComingChapter } from './coming-chapters.ts'
import { isDone, tally, tallyText } from './course-progress.ts'
import { stepHref } from './route.ts'

/**
 * The course's contents with what is done. Links only: following one is the router's business.
 *
 *     <mr-contents .catalogue=${catalogue} .progress=${progress} .current=${'01-lists/02-stack'}></mr-contents>
 */
@customElement('mr-contents')
export class MrContents extends LitElement {
  @property({ attribute: false }) catalogue: Catalogue = { chapters: [] }
  @property({ attribute: false }) progress: Progress = {}
  @property({ attribute: false }) current: StepId | null = null
  /** Level of the chapters' headings. */
  @property({ type: Number }) level: 2 | 3 = 3

  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      section + section {
        margin-top: var(--space-6);
      }
      h2,
      h3 {
        display: flex;
        align-items: baseline;
        gap: var(--space-3);
        margin: 0;
        font-family: var(--font-title);
        font-size: var(--size-lead);
        font-weight: 600;
      }
      .number {
        min-width: 1.5rem;
        color: var(--stamp);
        font-variant-numeric: lining-nums;
      }
      .tally {
        margin-inline-start: auto;
        color: var(--ink-soft);
        font-family: var(--font-text);
        font-size: var(--size-small);
        font-weight: 400;
        white-space: nowrap;
      }
      p {
        max-width: 62ch;
        margin: var(--space-1) 0 var(--space-3);
        padding-inline-start: calc(1.5rem + var(--space-3));
        color: var(--ink-soft);
      }
      ol {
        margin: 0;
        padding: 0;
        border-top: 1px solid var(--rule);
        list-style: none;
      }
      li {
        border-bottom: 1px solid var(--rule);
      }
      .step {
        display: grid;
        grid-template-columns: 1.5rem 2rem minmax(0, 1fr) auto;
        column-gap: var(--space-3);
        align-items: baseline;
        padding: var(--space-3) var(--space-2) var(--space-3) 0;
        color: var(--ink);
        text-decoration: none;
      }
      .step:focus-visible {
        outline-offset: -2px;
      }
      .step:hover .title {
        text-decoration: underline;
        text-decoration-color: var(--stamp);
        text-decoration-thickness: 2px;
      }
      .step:hover,
      .step[aria-current] {
        background: var(--paper-sunken);
      }
      .step[aria-current] {
        box-shadow: -4px 0 var(--stamp);
      }
      .place {
        align-self: start;
        margin-top: 1px;
        justify-self: center;
        width: 1.375rem;
        height: 1.375rem;
        fill: none;
        stroke: var(--rule-strong);
      }
      .place.passed {
        stroke: var(--good);
      }
      .place .done {
        fill: var(--good-tint);
      }
      .place .begun {
        fill: var(--stamp);
        stroke: none;
        opacity: 0.45;
      }
      .step-number {
        color: var(--ink-soft);
        font-size: var(--size-code);
        font-variant-numeric: tabular-nums;
      }
      .title {
        font-weight: 600;
      }
      .concepts {
        margin-inline-start: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-code);
      }
      .minutes {
        color: var(--ink-soft);
        font-size: var(--size-small);
        white-space: nowrap;
      }
      .coming {
        margin-top: var(--space-6);
        color: var(--ink-soft);
      }
      .coming ol {
        margin-top: var(--space-3);
      }
      .coming li {
        display: flex;
        align-items: baseline;
        gap: var(--space-3);
        padding: var(--space-2) 0;
      }
      .coming .number {
        color: inherit;
        font-family: var(--font-title);
        font-weight: 600;
      }
      @container (max-width: 30rem) {
        .concepts {
          display: block;
          margin: 0;
        }
      }
      @media (forced-colors: active) {
        .step[aria-current] {
          border-inline-start: 4px solid Highlight;
        }
      }
    `,
  ]

  protected override render(): TemplateResult {
    const coming = chaptersToCome(this.catalogue)
    if (this.catalogue.chapters.length === 0)
      return html`<p>There are no steps yet: the folder of lessons is empty.</p>`
    return html`
      ${this.catalogue.chapters.map((chapter) => this.#chapter(chapter))}
      ${coming.length === 0 ? nothing : this.#coming(coming)}
    `
  }

  #heading(content: TemplateResult): TemplateResult {
    return this.level === 2 ? html`<h2>${content}</h2>` : html`<h3>${content}</h3>`
  }

  #chapter(chapter: Chapter): TemplateResult {
    const count = tallyText(tally(chapter.steps, this.progress))
    return html`
      <section>
        ${this.#heading(
          html`<span class="number">${chapter.number}</span><span>${chapter.title}</span
            ><span class="tally">${count}</span>`,
        )}
        <p>${chapter.summary}</p>
        <ol>
          ${chapter.steps.map((step) => html`<li>${this.#step(step)}</li>`)}
        </ol>
      </section>
    `
  }

  #step(step: StepEntry): TemplateResult {
    const isPassed = isDone(this.progress, step.id)
    const isStarted = this.progress[step.id]?.startedAt !== undefined
    const words = isPassed ? 'done' : isStarted ? 'begun' : ''
    return html`
      <a class="step" href=${stepHref(step.id)} aria-current=${step.id === this.current ? 'page' : nothing}>
        ${place(isPassed, isStarted)}
        <span class="step-number">${step.number}</span>
        <span>
          <span class="title">${step.title}</span>
          ${words ? html`<span class="visually-hidden">(${words})</span>` : nothing}
          <span class="concepts">${step.concepts.join(' · ')}</span>
        </span>
        <span class="minutes">${step.minutes} min</span>
      </a>
    `
  }

  #coming(chapters: readonly ComingChapter[]): TemplateResult {
    return html`
      <section class="coming">
        ${this.#heading(html`In the making`)}
        <ol>
          ${chapters.map(({ number, title }) => html`<li><span class="number">${number}</span>${title}</li>`)}
        </ol>
      </section>
    `
  }
}

/** Where a stamp goes: an empty place, one with a corner stuck down, or one that has been postmarked. */
function place(isPassed: boolean, isStarted: boolean): TemplateResult {
  const stamped = svg`
    <circle class="done" cx="11" cy="11" r="10" stroke-width="1.5" />
    <path d="M6.500 11.500l3 3 6-7" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
  `
  const empty = svg`
    ${isStarted ? svg`<path class="begun" d="M3.500 2.500h15l-15 17z" />` : nothing}
    <rect x="3.500" y="2.500" width="15" height="17" stroke-dasharray="2 1.500" />
  `
  return html`
    <svg class="place ${isPassed ? 'passed' : ''}" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      ${isPassed ? stamped : empty}
    </svg>
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-contents': MrContents
  }
}
