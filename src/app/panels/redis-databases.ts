import { html, nothing, type TemplateResult } from 'lit'
import type { RedisSnapshot } from './redis-model.ts'
import { count } from './redis-words.ts'

const databases = 16

/** A choice among the 16 databases: those with keys, 0 and the one looked at as buttons, the others in a menu. */
export function renderDatabases({ db, state }: RedisSnapshot, choose: (db: number) => void): TemplateResult {
  const sizes = Array.from({ length: databases }, (_, at) => state?.sizes[at] ?? 0)
  const isShown = (at: number): boolean => at === 0 || at === db || (sizes[at] ?? 0) > 0
  const others = sizes.flatMap((_, at) => (isShown(at) ? [] : [at]))
  const picked = (event: Event): void => {
    const menu = event.currentTarget as HTMLSelectElement
    choose(Number(menu.value))
    menu.value = ''
  }
  return html`<div class="databases" role="group" aria-label="Databases">
    ${sizes.map((size, at) =>
      isShown(at)
        ? html`<button
            class="button quiet"
            type="button"
            aria-pressed=${at === db}
            title=${count(size, 'key')}
            @click=${() => choose(at)}
          >
            db ${at}<span class="number"
              >${size.toLocaleString('en')}<span class="visually-hidden"
                >${size === 1 ? ' key' : ' keys'}</span
              ></span
            >
          </button>`
        : nothing,
    )}
    ${
      others.length > 0
        ? html`<select aria-label="Look at another database" @change=${picked}>
            <option value="" selected disabled hidden>…</option>
            ${others.map((at) => html`<option value=${at}>db ${at} (empty)</option>`)}
          </select>`
        : nothing
    }
  </div>`
}
