import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { FaultRule, FaultStage } from '../../wire/fault-plan.ts'
import { controls } from '../shared-styles.ts'
import { chances, codeText, noFaults, stages, withRule, type FaultChoice } from './inbox-faults-plan.ts'

/** Other things shall go wrong. */
export class FaultsChange extends Event {
  static readonly type = 'faults-change'
  readonly faults: FaultChoice
  constructor(faults: FaultChoice) {
    super(FaultsChange.type, { bubbles: true, composed: true })
    this.faults = faults
  }
}

/**
 * `<mr-inbox-faults>`: what goes wrong by chance in SMTP sessions.
 *
 *     html`<mr-inbox-faults .faults=${snapshot.faults} @faults-change=${…}></mr-inbox-faults>`
 */
@customElement('mr-inbox-faults')
export class MrInboxFaults extends LitElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: block;
        min-height: 0;
        padding: var(--space-3) var(--space-4);
        overflow: auto;
        container-type: inline-size;
        font-size: var(--size-code);
      }
      p {
        max-width: 34rem;
        margin: 0 0 var(--space-3);
        color: var(--ink-soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 1.75rem;
        cursor: pointer;
      }
      input[type='checkbox'] {
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        accent-color: var(--stamp-fill);
      }
      .switches {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-5);
        margin-block-end: var(--space-2);
      }
      .switches label:first-child {
        font-weight: 600;
      }
      input[type='number'] {
        width: 5rem;
      }
      input[type='number'],
      select {
        min-width: 0;
        min-height: 1.75rem;
        padding-inline: var(--space-1);
        border: 1px solid var(--rule-strong);
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
        font: inherit;
        font-size: var(--size-small);
      }
      select {
        max-width: 100%;
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--space-1) var(--space-3) var(--space-1) 0;
        border-block-end: 1px solid var(--rule);
        text-align: start;
      }
      thead th {
        color: var(--ink-soft);
        font-size: var(--size-small);
        font-weight: 400;
      }
      tbody th {
        font-weight: 400;
      }
      .some th {
        font-weight: 650;
      }
      @container (max-width: 26rem) {
        table,
        tbody {
          display: block;
        }
        thead {
          display: none;
        }
        tr {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
          padding-block: var(--space-1);
          border-block-end: 1px solid var(--rule);
        }
        th {
          grid-column: 1 / -1;
        }
        th,
        td {
          padding-block: 0.125rem;
          border: 0;
        }
        select {
          width: 100%;
        }
      }
    `,
  ]

  @property({ attribute: false }) faults: FaultChoice = noFaults

  protected override render(): TemplateResult {
    const { isOn, plan } = this.faults
    return html`
      <div class="switches">
        <label
          ><input
            type="checkbox"
            role="switch"
            .checked=${live(isOn)}
            @change=${(event: Event) => this.#change({ ...this.faults, isOn: checked(event) })}
          />Let things go wrong by chance</label
        >
        <label title="With the same seed, the same things go wrong"
          >Seed
          <input
            type="number"
            min="0"
            step="1"
            .value=${live(String(plan.seed))}
            @change=${(event: Event) => this.#seed(event)}
        /></label>
      </div>
      <p>
        Off at first. It holds from the next command on, and in later runs too, until you switch it off. Some
        addresses always fail, whatever is set here: <code>nobody@</code>, <code>full@</code>,
        <code>grey@</code> …
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">What happens</th>
            <th scope="col">How often</th>
          </tr>
        </thead>
        <tbody>
          ${plan.rules.map((rule) => this.#renderRule(rule))}
        </tbody>
      </table>
    `
  }

  #renderRule({ stage, probability, code }: FaultRule): TemplateResult {
    const { name, codes } = stages[stage]
    const pick = (change: (value: string) => Partial<FaultRule>) => (event: Event) =>
      this.#rule(stage, change((event.currentTarget as HTMLSelectElement).value))
    const isCode = (value: string): FaultRule['code'] =>
      codes.find((known) => String(known) === value) ?? code
    return html`<tr class=${probability > 0 ? 'some' : ''}>
      <th scope="row">${name}</th>
      <td>
        <select
          aria-label="${name}: what happens"
          .value=${live(String(code))}
          @change=${pick((value) => ({ code: isCode(value) }))}
        >
          ${codes.map((known) => html`<option value=${known} ?selected=${known === code}>${codeText(known)}</option>`)}
        </select>
      </td>
      <td>
        <select
          aria-label="${name}: how often"
          .value=${live(String(probability * 100))}
          @change=${pick((value) => ({ probability: Number(value) / 100 }))}
        >
          ${chances.map(
            (chance) =>
              html`<option value=${chance} ?selected=${chance === probability * 100}>
                ${chance === 0 ? 'never' : chance === 100 ? 'always' : `${chance} %`}
              </option>`,
          )}
        </select>
      </td>
    </tr>`
  }

  #rule(stage: FaultStage, change: Partial<FaultRule>): void {
    this.#change(withRule(this.faults, stage, change))
  }

  #seed(event: Event): void {
    const seed = Math.max(0, Math.trunc((event.currentTarget as HTMLInputElement).valueAsNumber || 0))
    this.#change({ ...this.faults, plan: { ...this.faults.plan, seed } })
  }

  #change(faults: FaultChoice): void {
    this.dispatchEvent(new FaultsChange(faults))
    this.requestUpdate()
  }
}

function checked(event: Event): boolean {
  return (event.currentTarget as HTMLInputElement).checked
}

declare global {
  interface HTMLElementTagNameMap {
    'mr-inbox-faults': MrInboxFaults
  }
}
