import type { TraceEvent } from './event.ts'
import { groupOfKind, type EventGroup } from './event-kinds.ts'
import { eventWords, laneWords } from './event-words.ts'
import { isTrouble } from './trouble.ts'

export type { EventGroup } from './event-kinds.ts'

/** Which events are shown; `null` shows all of a sort. */
export interface EventFilter {
  /** Part of an event's words or of its lane's, in capitals or not; '' for all. */
  readonly text: string
  readonly lanes: ReadonlySet<string> | null
  readonly groups: ReadonlySet<EventGroup> | null
  /** Only events about this task. */
  readonly task: number | null
}

/** What an event is about. What went wrong is `trouble`, whatever it is about. */
export function groupOf(event: TraceEvent): EventGroup {
  return isTrouble(event) ? 'trouble' : groupOfKind(event.kind)
}

/** Whether it has the text in its words; `text` is in small letters. */
export function hasText(event: TraceEvent, text: string): boolean {
  return (
    eventWords(event).toLowerCase().includes(text) ||
    event.lane.toLowerCase().includes(text) ||
    laneWords(event.lane).toLowerCase().includes(text)
  )
}

/** Whether it is in one of the groups: an error of Redis is found among `redis` and among `trouble`. */
export function isInGroups(event: TraceEvent, groups: ReadonlySet<EventGroup>): boolean {
  return groups.has(groupOfKind(event.kind)) || (groups.has('trouble') && isTrouble(event))
}
