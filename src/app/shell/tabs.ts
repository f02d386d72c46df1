import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared-styles.ts'

export interface Tab {
  readonly id: string
  readonly label: string
  /** A count or a short word beside the label. */
  readonly badge?: string | number | undefined
}

/** The user chose another tab. The owner sets `selected`, or does not. */
export class TabChange extends Event {
  static readonly type = 'tab-change'
  readonly id: string
  constructor(id: string) {
    super(TabChange.type, { bubbles: true, composed: true })
    this.id = id
  }
}

/**
 * Tabs over one panel, by the ARIA pattern: one tab stop, arrows and Home/End choose at once. The panel shows what is
 * in the slot named like the selected tab, and what is in the default slot for every tab.
 *
 *     <mr-tabs label="Results" .tabs=${[{ id: 'console', label: 'Console', badge: 3 }, …]} .selected=${'console'}
 *       @tab-change=${…}>
 *       <mr-console slot="console"></mr-console>
 *       <button slot="actions">Clear</button>
 *     </mr-tabs>
 */
@customElement('mr-tabs')
export class MrTabs extends LitElement {
  @property({ attribute: false }) tabs: readonly Tab[] = []
  @property() selected = ''
  /** What the tabs choose among, for screen readers. */
  @property() label = ''

  static override readonly shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: false }

  static override readonly styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
      }
      .row {
        display: flex;
        flex: none;
        align-items: center;
        min-height: 2.5rem;
        padding-inline-end: var(--space-2);
        border-bottom: 1px solid var(--rule);
        background: var(--paper-sunken);
      }
      [role='tablist'] {
        display: flex;
        flex: 1;
        align-self: stretch;
        min-width: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      [role='tab'] {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--space-2);
        min-width: 2.5rem;
        min-height: 2.5rem;
        margin-bottom: -1px;
        padding: 0 var(--space-4);
        border: 0 solid var(--rule);
        border-inline-end-width: 1px;
        background: none;
        color: var(--ink-soft);
        font: inherit;
        font-size: var(--size-code);
        white-space: nowrap;
        cursor: pointer;
        touch-action: manipulation;
      }
      [role='tab']:hover {
        color: var(--ink);
      }
      [role='tab'][aria-selected='true'] {
        background: var(--paper-raised);
        box-shadow: inset 0 2px var(--stamp);
        color: var(--ink);
        font-weight: 600;
      }
      [role='tab']:focus-visible {
        outline-offset: -4px;
      }
      .badge {
        min-width: 1.25rem;
        padding: 0 0.3125rem;
        border: 1px solid var(--rule-strong);
        border-radius: 1rem;
        font-size: 0.75rem;
        font-weight: 400;
        line-height: 1.125rem;
        text-align: center;
      }
      [role='tabpanel'] {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      ::slotted(*) {
        min-height: 0;
      }
      @media (forced-colors: active) {
        [role='tab'][aria-selected='true'] {
          border-bottom: 3px solid Highlight;
        }
      }
    `,
  ]

  /** Puts the focus on the selected tab. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(options)
  }

  protected override render(): TemplateResult {
    return html`
      <div class="row">
        <div role="tablist" aria-label=${this.label || nothing} @keydown=${this.#keyPressed}>
          ${this.tabs.map((tab) => this.#tab(tab))}
        </div>
        <slot name="actions"></slot>
      </div>
      <div role="tabpanel" id="panel" aria-labelledby=${this.selected ? `tab-${this.selected}` : nothing}>
        <slot></slot>
        ${this.selected ? html`<slot name=${this.selected}></slot>` : nothing}
      </div>
    `
  }

  #tab({ id, label, badge }: Tab): TemplateResult {
    const isSelected = id === this.selected
    return html`
      <button
        id="tab-${id}"
        role="tab"
        aria-selected=${isSelected}
        aria-controls="panel"
        tabindex=${isSelected ? 0 : -1}
        @click=${() => this.#choose(id)}
      >
        ${label}${badge === undefined || badge === '' ? nothing : html`<span class="badge">${badge}</span>`}
      </button>
    `
  }

  #choose(id: string): void {
    if (id !== this.selected) this.dispatchEvent(new TabChange(id))
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const at = this.tabs.findIndex((tab) => tab.id === this.selected)
    const last = this.tabs.length - 1
    const targets: { readonly [key: string]: number } = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }
    const target = this.tabs[targets[event.key] ?? -1]
    if (!target || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    this.#choose(target.id)
    void this.updateComplete.then(() => {
      const button = this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')
      button?.focus()
      button?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-tabs': MrTabs
  }
}
