import type { Coroutine } from '../../../trace/coroutine-lanes.ts'
import { promptLane, serverLane } from '../../../trace/event.ts'
import { shortLane } from '../stage-words.ts'

/** A row of the timeline. */
export interface TimelineLane {
  readonly id: string
  readonly label: string
  /** How deep it is nested: 1 for a thread's thread, and for a coroutine of `main`. */
  readonly depth: number
}

const places: readonly string[] = ['tests', 'main']
const lastPlaces: readonly string[] = [promptLane, serverLane]

/** So many coroutines of a lane have rows of their own: those that began first. */
const mostCoroutines = 24

/**
 * Rows for the lanes of a recording: programs first, each thread below the one that started it, servers last. Coroutines lie
 * below their lane.
 *
 *     timelineLanes(['server', 'main', 'Thread-1', 'Thread-1/Thread-1'])
 *     timelineLanes(log.lanes, (lane) => coroutines.of(lane))
 */
export function timelineLanes(
  lanes: readonly string[],
  coroutinesOf: (lane: string) => readonly Pick<Coroutine, 'id' | 'name'>[] = () => [],
): readonly TimelineLane[] {
  return [...lanes].sort(compareLanes).flatMap((id) => {
    const depth = id.split('/').length - 1
    const own = coroutinesOf(id).slice(0, mostCoroutines)
    return [
      { id, label: shortLane(id), depth },
      ...own.map((coroutine) => ({ id: coroutine.id, label: coroutine.name, depth: depth + 1 })),
    ]
  })
}

function compareLanes(a: string, b: string): number {
  return rank(a) - rank(b) || compareNames(a, b)
}

function rank(lane: string): number {
  if (places.includes(lane)) return places.indexOf(lane)
  return lastPlaces.includes(lane) ? 3 + lastPlaces.indexOf(lane) : 2
}

/** `Thread-10` comes after `Thread-9`, and `Thread-1/Thread-1` after `Thread-1`. */
function compareNames(a: string, b: string): number {
  const others = b.split('/')
  const names = a.split('/')
  for (const [at, name] of names.entries()) {
    const other = others[at]
    if (other === undefined) return 1
    const order = name.localeCompare(other, 'en', { numeric: true })
    if (order !== 0) return order
  }
  return names.length - others.length
}
