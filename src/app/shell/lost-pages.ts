import { html, nothing, type TemplateResult } from 'lit'
import type { Catalogue } from '../../course/lesson.ts'
import type { Progress } from '../../workspace/progress.ts'
import './message-page.ts'
import { nearestStep, stepHref } from './route.ts'
import type { View } from './view.ts'

/** For an address that is no step: names it, offers the step most like it, and the contents. */
export function unknownPage(asked: string, catalogue: Catalogue, progress: Progress): TemplateResult {
  const nearest = nearestStep(catalogue, asked)
  return html`
    <mr-message-page
      heading="There is no step “${asked.slice(0, 80)}”"
      reason="The address may be mistyped, or the step has moved or is not written yet. Nothing of yours is lost."
    >
      ${
        nearest
          ? html`<a slot="actions" class="button primary" href=${stepHref(nearest.id)}>
              Open ${nearest.number} ${nearest.title}
            </a>`
          : nothing
      }
      <a slot="actions" class="button" href="#/">Front page</a>
      <mr-contents .catalogue=${catalogue} .progress=${progress} level="2"></mr-contents>
    </mr-message-page>
  `
}

/** For a page that did not arrive: says why, and offers to try again. */
export function failedPage(
  { name, reason }: Extract<View, { kind: 'failed' }>,
  catalogue: Catalogue,
  progress: Progress,
  tryAgain: () => void,
): TemplateResult {
  return html`
    <mr-message-page
      heading="${name} could not be loaded"
      reason="${reason} Your work is untouched. If trying again does not help, reload the page: the course may have changed meanwhile."
    >
      <button slot="actions" class="button primary" @click=${tryAgain}>Try again</button>
      <button slot="actions" class="button" @click=${() => location.reload()}>Reload the page</button>
      <mr-contents .catalogue=${catalogue} .progress=${progress} level="2"></mr-contents>
    </mr-message-page>
  `
}
