import { css, html, type TemplateResult } from 'lit'
import type { ValueData, ValueEntry } from '../../wire/value-data.ts'
import { renderValue } from './value.ts'
import { keyText } from './value-text.ts'

type ObjectValue = Extract<ValueData, { kind: 'object' }>

/** The value of `console.table` as rows and columns, as browsers show it: a row an entry, a column a key of the entries. */
export function renderTable(value: ObjectValue): TemplateResult {
  const columns = [...new Set(value.entries.flatMap((row) => cellsOf(row).map(({ key }) => keyText(key))))]
  const hasValues = value.entries.some((row) => cellsOf(row).length === 0)
  return html`<div class="table" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <tr>
          <th scope="col">(index)</th>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          ${hasValues ? html`<th scope="col">Value</th>` : ''}
        </tr>
      </thead>
      <tbody>
        ${value.entries.map((row) => renderRow(row, columns, hasValues))}
      </tbody>
    </table>
    ${value.more ? html`<p class="more">… ${value.more.toLocaleString('en')} more rows, not sent</p>` : ''}
  </div>`
}

function renderRow(row: ValueEntry, columns: readonly string[], hasValues: boolean): TemplateResult {
  const cells = new Map(cellsOf(row).map((cell) => [keyText(cell.key), cell.value]))
  const own = cells.size === 0 ? row.value : undefined
  return html`<tr>
    <th scope="row">${keyText(row.key)}</th>
    ${columns.map((column) => html`<td>${renderCell(cells.get(column))}</td>`)}
    ${hasValues ? html`<td>${renderCell(own)}</td>` : ''}
  </tr>`
}

function renderCell(value: ValueEntry['value'] | undefined): TemplateResult | string {
  if (value === undefined) return ''
  return value === 'getter' ? '(getter)' : renderValue(value, false)
}

function cellsOf(row: ValueEntry): readonly ValueEntry[] {
  return row.value !== 'getter' && row.value.kind === 'object' ? row.value.entries : []
}

export const tableStyles = css`
  .table {
    max-width: 100%;
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.125rem var(--space-2);
    border: 1px solid var(--rule);
    text-align: start;
    vertical-align: top;
  }
  thead th {
    background: var(--paper-sunken);
  }
  th {
    font-weight: 600;
  }
  .table p {
    margin: var(--space-1) 0 0;
  }
`
