import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { codeStyles } from '../editor/code-styles.ts'
import { controls } from '../shared-styles.ts'
import { proseStyles } from './prose-styles.ts'
import { StageShow } from './step-events.ts'

/**
 * `<mr-lesson-text>`: HTML of a lesson, made inert. The cleaner comes late, so that the editor need not wait for it.
 *
 *     html`<mr-lesson-text .html=${lesson.html}></mr-lesson-text>`
 */
@customElement('mr-lesson-text')
export class MrLessonText extends LitElement {
  static override readonly styles = [controls, codeStyles, proseStyles]

  @property({ attribute: false }) html = ''
  @state() private content: DocumentFragment | string = ''

  constructor() {
    super()
    this.addEventListener('click', this.#clicked)
  }

  override render(): TemplateResult {
    return html`${this.content}`
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('html')) void this.#clean(this.html)
  }

  /** A link to a moment leads to the stage, not to another address. */
  readonly #clicked = (event: Event): void => {
    const [target] = event.composedPath()
    const link = target instanceof Element ? target.closest<HTMLElement>('[data-moment]') : null
    const moment = link?.dataset['moment']
    if (moment === undefined) return
    event.preventDefault()
    this.dispatchEvent(new StageShow({ moment }))
  }

  async #clean(source: string): Promise<void> {
    try {
      const { sanitiseLesson } = await import('./sanitise.ts')
      if (source === this.html) this.content = sanitiseLesson(source)
    } catch {
      // Without the cleaner (a failed download) the words are better than nothing, and as text they are harmless.
      if (source === this.html) this.content = source.replace(/<[^>]*>/g, '')
    }
  }
}
