import { html, nothing, type TemplateResult } from 'lit'
import type { LanguageClient } from '../../compiler/language-client.ts'
import type { StepEntry } from '../../course/lesson.ts'
import type { Diagnostic } from '../../wire/program.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { PositionChange } from '../shell/split.ts'
import '../shell/split.ts'
import type { Tab, TabChange } from '../shell/tabs.ts'
import '../shell/tabs.ts'
import type { Past } from '../stage/past/past.ts'
import type { StepSession } from '../session/step-session.ts'
import './actions.ts'
import type { MrCode } from './code.ts'
import type { SidePanel } from './extras.ts'
import type { PanelsPlace } from './layout.ts'
import './lesson-text.ts'
import type { PanelId } from './side-panels.ts'
import { navigatesTo } from './step-events.ts'
import { renderPanels, renderPast, renderResult } from './step-result.ts'

export type Pane = 'text' | 'code' | 'result'
export type ResultTab = 'console' | 'stage' | 'check' | 'problems' | PanelId
export type StepDialog = 'history' | 'solution'

/** All that the page of a step is drawn from. */
export interface StepView {
  readonly session: StepSession
  readonly workspace: Pick<Workspace, 'settings' | 'storage'>
  readonly language: Pick<LanguageClient, 'status' | 'offReason'>
  /** Null until there is a text to show in it. */
  readonly code: MrCode | null
  readonly previous: StepEntry | null
  readonly next: StepEntry | null
  readonly isNarrow: boolean
  readonly panels: readonly SidePanel[]
  readonly panelsPlace: PanelsPlace
  /** Null until it has come. */
  readonly stage: HTMLElement | null
  /** The moment that all panels show; null: how things stand now. */
  readonly past: Past | null
  readonly pane: Pane
  readonly tab: ResultTab
  /** Chosen among the panels in their column. */
  readonly side: PanelId
  readonly dialog: StepDialog | null
  readonly typeProblems: readonly Diagnostic[]
  readonly failure: string
  onPane(pane: Pane): void
  onTab(tab: ResultTab): void
  onSide(side: PanelId): void
  onPosition(name: string, position: number): void
}

const phonePanes: readonly (Tab & { readonly id: Pane })[] = [
  { id: 'text', label: 'Text' },
  { id: 'code', label: 'Code' },
  { id: 'result', label: 'Result' },
]

export function renderStep(view: StepView): TemplateResult {
  return html`<div class="step ${view.isNarrow ? 'narrow' : 'wide'}">
    ${view.isNarrow ? renderNarrow(view) : renderWide(view)} ${renderDialog(view)}
  </div>`
}

function renderWide(view: StepView): TemplateResult {
  const isColumn = inColumn(view.panels).length > 0 && view.panelsPlace === 'column'
  const text = html`<div slot="start" class="text">${renderText(view)}</div>`
  const codeAndResult = html`<div slot="start" class="code">
      ${renderNotices(view)} ${view.code} ${renderActions(view)}
    </div>
    <div slot="end" class="result">${renderResult(view)}</div>`
  const code = renderSplit(view, codeAndResult, {
    name: 'code',
    // The stage is higher than a few printed lines; whoever sizes it sizes it for itself.
    ...(view.tab === 'stage' ? { key: 'code-stage', position: 34 } : { key: 'code', position: 58 }),
    orientation: 'vertical',
    slot: isColumn ? 'start' : 'end',
  })
  if (!isColumn) return renderSplit(view, html`${text}${code}`, { name: 'text', key: 'text', position: 36 })
  const work = html`${code}
    <div slot="end" class="side">${renderColumn(view)}</div>`
  return renderSplit(
    view,
    html`${text}${renderSplit(view, work, { name: 'code', key: 'work', position: 57, slot: 'end' })}`,
    {
      name: 'text',
      key: 'text-column',
      position: 28,
    },
  )
}

/** Those that can stand in the column. The address bar stays beside the console: there one sees what a request does. */
function inColumn(panels: readonly SidePanel[]): readonly SidePanel[] {
  return panels.filter(({ id }) => id !== 'web')
}

/** The panel in the column, of several the chosen one. */
export function sideOf(panels: readonly SidePanel[], side: PanelId): SidePanel | undefined {
  const column = inColumn(panels)
  return column.find(({ id }) => id === side) ?? column[0]
}

function renderColumn({ panels, side, past, onSide }: StepView): unknown {
  const shown = sideOf(panels, side)
  const tabs = inColumn(panels)
  if (!shown || tabs.length === 1) return [renderPast(past), shown?.element]
  const choose = (event: TabChange): void => {
    event.stopPropagation()
    onSide(sideOf(panels, event.id as PanelId)?.id ?? side)
  }
  return html`<mr-tabs label="Services" .tabs=${tabs} .selected=${shown.id} @tab-change=${choose}>
    ${renderPanels(tabs, past)}
  </mr-tabs>`
}

/** Two panes whose sizes are kept under `key`; `name` is the first one's. */
function renderSplit(
  { workspace, onPosition }: StepView,
  panes: TemplateResult,
  split: {
    readonly name: string
    readonly key: string
    readonly position: number
    readonly orientation?: 'vertical'
    readonly slot?: string
  },
): TemplateResult {
  const keep = (event: PositionChange): void => {
    event.stopPropagation()
    onPosition(split.key, event.position)
  }
  return html`<mr-split
    slot=${split.slot ?? nothing}
    name=${split.name}
    orientation=${split.orientation ?? 'horizontal'}
    .position=${workspace.settings.panes[split.key] ?? split.position}
    @position-change=${keep}
    >${panes}</mr-split
  >`
}

function renderNarrow(view: StepView): TemplateResult {
  const choose = (event: TabChange): void => {
    const chosen = phonePanes.find(({ id }) => id === event.id)
    if (chosen) view.onPane(chosen.id)
  }
  return html`${renderNotices(view)}
    <mr-tabs
      class="panes"
      label="Parts of the step"
      .tabs=${phonePanes}
      .selected=${view.pane}
      @tab-change=${choose}
    >
      <div slot="text" class="text">${renderText(view)}</div>
      <div slot="code" class="code">${view.code}</div>
      <div slot="result" class="result">${renderResult(view)}</div>
    </mr-tabs>
    ${renderActions(view)}`
}

/** The text of the step: what to do, help, and the ways on and back. The page's heading stands here. */
function renderText({ session, previous, next }: StepView): TemplateResult {
  const { lesson, snapshot } = session
  const { hintsShown, isPassed, isSolutionSeen } = snapshot
  return html`<article>
    <p class="facts">
      Step ${lesson.number} · about ${lesson.minutes} min
      ${isPassed ? html`<span class="done"><span aria-hidden="true">✓</span> done</span>` : nothing}
    </p>
    <h1 tabindex="-1">${lesson.title}</h1>
    <mr-lesson-text .html=${lesson.html}></mr-lesson-text>
    <mr-hints
      .hints=${lesson.hints}
      .shown=${hintsShown}
      .canCompare=${isPassed || isSolutionSeen}
    ></mr-hints>
    <nav aria-label="Steps">
      ${previous ? renderWay(previous, 'Previous', 'previous') : nothing}
      ${next ? renderWay(next, 'Next', 'next') : nothing}
    </nav>
  </article>`
}

function renderWay({ id, number, title }: StepEntry, word: string, className: string): TemplateResult {
  return html`<a class="way ${className}" href="#/${id}" @click=${navigatesTo(id)}>
    <span>${word}</span>
    ${number} ${title}
  </a>`
}

function renderNotices({ session, workspace, failure }: StepView): TemplateResult {
  const { replaced, save } = session.snapshot
  // When the whole workspace cannot save, the page says so at its top.
  const isUnsaid = save.kind === 'not-saved' && workspace.storage.kind === 'saving'
  return html`<mr-notices
    .replaced=${replaced}
    .save=${save}
    .failure=${isUnsaid ? save.message : failure}
  ></mr-notices>`
}

function renderActions({ session, isNarrow }: StepView): TemplateResult {
  const { snapshot, lesson } = session
  return html`<mr-actions
    .run=${snapshot.run}
    .check=${snapshot.check}
    .save=${snapshot.save}
    .isAutoRun=${snapshot.isAutoRun}
    .canReset=${snapshot.isOpen && snapshot.text !== lesson.starter}
    .speed=${session.needs.hasTime ? snapshot.speed : null}
    .isNarrow=${isNarrow}
  ></mr-actions>`
}

function renderDialog({ dialog, session }: StepView): TemplateResult | typeof nothing {
  const { text } = session.snapshot
  if (dialog === 'history')
    return html`<mr-history .load=${() => session.history()} .now=${text}></mr-history>`
  if (dialog === null) return nothing
  return html`<mr-solution .mine=${text} .solution=${session.lesson.solution}></mr-solution>`
}
