import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ClientView } from '../../services/redis/observer.ts'
import type { RedisState } from '../../services/services-messages.ts'
import { controls } from '../shared-styles.ts'
import { followedMark, type Followed } from './followed.ts'
import { PromptFill } from './redis-events.ts'
import { typeIcon } from './redis-icons.ts'
import type { ShownKey } from './redis-keys-shown.ts'
import { keysStyles } from './redis-keys-styles.ts'
import type { RedisSnapshot } from './redis-model.ts'
import './redis-time.ts'
import { renderRedisValue, scoreText } from './redis-value.ts'
import { clientText, count, sizeText, typeWords, type KeyType } from './redis-words.ts'
import { visibleText } from './visible-text.ts'

/** With so few keys one sees what all of them hold at once. */
const fewKeys = 3
/** With so many, one may want to see those of one type only. */
const someKeys = 4
const previewItems = 6

const types: readonly KeyType[] = ['list', 'hash', 'string', 'set', 'zset']

/**
 * `<mr-redis-keys>`: the keys of the database that is looked at, and who waits for some.
 *
 *     html`<mr-redis-keys .snapshot=${model.snapshot} .rate=${1}></mr-redis-keys>`
 */
@customElement('mr-redis-keys')
export class MrRedisKeys extends LitElement {
  static override readonly styles = [controls, keysStyles]

  @property({ attribute: false }) snapshot: RedisSnapshot | null = null
  /** How fast the server's time passes; 0: by leaps. */
  @property({ attribute: false }) rate = 1
  /** What of it belongs to the task that is followed. */
  @property({ attribute: false }) followed: Followed | null = null
  @state() private type: KeyType | null = null
  /** What a person opened or closed, by `db key`. */
  readonly #opened = new Map<string, boolean>()

  protected override render(): TemplateResult | typeof nothing {
    const { snapshot } = this
    const shown = snapshot?.state?.database
    if (!snapshot?.state || shown?.db !== snapshot.db) {
      return html`<p class="empty">
        ${snapshot?.hasEnded ? 'This Redis is gone. Press Run for a fresh one.' : 'Starting Redis…'}
      </p>`
    }
    const present = types.filter((type) => snapshot.keys.some((key) => key.snapshot.type === type))
    const type = this.type && present.includes(this.type) ? this.type : null
    const keys = snapshot.keys.filter((key) => !type || key.snapshot.type === type)
    const hidden = shown.size - snapshot.keys.length
    return html`
      ${present.length > 1 && snapshot.keys.length > someKeys ? this.#renderTypes(present, type, snapshot.keys) : nothing}
      ${this.#renderWaits(snapshot, snapshot.state)}
      ${repeat(
        keys,
        (key) => `${snapshot.db} ${key.snapshot.key}`,
        (key) => this.#renderKey(key, snapshot),
      )}
      ${shown.size === 0 ? this.#renderEmpty(snapshot.state) : nothing}
      ${hidden > 0 ? html`<p class="empty">… and ${count(hidden, 'more key')}, not shown.</p>` : nothing}
    `
  }

  #renderTypes(
    present: readonly KeyType[],
    chosen: KeyType | null,
    keys: readonly ShownKey[],
  ): TemplateResult {
    const button = (type: KeyType | null, label: unknown): TemplateResult =>
      html`<button
        class="button quiet"
        type="button"
        aria-pressed=${type === chosen}
        @click=${() => (this.type = type)}
      >
        ${label}
      </button>`
    return html`<div class="types" role="group" aria-label="Show keys of one type">
      ${button(null, `All ${keys.length}`)}
      ${present.map((type) => {
        const number = keys.filter(({ snapshot }) => snapshot.type === type).length
        return button(type, html`${typeIcon(type)} ${typeWords[type]} ${number}`)
      })}
    </div>`
  }

  #renderKey(shown: ShownKey, { db, keys, receivedMs }: RedisSnapshot): TemplateResult {
    const { snapshot, changes, fullTtlMs } = shown
    const id = `${db} ${snapshot.key}`
    const isFollowed = this.followed?.items.has(`${db}:${snapshot.key}`) ?? false
    const isOpen = this.#opened.get(id) ?? keys.length <= fewKeys
    const flash = changes === 0 ? '' : `flash-${1 + (changes % 2)}`
    const toggle = (event: Event): void => {
      event.preventDefault()
      this.#opened.set(id, !isOpen)
      this.requestUpdate()
    }
    return html`<details class=${flash} ?open=${isOpen}>
      <summary @click=${toggle}>
        ${typeIcon(snapshot.type)} <span class="name">${visibleText(snapshot.key)}</span>
        ${isOpen ? nothing : html`${followedMark(isFollowed)}<span class="preview">${previewOf(shown)}</span>`}
        <span class="facts"
          ><span>${sizeText(snapshot)}</span>${
            snapshot.ttlMs === null
              ? nothing
              : html`<span title="Time to live: then Redis deletes the key"
                  ><span class="visually-hidden">expires in </span
                  ><mr-redis-time
                    .ms=${snapshot.ttlMs}
                    .receivedMs=${receivedMs}
                    .rate=${this.rate}
                    .fullMs=${fullTtlMs}
                  ></mr-redis-time
                ></span>`
          }</span
        >
      </summary>
      ${isOpen ? html`<div class="value">${renderRedisValue(shown, { db, followed: this.followed })}</div>` : nothing}
    </details>`
  }

  /** Clients that wait for a key of this database, whether it is there or not. */
  #renderWaits({ db, waits, receivedMs }: RedisSnapshot, { clients, at }: RedisState): TemplateResult[] {
    const waiting = clients.filter((client) => client.db === db && client.waitsFor !== null)
    const keys = [...new Set(waiting.flatMap(({ waitsFor }) => waitsFor ?? []))]
    const renderClient = (client: ClientView): TemplateResult =>
      html`<span
        >${clientText(client)} waits
        <mr-redis-time
          .ms=${at - (waits.get(client.id) ?? at)}
          .receivedMs=${receivedMs}
          .rate=${this.rate}
          .isUp=${true}
        ></mr-redis-time
      ></span>`
    return keys.map((key) => {
      const here = waiting.filter(({ waitsFor }) => waitsFor?.includes(key))
      return html`<div class="wait">
        <span class="name dots">${visibleText(key)}</span>
        <span class="facts"
          >${here.slice(0, 4).map(renderClient)}${here.length > 4 ? `and ${here.length - 4} more` : ''}</span
        >
      </div>`
    })
  }

  #renderEmpty({ database, sizes }: RedisState): TemplateResult {
    const others = sizes.flatMap((size, db) => (size > 0 && db !== database.db ? [`db ${db}`] : []))
    const line = 'RPUSH queue_name hello'
    return html`<p class="empty">
      Nothing is stored in db ${database.db}.
      ${others.length > 0 ? html`There are keys in ${others.join(', ')}.` : nothing}
      <button
        class="try"
        type="button"
        title="Put it into the prompt"
        @click=${() => this.dispatchEvent(new PromptFill(line))}
      >
        ${line}
      </button>
      adds a list.
    </p>`
  }
}

/** What a closed key holds, as far as one line goes. */
function previewOf({ snapshot }: ShownKey): string {
  const first = snapshot.entries.slice(0, previewItems)
  const texts = first.map(({ text, value, score }) => {
    if (snapshot.type === 'hash') return `${text}: ${value ?? ''}`
    return snapshot.type === 'zset' ? `${scoreText(score)} ${text}` : text
  })
  return visibleText(texts.join(snapshot.type === 'list' ? ' │ ' : ', ').slice(0, 200))
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-redis-keys': MrRedisKeys
  }
}
