import type { Columns } from './columns.ts'
import type { TraceEvent } from './event.ts'
import { eventKinds, groupOfKind } from './event-kinds.ts'
import { LaneCoroutines, type Coroutine } from './lane-coroutines.ts'

export type { Coroutine } from './lane-coroutines.ts'

/** What it needs of a `TraceLog`. */
interface Growing {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly lanes: readonly string[]
  readonly columns: Columns
  event(seq: number): TraceEvent | undefined
}

const isOfLines = eventKinds.map((kind) => groupOfKind(kind) === 'lines')

/**
 * Coroutines of a recording, found in what it tells of lines; none where lines are not recorded. Follow the log whenever
 * it has grown: what has been looked at is not looked at again.
 *
 *     const coroutines = new CoroutineLanes()
 *     coroutines.follow(log)
 *     coroutines.of('main')                // [{ name: 'work 1', startSeq: 12, … }, { name: 'work 2', … }]
 *     coroutines.coroutineAt('main', 30)   // of an event of that lane; null: its own program
 *
 * A call of an async function is a coroutine of its own if its caller goes on while it waits: with its next statement, with
 * its return, or by waiting for several calls at once. If the caller waits for it alone, it is a part of the caller.
 * Events between belong to whoever has control then, except for those of servers: see `CommandOwners` for how they are
 * guessed, which may change once, when the coroutine that waits for an answer goes on.
 */
export class CoroutineLanes {
  readonly #lanes = new Map<string, LaneCoroutines>()
  #lastSeq = 0

  follow(log: Growing): void {
    const { firstSeq, lastSeq, lanes, columns } = log
    // What was folded away before it could be looked at is missing here as well.
    for (let seq = Math.max(this.#lastSeq + 1, firstSeq); seq <= lastSeq; seq++) {
      const lane = lanes[columns.lane[seq - firstSeq] ?? 0] ?? ''
      // To unpack an event takes far longer than to see that it is of no concern.
      if (!isOfLines[columns.kind[seq - firstSeq] ?? 0] && !this.#lanes.has(lane)) continue
      const event = log.event(seq)
      if (event) this.#lane(event.lane).add(event)
    }
    this.#lastSeq = lastSeq
  }

  of(lane: string): readonly Coroutine[] {
    return [...(this.#lanes.get(lane)?.all.values() ?? [])]
  }

  coroutineAt(lane: string, seq: number): Coroutine | null {
    return this.#lanes.get(lane)?.at(seq) ?? null
  }

  #lane(lane: string): LaneCoroutines {
    const known = this.#lanes.get(lane)
    if (known) return known
    const made = new LaneCoroutines(lane)
    this.#lanes.set(lane, made)
    return made
  }
}
