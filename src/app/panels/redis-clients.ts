import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ClientView } from '../../services/redis/observer.ts'
import { controls } from '../shared-styles.ts'
import type { RedisSnapshot } from './redis-model.ts'
import './redis-time.ts'
import { clientText } from './redis-words.ts'
import { visibleText } from './visible-text.ts'
import { voiceClass, voiceStyles } from './voice-colours.ts'

/**
 * `<mr-redis-clients>`: who is connected, and what each waits for or listens to.
 *
 *     html`<mr-redis-clients .snapshot=${model.snapshot} .rate=${1}></mr-redis-clients>`
 */
@customElement('mr-redis-clients')
export class MrRedisClients extends LitElement {
  static override readonly styles = [
    controls,
    voiceStyles,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow: auto;
        font-size: var(--size-code);
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--space-1) var(--space-3);
        border-block-end: 1px solid var(--rule);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        color: var(--ink-soft);
        font-size: var(--size-small);
        font-weight: 400;
      }
      tbody th {
        font-family: var(--font-code);
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .waits {
        color: var(--info);
      }
      code {
        font-family: var(--font-code);
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
        padding: var(--space-3) var(--space-4);
        color: var(--ink-soft);
      }
    `,
  ]

  @property({ attribute: false }) snapshot: RedisSnapshot | null = null
  @property({ attribute: false }) rate = 1

  protected override render(): TemplateResult {
    const clients = this.snapshot?.state?.clients ?? []
    if (clients.length === 0)
      return html`<p>
        Nobody is connected. Each <code>new Redis()</code> of your program is a client of its own.
      </p>`
    return html`<table>
      <thead>
        <tr>
          <th scope="col">Client</th>
          <th scope="col">db</th>
          <th scope="col">Does</th>
        </tr>
      </thead>
      <tbody>
        ${clients.map(
          (client) =>
            html`<tr>
              <th scope="row" class=${voiceClass(client.id)}>${clientText(client)}</th>
              <td>${client.db}</td>
              <td>${this.#renderDoing(client)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
  }

  #renderDoing({ id, waitsFor, subscriptions, isMonitor }: ClientView): TemplateResult {
    const { snapshot, rate } = this
    if (waitsFor && snapshot?.state) {
      const { at } = snapshot.state
      return html`<span class="waits"
        >waits for ${names(waitsFor)}, since
        <mr-redis-time
          .ms=${at - (snapshot.waits.get(id) ?? at)}
          .receivedMs=${snapshot.receivedMs}
          .rate=${rate}
          .isUp=${true}
        ></mr-redis-time
      ></span>`
    }
    if (subscriptions.length > 0) return html`listens to ${names(subscriptions)}`
    return isMonitor ? html`watches all commands (MONITOR)` : html`nothing just now`
  }
}

function names(texts: readonly string[]): unknown {
  return texts.map((text, at) => html`${at > 0 ? ', ' : ''}<code>${visibleText(text)}</code>`)
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-redis-clients': MrRedisClients
  }
}
