import { promptLane, serverLane } from '../../trace/event.ts'
import { shortLane } from './stage-words.ts'

/** A row of the timeline. */
export interface TimelineLane {
  readonly id: string
  readonly label: string
  /** How deep it is nested: 1 for a thread's thread. */
  readonly depth: number
}

const places: readonly string[] = ['tests', 'main']
const lastPlaces: readonly string[] = [promptLane, serverLane]

/**
 * Rows for the lanes of a recording: programs first, each thread below the one that started it, servers last.
 *
 *     timelineLanes(['server', 'main', 'Thread-1', 'Thread-1/Thread-1'])
 */
export function timelineLanes(lanes: readonly string[]): readonly TimelineLane[] {
  return [...lanes].sort(compareLanes).map((id) => ({
    id,
    label: shortLane(id),
    depth: id.split('/').length - 1,
  }))
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
