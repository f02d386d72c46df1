import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { controls } from '../shared-styles.ts'
import type { RedisLink } from '../session/step-services.ts'
import { PromptHistory } from './prompt-history.ts'
import {
  commandOf,
  complete,
  helpFor,
  syntaxOf,
  type CommandTable,
  type Completion,
} from './redis-completion.ts'
import { promptStyles } from './redis-prompt-styles.ts'
import { PromptTalk, TalkChange } from './redis-talk.ts'
import { visibleText } from './visible-text.ts'

const noCompletion: Completion = { from: 0, options: [] }

/**
 * `<mr-redis-prompt>`: a redis-cli for the Redis of the step.
 *
 *     html`<mr-redis-prompt .link=${link} .keys=${['queue_name']} scope="04-redis/01-which-end"></mr-redis-prompt>`
 */
@customElement('mr-redis-prompt')
export class MrRedisPrompt extends LitElement {
  static override readonly styles = [controls, promptStyles]

  @property({ attribute: false }) link: RedisLink | null = null
  /** Names to complete. */
  @property({ attribute: false }) keys: readonly string[] = []
  /** Whose history it is: that of a step. */
  @property() scope = ''
  @state() private line = ''
  @state() private completion = noCompletion
  /** The option that Enter takes; below zero: none. */
  @state() private active = -1
  @state() private table: CommandTable | null = null
  @query('input') private readonly input!: HTMLInputElement
  @query('.output') private readonly output!: HTMLElement
  #history = new PromptHistory('')
  readonly #talk = new PromptTalk()

  override connectedCallback(): void {
    super.connectedCallback()
    this.#talk.addEventListener(TalkChange.type, this.#redraw)
    this.#talk.connect(this.link)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#talk.removeEventListener(TalkChange.type, this.#redraw)
    this.#talk.connect(null)
  }

  /** Puts a line there, to be looked at before it is sent. */
  fill(line: string): void {
    this.#show(line)
    this.focus()
  }

  override focus(): void {
    this.input.focus()
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('link')) this.#talk.connect(this.link)
    if (!changes.has('scope')) return
    this.#history = new PromptHistory(this.scope)
    this.#talk.clear()
    this.line = ''
    this.completion = noCompletion
  }

  protected override updated(): void {
    this.output.scrollTop = this.output.scrollHeight
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): TemplateResult {
    const { lines, prompt, isBusy } = this.#talk.state
    const isOpen = this.completion.options.length > 0
    return html`
      <div class="output" role="log" aria-label="Answers of Redis" tabindex="0" ?hidden=${lines.length === 0}>
        ${lines.map(
          ({ kind, text }) =>
            html`<div class=${kind}>
              ${kind === 'error' ? html`<span aria-hidden="true">✕</span>` : nothing}
              <span class="text">${visibleText(text)}</span>
            </div>`,
        )}
      </div>
      <div class="field">
        <form @submit=${this.#submitted}>
          <label for="line">${prompt}<span class="visually-hidden"> Redis command</span></label>
          <input
            id="line"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded=${isOpen}
            aria-controls="options"
            aria-activedescendant=${this.active >= 0 ? `option-${this.active}` : nothing}
            aria-describedby="help"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck="false"
            enterkeyhint="send"
            placeholder=${isBusy ? 'waiting … Ctrl+C ends it' : 'type a command, like KEYS *'}
            .value=${live(this.line)}
            @input=${this.#typed}
            @keydown=${this.#keyPressed}
            @focus=${this.#focused}
            @blur=${this.#close}
          />
          ${lines.length > 0 && !isBusy ? this.#renderButton('Clear', () => this.#talk.clear()) : nothing}
          ${
            isBusy
              ? this.#renderButton('Interrupt', () => this.#talk.interrupt())
              : html`<button class="button" type="submit" ?disabled=${!this.link}>Send</button>`
          }
        </form>
        ${this.#renderOptions()}
        <p class="help" id="help">${this.#renderHelp()}</p>
      </div>
    `
  }

  #renderButton(label: string, act: () => void): TemplateResult {
    const press = (): void => {
      act()
      this.focus()
    }
    return html`<button class="button quiet" type="button" @click=${press}>${label}</button>`
  }

  #renderOptions(): TemplateResult {
    const { options } = this.completion
    // A press must not take the focus from the line.
    return html`<ul
      id="options"
      role="listbox"
      aria-label="Completions"
      ?hidden=${options.length === 0}
      @pointerdown=${(event: Event) => event.preventDefault()}
    >
      ${options.map(
        (option, at) =>
          html`<li
            id="option-${at}"
            role="option"
            aria-selected=${at === this.active}
            @click=${() => this.#take(option)}
          >
            ${option}
          </li>`,
      )}
    </ul>`
  }

  #renderHelp(): TemplateResult | typeof nothing {
    const spec = this.table && commandOf(this.line, this.table)
    if (!spec) return nothing
    return html`<code>${syntaxOf(spec)}</code>${spec.summary ? ` · ${spec.summary}` : nothing}`
  }

  readonly #redraw = (): void => this.requestUpdate()

  readonly #focused = (): void => {
    // Large, and only of use to those who type here. Without it the prompt works, but helps less.
    void import('../../sandbox/command-help.ts').then(
      ({ commandTable }) => {
        this.table = commandTable
        this.#typed()
      },
      () => undefined,
    )
  }

  readonly #typed = (): void => {
    this.line = this.input.value
    const isAtEnd = this.input.selectionStart === this.line.length
    this.completion =
      this.table && isAtEnd && this.line.trim() ? complete(this.line, this.table, this.keys) : noCompletion
    this.active = -1
  }

  readonly #close = (): void => {
    this.completion = noCompletion
    this.active = -1
  }

  #show(line: string): void {
    this.line = line
    this.#close()
  }

  #take(option: string): void {
    this.#show(`${this.line.slice(0, this.completion.from)}${option} `)
    // What comes next can be completed, too.
    void this.updateComplete.then(() => this.#typed())
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault()
    const chosen = this.completion.options[this.active]
    if (chosen !== undefined) return this.#take(chosen)
    const line = this.line.trim()
    if (!line || this.#talk.state.isAsking || !this.link) return
    this.#history.add(line)
    this.#show('')
    const help = helpFor(line, this.table)
    if (line.toLowerCase() === 'clear') this.#talk.clear()
    else if (help !== null) this.#talk.tell(line, help)
    else void this.#talk.ask(line)
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.isComposing || !this.#act(event)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Whether the key meant something here. */
  #act({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (metaKey || altKey) return false
    const { options } = this.completion
    if (ctrlKey) return this.#actWithControl(key)
    switch (key) {
      case 'Escape':
        return options.length > 0 ? (this.#close(), true) : this.#interrupt()
      case 'Tab':
        return !shiftKey && this.#completeByKey()
      case 'ArrowDown':
        return options.length > 0 ? this.#move(1) : this.#recall(this.#history.newer())
      case 'ArrowUp':
        return this.active >= 0 ? this.#move(-1) : this.#recall(this.#history.older(this.line))
      default:
        return false
    }
  }

  #actWithControl(key: string): boolean {
    if (key === 'l') this.#talk.clear()
    // With something marked, the key copies it.
    else if (key !== 'c' || this.input.selectionStart !== this.input.selectionEnd) return false
    else return this.#interrupt()
    return true
  }

  /** Ends what is waited for, else drops the line. */
  #interrupt(): boolean {
    if (this.#talk.state.isBusy) this.#talk.interrupt()
    else if (this.line) this.#show('')
    else return false
    return true
  }

  /** Takes the only option, or goes through them. With nothing to complete, Tab leads on through the page. */
  #completeByKey(): boolean {
    const [only, ...others] = this.completion.options
    if (only === undefined) return false
    if (others.length === 0) this.#take(only)
    else this.active = (this.active + 1) % (others.length + 1)
    return true
  }

  #move(by: number): boolean {
    this.active = Math.min(this.completion.options.length - 1, Math.max(-1, this.active + by))
    return true
  }

  #recall(line: string | null): boolean {
    if (line !== null) this.#show(line)
    return true
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-redis-prompt': MrRedisPrompt
  }
}
