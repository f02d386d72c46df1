import type { RawEvent, TraceEvent } from './event.ts'
import { GrowingColumns, type Columns } from './columns.ts'
import { kindNumbers } from './event-kinds.ts'
import { EventSearch } from './event-search.ts'
import { EventTexts } from './event-texts.ts'
import type { EventFilter } from './filter.ts'
import { History } from './history.ts'
import { KeptEvents, placed } from './kept-events.ts'
import { Linker, type Link } from './links.ts'
import type { TraceState } from './state.ts'
import { isTrouble } from './trouble.ts'

export { eventKinds } from './event-kinds.ts'

export interface LogOptions {
  /** Events that are kept in full at least; 100,000 unless told otherwise. */
  readonly most?: number
  /** Events between two states that are kept; 1,024 unless told otherwise. */
  readonly keyframeEvery?: number
}

/** Bytes of text: so much is kept at most, however few events that are. */
const mostBytes = 44_000_000
/** A broken file may have more: they share the last number. */
const mostLanes = 65_536

/**
 * A recording: numbers events, finds what brought them about, and tells how everything stood after each.
 *
 *     const log = new TraceLog()
 *     log.append(JSON.parse(piece.text))
 *     log.stateAt(412).key(0, 'mail')?.items.slice(0, 10)
 */
export class TraceLog {
  readonly #most: number
  readonly #pageSize: number
  readonly #history: History
  readonly #columns = new GrowingColumns()
  readonly #lanes: string[] = []
  readonly #laneNumbers = new Map<string, number>()
  readonly #linker: Linker
  readonly #kept = new KeptEvents()
  readonly #texts = new EventTexts(this)
  #startMs: number | null = null

  constructor({ most = 100_000, keyframeEvery = 1_024 }: LogOptions = {}) {
    this.#most = most
    this.#pageSize = keyframeEvery
    this.#history = new History(keyframeEvery)
    this.#linker = new Linker({ retell: (seq, link) => this.#retell(seq, link) })
  }

  /** Events of a kind that is not known are left out. */
  append(events: readonly RawEvent[]): void {
    for (const event of events) {
      const kind = kindNumbers.get(event.kind)
      if (kind !== undefined) this.#add(event, kind)
    }
  }

  /** Number of the last event; 0 if there is none. */
  get lastSeq(): number {
    return this.#history.lastSeq
  }

  /** Oldest event that is still kept in full: 1 until older ones were folded. Errors and mails before it are kept as well. */
  get firstSeq(): number {
    return this.#history.firstSeq
  }

  /** How many events are folded into the state before the first. */
  get foldedCount(): number {
    return this.firstSeq - 1
  }

  /** Numbers of the errors and mails that are kept although those around them are folded. */
  get keptSeqs(): readonly number[] {
    return this.#kept.folded
  }

  /** In the order of appearance. */
  get lanes(): readonly string[] {
    return this.#lanes
  }

  /** When the first event happened, in ms since 1970. */
  get startMs(): number {
    return this.#startMs ?? 0
  }

  /** For drawing: no objects are made. Valid until the next append. */
  get columns(): Columns {
    return this.#columns.shown
  }

  event(seq: number): TraceEvent | undefined {
    if (seq < this.firstSeq) return this.#kept.event(seq)
    const event = this.#history.event(seq)
    return event && placed(event, seq, this.#link(seq))
  }

  /** Those from one to another, both included, as far as they are kept. */
  events(from: number, to: number): readonly TraceEvent[] {
    const events: TraceEvent[] = []
    const add = (seq: number): void => {
      const event = this.event(seq)
      if (event) events.push(event)
    }
    const { firstSeq } = this
    if (from < firstSeq) for (const seq of this.keptSeqs) if (seq >= from && seq <= to) add(seq)
    const last = Math.min(to, this.lastSeq)
    for (let seq = Math.max(from, firstSeq); seq <= last; seq++) add(seq)
    return events
  }

  /** How everything stood after an event; the nearest that is kept. */
  stateAt(seq: number): TraceState {
    return this.#history.stateAt(seq)
  }

  /** The event of the same lane before (-1) or after (1) one. */
  nextInLane(seq: number, direction: 1 | -1): number | null {
    const { lane } = this.columns
    return this.#next(seq, direction, (place, from) => lane[place] === lane[from])
  }

  /** The event about the same task before (-1) or after (1) one; null as well if that is about none. */
  nextOfTask(seq: number, direction: 1 | -1): number | null {
    const { task } = this.columns
    return this.#next(seq, direction, (place, from) => task[from] !== 0 && task[place] === task[from])
  }

  /** Numbers of the events that match, ascending. */
  find(filter: EventFilter): readonly number[] {
    const search = this.search(filter)
    search.goOn()
    return search.found
  }

  /** Finds the same by and by, and what comes after it when the recording has grown. */
  search(filter: EventFilter): EventSearch {
    return new EventSearch(this, this.#texts, filter)
  }

  /** Unpacks what a search for a text will look into, as long as `mayGoOn` says so. True once that is done. */
  prepareSearch(mayGoOn: () => boolean): boolean {
    return this.#texts.readOn(mayGoOn)
  }

  #add(event: RawEvent, kind: number): void {
    const seq = this.lastSeq + 1
    this.#startMs ??= event.at
    this.#history.append(event)
    const { cause, task } = this.#linker.link(event, seq, this.#history.live.effects)
    const trouble = isTrouble(event) ? 1 : 0
    this.#columns.push({ at: event.at, lane: this.#laneNumber(event.lane), kind, cause, task, trouble })
    this.#kept.add(seq, event)
    const isFull = this.#columns.length >= this.#most + this.#pageSize
    if (isFull || (this.#history.bytes > mostBytes && this.#history.canFold)) this.#fold()
  }

  #fold(): void {
    this.#kept.fold(this.firstSeq + this.#pageSize, (seq) => this.#link(seq))
    this.#history.fold()
    this.#columns.drop(this.#pageSize)
  }

  #link(seq: number): Link {
    const place = seq - this.firstSeq
    const { cause, task } = this.columns
    return { cause: cause[place] ?? 0, task: task[place] ?? 0 }
  }

  #retell(seq: number, { cause, task }: Partial<Link>): void {
    const place = seq - this.firstSeq
    if (place < 0 || place >= this.#columns.length) return
    if (cause !== undefined) this.columns.cause[place] = cause
    if (task !== undefined) this.columns.task[place] = task
  }

  #laneNumber(lane: string): number {
    const known = this.#laneNumbers.get(lane)
    if (known !== undefined) return known
    const number = Math.min(this.#lanes.length, mostLanes - 1)
    if (this.#lanes.length < mostLanes) this.#lanes.push(lane)
    this.#laneNumbers.set(lane, number)
    return number
  }

  #next(seq: number, direction: 1 | -1, isWanted: (place: number, from: number) => boolean): number | null {
    const from = seq - this.firstSeq
    if (from < 0 || from >= this.#columns.length) return null
    for (let place = from + direction; place >= 0 && place < this.#columns.length; place += direction)
      if (isWanted(place, from)) return place + this.firstSeq
    return null
  }
}
