import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Catalogue } from '../../course/lesson.ts'
import type { Progress } from '../../workspace/progress.ts'
import type { Settings } from '../../workspace/settings.ts'
import { controls } from '../shared-styles.ts'
import { chaptersToCome } from './coming-chapters.ts'
import './contents.ts'
import { durationText, plural, tally, tallyText, wayIn, type WayIn } from './course-progress.ts'
import { drawingStyles } from './drawing-styles.ts'
import { queueDrawing } from './queue-drawing.ts'
import { allSteps, stepHref } from './route.ts'
import { postmark } from './stamp.ts'

/** The first page: what one builds, for whom, how long, and one button that starts or goes on. */
@customElement('mr-front-page')
export class MrFrontPage extends LitElement {
  @property({ attribute: false }) catalogue: Catalogue = { chapters: [] }
  @property({ attribute: false }) progress: Progress = {}
  @property({ attribute: false }) lastStep: Settings['lastStep'] = null

  static override readonly styles = [
    controls,
    drawingStyles,
    css`
      :host {
        display: block;
        max-width: 74rem;
        margin-inline: auto;
        padding: clamp(1.25rem, 3.5vw, 3rem) clamp(1rem, 4vw, 3rem) var(--space-6);
      }
      .hero {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.25fr);
        grid-template-areas: 'intro stamp' 'facts facts';
        column-gap: clamp(1.5rem, 4vw, 3.5rem);
        row-gap: var(--space-5);
      }
      .intro {
        grid-area: intro;
        align-self: center;
      }
      h1 {
        margin: 0 0 var(--space-4);
        font-family: var(--font-title);
        font-size: var(--size-hero);
        font-weight: 600;
        line-height: 1.08;
        letter-spacing: -0.015em;
        text-wrap: balance;
      }
      h1:focus {
        outline: none;
      }
      .lead {
        max-width: 34rem;
        margin: 0 0 var(--space-5);
        font-size: var(--size-lead);
        line-height: 1.5;
        text-wrap: pretty;
      }
      .way-in {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
      }
      .way-in .button {
        min-height: 3rem;
        padding-inline: var(--space-5);
        font-size: var(--size-lead);
      }
      .beside {
        color: var(--ink-soft);
        font-size: var(--size-code);
      }
      .facts {
        grid-area: facts;
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        margin: 0;
        border-block: 1px solid var(--rule);
      }
      .facts div {
        padding: var(--space-3) var(--space-4);
        border-inline-start: 1px solid var(--rule);
      }
      .facts div:first-child {
        padding-inline-start: 0;
        border: 0;
      }
      dt {
        color: var(--stamp);
        font-family: var(--font-title);
        font-style: italic;
      }
      dd {
        margin: 0;
        text-wrap: pretty;
      }
      .stamp {
        grid-area: stamp;
        position: relative;
        align-self: start;
        margin: 0;
      }
      figcaption {
        margin: var(--space-3) calc(3 * 6px) 0;
        color: var(--ink-soft);
        font-size: var(--size-code);
        text-wrap: pretty;
      }
      .postmark {
        position: absolute;
        inset-block-start: -1.75rem;
        inset-inline-end: -1.25rem;
        width: 9.5rem;
        color: var(--ink-soft);
        opacity: 0.55;
        rotate: 9deg;
        pointer-events: none;
      }
      .contents {
        margin-top: clamp(2.5rem, 6vw, 4.5rem);
      }
      .contents > h2 {
        margin: 0 0 var(--space-5);
        padding-bottom: var(--space-2);
        border-bottom: 3px double var(--rule-strong);
        font-family: var(--font-title);
        font-size: var(--size-title);
        font-weight: 600;
      }
      @media (max-width: 56rem) {
        :host {
          padding-top: var(--space-4);
        }
        .hero {
          row-gap: var(--space-4);
          grid-template-columns: minmax(0, 1fr);
          grid-template-areas: 'intro' 'stamp' 'facts';
        }
        .lead {
          margin-bottom: var(--space-4);
          font-size: var(--size-text);
        }
        .way-in .button {
          font-size: var(--size-text);
        }
        .stamp {
          max-width: 34rem;
        }
        figcaption {
          display: none;
        }
        .facts {
          grid-template-columns: minmax(0, 1fr);
        }
        .facts div,
        .facts div:first-child {
          display: grid;
          grid-template-columns: 4.5rem minmax(0, 1fr);
          padding: var(--space-2) 0;
          border: 0 solid var(--rule);
        }
        .facts div + div {
          border-block-start-width: 1px;
        }
        .postmark {
          inset-block-start: -1.5rem;
          inset-inline-end: -0.25rem;
          width: 6.5rem;
        }
      }
      @media print {
        .way-in {
          display: none;
        }
      }
    `,
  ]

  /** Its height is known, and the page can be scrolled, only with the contents in it. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete()
    await this.renderRoot.querySelector('mr-contents')?.updateComplete
    return isComplete
  }

  protected override render(): TemplateResult {
    const steps = allSteps(this.catalogue)
    const chapters = this.catalogue.chapters.length
    const coming = chaptersToCome(this.catalogue)
    return html`
      <div class="hero">
        <div class="intro">
          <h1 tabindex="-1">Build the queue that delivers the mail</h1>
          <p class="lead">
            You press <em>Sign up</em>, the page answers at once, the letter follows. In between stands a task
            queue. Build one here, step by step, in TypeScript that runs beside the text.
          </p>
          ${this.#wayIn(wayIn(this.catalogue, this.progress, this.lastStep))}
        </div>
        <figure class="stamp">
          <div class="lifted"><div class="perforated">${queueDrawing}</div></div>
          ${postmark('MAILROOM · MAILROOM · MAILROOM ·', `${chapters} OF ${chapters + coming.length}`, 'CHAPTERS')}
          <figcaption>
            The page answers before the mail is out; a queue keeps what is still to do, and workers do it.
            Chapter 1 builds the queue.
          </figcaption>
        </figure>
        <dl class="facts">
          <div>
            <dt>For</dt>
            <dd>you, if you can read a function and a class in JavaScript or TypeScript</dd>
          </div>
          <div>
            <dt>Takes</dt>
            <dd>
              ${durationText(steps)} for ${plural(steps.length, 'step')}; more chapters are in the making
            </dd>
          </div>
          <div>
            <dt>Needs</dt>
            <dd>this page only: no account, nothing to install, and your work stays in this browser</dd>
          </div>
        </dl>
      </div>
      <section class="contents" aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <mr-contents .catalogue=${this.catalogue} .progress=${this.progress}></mr-contents>
      </section>
    `
  }

  #wayIn(way: WayIn | null): TemplateResult | typeof nothing {
    if (!way) return nothing
    const { entry } = way
    const name = `${entry.number} ${entry.title}`
    const count = tallyText(tally(allSteps(this.catalogue), this.progress))
    const [words, beside] = {
      start: ['Start', `${plural(entry.minutes, 'minute')} for the first step`],
      resume: [`Go on with ${name}`, count],
      again: [`Look again at ${name}`, `${count}: you have built it all`],
    }[way.kind] as [string, string]
    return html`
      <div class="way-in">
        <a class="button primary" href=${stepHref(entry.id)}>${words}</a>
        <span class="beside">${beside}</span>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-front-page': MrFrontPage
  }
}
