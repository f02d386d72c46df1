import type { TraceEvent } from '../../../trace/event.ts'
import type { TraceState } from '../../../trace/state.ts'

export type End = 'first' | 'last'

export interface DrawnAround {
  /** How everything stood before the event that is looked at, if that is known. */
  readonly before?: TraceState | null
  /** The event that is looked at. */
  readonly event?: TraceEvent | null
  /** The task that is followed. */
  readonly task?: number | null
  /** Number of the task that an item is, by its id: one that is put back for another try is the same. */
  readonly taskOf?: (id: string) => number | null
  /** Ends at which structures were seen to grow, by their `structureId`. */
  readonly ends?: ReadonlyMap<string, End>
}

/** Whether the item of that id is the task that is followed. */
export function isFollowed(id: string | null, { task, taskOf }: DrawnAround): boolean {
  return typeof task === 'number' && id !== null && taskOf?.(id) === task
}
