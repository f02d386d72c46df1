import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import { hasBody, requestMethods, type LessonRequest } from '../../course/request-line.ts'
import { controls } from '../shared-styles.ts'
import { placeStyles } from './place-link.ts'
import { answerStyles } from './web-answer-styles.ts'
import { visibleText } from './visible-text.ts'
import {
  draftOf,
  isJson,
  WebChange,
  WebModel,
  type AskApp,
  type BodyType,
  type Exchange,
} from './web-model.ts'
import { renderResponse } from './web-response.ts'
import { webStyles } from './web-styles.ts'
import { statusWords, timeText } from './web-words.ts'

const bodyTypes: readonly { readonly type: BodyType; readonly label: string; readonly example: string }[] = [
  { type: 'json', label: 'JSON', example: '{ "name": "Ada" }' },
  { type: 'form', label: 'Form', example: 'name=Ada&email=ada%40example.com' },
  { type: 'text', label: 'Text', example: 'any text' },
]

const nobody: AskApp = () => Promise.reject(new Error('There is no program that could be asked.'))

/**
 * `<mr-web>`: an address bar for the `app` that the learner's program exports, and what it answers.
 *
 *     html`<mr-web .ask=${(request, signal) => session.request(request, signal)} .suggestions=${lesson.requests}
 *       .code=${text} scope="05-coroutines/05-notice-worker"></mr-web>`
 */
@customElement('mr-web')
export class MrWeb extends LitElement {
  static override readonly styles = [controls, placeStyles, answerStyles, webStyles]

  @property({ attribute: false }) ask: AskApp = nobody
  /** Requests that the step suggests: one click each. */
  @property({ attribute: false }) suggestions: readonly LessonRequest[] = []
  /** The learner's text: an answer of another one is an old one. */
  @property({ attribute: false }) code = ''
  /** The step whose app is asked. */
  @property() scope = ''
  @query('#address') private readonly address!: HTMLInputElement
  readonly #model = new WebModel()
  #announcement = ''

  override connectedCallback(): void {
    super.connectedCallback()
    this.#model.addEventListener(WebChange.type, this.#changed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#model.removeEventListener(WebChange.type, this.#changed)
  }

  override focus(): void {
    this.address.focus()
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('scope')) this.#model.open(this.scope, this.suggestions)
  }

  protected override render(): TemplateResult {
    const { exchanges, shown } = this.#model.snapshot
    const exchange = exchanges.find(({ id }) => id === shown)
    return html`${this.#renderForm()}
      <div class="results">
        <section class="answer" aria-label="Answer">
          ${exchange ? this.#renderExchange(exchange) : renderEmpty()}
        </section>
        ${exchanges.length > 0 ? this.#renderList(exchanges, shown) : nothing}
      </div>
      <p class="visually-hidden" role="status">${this.#announcement}</p>`
  }

  #renderForm(): TemplateResult {
    const { draft, problem } = this.#model.snapshot
    return html`<form @submit=${this.#submitted} novalidate>
      <div class="bar">
        <select
          id="method"
          aria-label="Method"
          @change=${(event: Event) => this.#model.edit({ method: (event.currentTarget as HTMLSelectElement).value })}
        >
          ${requestMethods.map((method) => html`<option ?selected=${method === draft.method}>${method}</option>`)}
        </select>
        <label class="address"
          ><span class="origin">http://localhost</span
          ><span class="visually-hidden"> address: path and query</span>
          <input
            id="address"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck="false"
            inputmode="url"
            enterkeyhint="go"
            aria-invalid=${problem !== ''}
            aria-describedby=${problem ? 'problem' : nothing}
            .value=${live(draft.path)}
            @input=${() => this.#model.edit({ path: this.address.value })}
        /></label>
        <button class="button" type="submit">Send</button>
      </div>
      ${problem ? html`<p class="problem" id="problem">${visibleText(problem)}</p>` : nothing}
      ${hasBody(draft.method) ? this.#renderBodyField() : nothing}
      ${
        this.suggestions.length > 0
          ? html`<p class="suggestions">
              <span>Try:</span> ${this.suggestions.map((request) => this.#renderSuggestion(request))}
            </p>`
          : nothing
      }
    </form>`
  }

  #renderBodyField(): TemplateResult {
    const { body, type } = this.#model.snapshot.draft
    const change = (event: Event): void =>
      this.#model.edit({ type: (event.currentTarget as HTMLSelectElement).value as BodyType })
    const isBroken = type === 'json' && body.trim() !== '' && !isJson(body)
    return html`<div class="body-field">
      <select aria-label="Type of the body" @change=${change}>
        ${bodyTypes.map((one) => html`<option value=${one.type} ?selected=${one.type === type}>${one.label}</option>`)}
      </select>
      <textarea
        id="body"
        rows="3"
        aria-label="Body of the request"
        spellcheck="false"
        autocapitalize="off"
        placeholder=${bodyTypes.find((one) => one.type === type)?.example ?? ''}
        aria-describedby=${isBroken ? 'broken' : nothing}
        .value=${live(body)}
        @input=${(event: Event) => this.#model.edit({ body: (event.currentTarget as HTMLTextAreaElement).value })}
      ></textarea>
      ${isBroken ? html`<p class="note" id="broken">This is no JSON yet. It is sent as it is.</p>` : nothing}
    </div>`
  }

  #renderSuggestion(request: LessonRequest): TemplateResult {
    const send = (): void => {
      this.#model.edit(draftOf(request))
      this.#model.send(this.ask, this.code)
    }
    return html`<button class="button" type="button" @click=${send}>
      <b>${request.method}</b> ${request.path}
    </button>`
  }

  #renderExchange(exchange: Exchange): TemplateResult {
    const { id, request, outcome, code } = exchange
    const isOld = code !== this.code && outcome.kind === 'answered'
    return html`<h3><b>${request.method}</b> ${visibleText(request.path)}</h3>
      ${isOld ? html`<p class="note">An earlier version of your code answered this.</p>` : nothing}
      ${
        outcome.kind === 'waiting'
          ? html`<p class="waiting">
              Your app is at work on it…
              <button class="button quiet" type="button" @click=${() => this.#model.cancel(id)}>
                Cancel
              </button>
            </p>`
          : outcome.kind === 'failed'
            ? html`<p class="failed"><span aria-hidden="true">✕</span> ${visibleText(outcome.message)}</p>`
            : renderResponse(outcome.response)
      }`
  }

  #renderList(exchanges: readonly Exchange[], shown: number | null): TemplateResult {
    return html`<nav class="last" aria-label="Last requests">
      <h3>Last requests</h3>
      <ol>
        ${repeat(
          exchanges,
          ({ id }) => id,
          (exchange) =>
            html`<li>
              <button
                class="button quiet"
                type="button"
                aria-current=${exchange.id === shown ? 'true' : nothing}
                title="Look at it again, and put it into the form"
                @click=${() => this.#model.show(exchange.id)}
              >
                <span class="what"
                  ><b>${exchange.request.method}</b> ${visibleText(exchange.request.path)}</span
                >
                <span class="came">${outcomeText(exchange)}</span>
              </button>
            </li>`,
        )}
      </ol>
    </nav>`
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault()
    this.#model.send(this.ask, this.code)
  }

  readonly #changed = (): void => {
    const { exchanges, shown } = this.#model.snapshot
    const exchange = exchanges.find(({ id }) => id === shown)
    this.#announcement = exchange ? announcementOf(exchange) : ''
    this.requestUpdate()
  }
}

function renderEmpty(): TemplateResult {
  return html`<p class="note">
    Nothing asked yet. Write a path behind http://localhost, and press Enter: your program's
    <code>app</code> answers, as it would behind a web server.
  </p>`
}

/** In the list: `404`, `…`, `✕`; the time of what was answered. */
function outcomeText({ outcome }: Exchange): string {
  if (outcome.kind === 'waiting') return '…'
  if (outcome.kind === 'failed') return 'no answer'
  return `${outcome.response.status} · ${timeText(outcome.response.ms)}`
}

function announcementOf({ outcome, request }: Exchange): string {
  const what = `${request.method} ${request.path}`
  if (outcome.kind === 'waiting') return ''
  if (outcome.kind === 'failed') return outcome.message
  const { status, statusText, ms } = outcome.response
  return `${what}: ${statusWords(status, statusText).title}, after ${timeText(ms)}`
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-web': MrWeb
  }
}
