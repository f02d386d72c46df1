import type { TraceEvent } from './event.ts'
import type { Columns } from './columns.ts'
import { eventKinds, groupOfKind } from './event-kinds.ts'
import { hasText, isInGroups, type EventFilter } from './filter.ts'

/** The recording in which is searched. */
export interface Searched {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly lanes: readonly string[]
  readonly columns: Columns
  /** Numbers of events that are kept although those around them are folded. */
  readonly keptSeqs: readonly number[]
  event(seq: number): TraceEvent | undefined
}

/**
 * Finds events. A text has to be looked for in each event's words, so what was found is remembered: who types on, or lets
 * the recording grow, does not begin anew.
 */
export class Finder {
  readonly #log: Searched
  #filter: EventFilter | null = null
  #found: number[] = []
  /** Number of the last event that was looked at. */
  #upTo = 0

  constructor(log: Searched) {
    this.#log = log
  }

  find(filter: EventFilter): readonly number[] {
    // What an event is about may be found out later.
    if (filter.text === '' || filter.task !== null) return [...this.#search(filter, 0)]
    const old = this.#filter
    const isSame = old !== null && sameSets(old.lanes, filter.lanes) && sameSets(old.groups, filter.groups)
    const text = filter.text.toLowerCase()
    if (!isSame || !text.includes(old.text.toLowerCase())) {
      this.#found = []
      this.#upTo = 0
    } else if (text !== old.text.toLowerCase() || this.#log.firstSeq > (this.#found[0] ?? 0))
      this.#found = this.#found.filter((seq) => this.#hasText(seq, text))
    for (const seq of this.#search(filter, this.#upTo)) this.#found.push(seq)
    this.#filter = { ...filter }
    this.#upTo = this.#log.lastSeq
    return [...this.#found]
  }

  *#search(filter: EventFilter, after: number): Generator<number> {
    const text = filter.text.toLowerCase()
    for (const seq of after === 0 ? this.#log.keptSeqs : []) {
      const event = this.#log.event(seq)
      if (event && isWanted(event, filter) && (text === '' || hasText(event, text))) yield seq
    }
    const { firstSeq, lastSeq, lanes, columns } = this.#log
    const isLaneWanted = lanes.map((lane) => filter.lanes?.has(lane) ?? true)
    const isKindWanted = eventKinds.map((kind) => filter.groups?.has(groupOfKind(kind)) ?? true)
    const isTroubleWanted = filter.groups?.has('trouble') ?? false
    for (let seq = Math.max(firstSeq, after + 1); seq <= lastSeq; seq++) {
      const place = seq - firstSeq
      if (filter.task !== null && columns.task[place] !== filter.task) continue
      if (!isLaneWanted[columns.lane[place] ?? 0]) continue
      if (!isKindWanted[columns.kind[place] ?? 0] && !(isTroubleWanted && columns.trouble[place])) continue
      if (text === '' || this.#hasText(seq, text)) yield seq
    }
  }

  /** Not if it was folded away. */
  #hasText(seq: number, text: string): boolean {
    const event = this.#log.event(seq)
    return event !== undefined && hasText(event, text)
  }
}

function isWanted(event: TraceEvent, { lanes, groups, task }: EventFilter): boolean {
  return (
    (lanes === null || lanes.has(event.lane)) &&
    (groups === null || isInGroups(event, groups)) &&
    (task === null || event.task === task)
  )
}

function sameSets(one: ReadonlySet<string> | null, other: ReadonlySet<string> | null): boolean {
  if (one === null || other === null) return one === other
  return one.size === other.size && [...one].every((item) => other.has(item))
}
