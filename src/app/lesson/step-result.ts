import { html, nothing, type TemplateResult } from 'lit'
import { exerciseFile } from '../../checker/step-files.ts'
import type { Diagnostic } from '../../wire/program.ts'
import '../panels/console.ts'
import type { Tab, TabChange } from '../shell/tabs.ts'
import '../shell/tabs.ts'
import type { Past } from '../stage/past/past.ts'
import type { StepSnapshot } from '../session/step-snapshot.ts'
import type { SidePanel } from './extras.ts'
import { countPassed } from './report-words.ts'
import { emptyConsoleText, hasTrouble, statusOf } from './run-words.ts'
import { asks } from './step-events.ts'
import type { ResultTab, StepView } from './step-view.ts'

/** Console, check and problems behind their tabs. */
export function renderResult(view: StepView): TemplateResult {
  const { snapshot, lesson } = view.session
  const problems = problemsOf(snapshot, view.typeProblems)
  const panels = view.panels.filter(({ id }) => id === 'web' || view.panelsPlace === 'tab')
  const tabs: readonly (Tab & { readonly id: ResultTab })[] = [
    { id: 'console', label: 'Console' },
    ...panels,
    { id: 'stage', label: 'Stage' },
    { id: 'check', label: 'Check', badge: checkBadge(snapshot) },
    { id: 'problems', label: 'Problems', badge: problems.length || undefined },
  ]
  const choose = (event: TabChange): void => {
    event.stopPropagation()
    const chosen = tabs.find(({ id }) => id === event.id)
    if (chosen) view.onTab(chosen.id)
  }
  const isChecking = snapshot.check.kind === 'compiling' || snapshot.check.kind === 'checking'
  // In a wider window panels need no tab here.
  const selected = tabs.some(({ id }) => id === view.tab) ? view.tab : 'console'
  return html`<mr-tabs label="Results" .tabs=${tabs} .selected=${selected} @tab-change=${choose}>
    <div slot="console" class="side">${renderPast(view.past)}${renderConsole(view)}</div>
    ${renderPanels(panels, view.past)}
    ${selected === 'stage' ? html`<div slot="stage" class="side">${view.stage ?? html`<p class="coming">The stage is on its way…</p>`}</div>` : nothing}
    <mr-results
      slot="check"
      .judged=${snapshot.judged}
      .text=${snapshot.text}
      .isChecking=${isChecking}
      .test=${lesson.test}
      .learned=${lesson.learned}
      .next=${view.next}
    ></mr-results>
    <mr-problems slot="problems" .problems=${problems} .note=${typesNote(view.language)}></mr-problems>
  </mr-tabs>`
}

function renderConsole({ session: { snapshot }, past }: StepView): TemplateResult {
  return html`<mr-console
    .entries=${past?.entries ?? snapshot.entries}
    .dropped=${past ? 0 : snapshot.dropped}
    .isStale=${!past && snapshot.isOutputStale}
    .status=${past ? '' : statusOf(snapshot)}
    .hasTrouble=${!past && hasTrouble(snapshot)}
    .emptyText=${past ? 'Nothing had been printed yet.' : emptyConsoleText(snapshot)}
  ></mr-console>`
}

/** What stops the code first; then advice about types, unless it says the same of the same line. */
function problemsOf(snapshot: StepSnapshot, typeProblems: readonly Diagnostic[]): readonly Diagnostic[] {
  const stops = snapshot.diagnostics
  const lines = new Set(stops.map(({ file, line }) => `${file}:${line}`))
  const advice = typeProblems.filter(
    ({ file, line }) => file === exerciseFile && !lines.has(`${file}:${line}`),
  )
  return [...stops, ...advice]
}

function checkBadge({ judged, text }: StepSnapshot): string | undefined {
  const report = judged?.report
  if (!report || report.kind === 'stopped' || judged.text !== text) return undefined
  if (report.kind !== 'tested') return '!'
  return report.isPassed ? '✓' : `${countPassed(report)} of ${report.tests.length}`
}

function typesNote({ status, offReason }: StepView['language']): string {
  if (status === 'off') return offReason
  return status === 'loading' ? 'TypeScript is still loading; then it looks at the types, too.' : ''
}

/** Also those that are behind: they count what happens meanwhile. */
export function renderPanels(panels: readonly SidePanel[], past: Past | null): unknown {
  return panels.map(({ id, element }) => {
    // Of what asks the app, nothing was recorded that could be shown again.
    const words = id === 'web' ? nothing : renderPast(past)
    return html`<div slot=${id} class="side">${words}${element}</div>`
  })
}

/** Says that a panel shows a moment of the past. */
export function renderPast(past: Past | null): TemplateResult | typeof nothing {
  if (!past) return nothing
  return html`<p class="past">
    <span>As it was: ${past.words.toLowerCase()}</span>
    <button class="button quiet" type="button" @click=${asks('go-live')}>Back to live</button>
  </p>`
}
