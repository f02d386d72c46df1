import { html, nothing, type TemplateResult } from 'lit'
import { laneWords } from '../../../trace/event-words.ts'
import type { LaneActivity, TraceState } from '../../../trace/state.ts'
import { visibleText } from '../../panels/visible-text.ts'
import type { TimelineLane } from './lanes.ts'

/** Names of the rows, and what each lane is doing at the playhead. */
export function renderLanes(
  lanes: readonly TimelineLane[],
  state: TraceState | null,
  current: number,
): TemplateResult[] {
  const activities = new Map(state?.lanes.map(({ lane, activity }) => [lane, activity]))
  return lanes.map(({ id, label, depth }, row) => {
    const activity = activities.get(id)
    const words = activity ? `: ${activityWords(activity)}` : ''
    return html`<div
      class="lane ${row === current ? 'current' : ''}"
      style="--depth: ${depth}"
      title="${visibleText((activity ? laneWords(id) : label) + words)}"
    >
      ${activity ? html`<i class="state ${activityClass(activity)}"></i>` : nothing}<span
        >${visibleText(label)}</span
      >
    </div>`
  })
}

function activityWords(activity: LaneActivity): string {
  switch (activity.kind) {
    case 'running':
      return 'runs'
    case 'waiting':
      return `waits for ${activity.what}`
    case 'ended':
      return activity.how
    default:
      return activity satisfies never
  }
}

function activityClass(activity: LaneActivity): string {
  return activity.kind === 'ended' && activity.how === 'threw' ? 'threw' : activity.kind
}
