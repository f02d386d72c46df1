import type { Columns } from './columns.ts'
import type { TraceEvent } from './event.ts'
import { eventKinds, groupOfKind } from './event-kinds.ts'
import type { EventTexts } from './event-texts.ts'
import { laneWords } from './event-words.ts'
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

/** So many events are looked at between two questions whether to go on. */
const pieceLength = 256

/**
 * Looks for events, a piece at a time, and goes on from where it was when the log has grown.
 *
 *     const search = log.search(filter)
 *     search.goOn(() => performance.now() < until)   // search.found, search.isWhole
 */
export class EventSearch {
  readonly #log: Searched
  readonly #texts: EventTexts
  readonly #filter: EventFilter
  /** In small letters. */
  readonly #text: string
  readonly #mayBeOfTask: boolean
  #found: number[] = []
  #shown: readonly number[] | null = null
  #firstSeq = 1
  #upTo = 0
  #wasWhole = false
  /** No event from `upTo` on has the text in its words before this one. */
  #noneBefore = 0
  #isLane: readonly boolean[] = []
  #hasLaneText: readonly boolean[] = []
  readonly #isKind: readonly boolean[]

  constructor(log: Searched, texts: EventTexts, filter: EventFilter) {
    this.#log = log
    this.#texts = texts
    this.#filter = filter
    this.#text = filter.text.toLowerCase()
    this.#mayBeOfTask = this.#text !== '' && mayBeOfTask(this.#text)
    this.#isKind = eventKinds.map((kind) => filter.groups?.has(groupOfKind(kind)) ?? true)
  }

  /** Numbers of those that were found so far, ascending. */
  get found(): readonly number[] {
    return (this.#shown ??= [...this.#found])
  }

  /** Number of the last event that was looked at. */
  get upTo(): number {
    return this.#upTo
  }

  /** All that is in the log was looked at. */
  get isWhole(): boolean {
    return this.#upTo >= this.#log.lastSeq
  }

  /** Until the end of the log, or as long as `mayGoOn` says so. */
  goOn(mayGoOn: () => boolean = () => true): void {
    const { firstSeq, lastSeq, lanes } = this.#log
    if (this.isWhole && firstSeq === this.#firstSeq) return
    // What an event is about may be found out later.
    if (this.#wasWhole && (this.#filter.task !== null || this.#mayBeOfTask)) this.#beginAnew()
    this.#wasWhole = false
    this.#isLane = lanes.map((lane) => this.#filter.lanes?.has(lane) ?? true)
    this.#hasLaneText = lanes.map((lane) => this.#isInLane(lane))
    this.#forgetFolded(firstSeq)
    if (this.#upTo < firstSeq - 1) this.#lookAtKept()
    while (this.#upTo < lastSeq) {
      this.#look(this.#upTo + 1, Math.min(lastSeq, this.#upTo + pieceLength))
      if (!mayGoOn()) break
    }
    this.#wasWhole = this.isWhole
  }

  #beginAnew(): void {
    this.#found = []
    this.#shown = null
    this.#upTo = 0
    this.#noneBefore = 0
  }

  #forgetFolded(firstSeq: number): void {
    if (firstSeq === this.#firstSeq) return
    this.#firstSeq = firstSeq
    const kept = new Set(this.#log.keptSeqs)
    this.#found = this.#found.filter((seq) => seq >= firstSeq || kept.has(seq))
    this.#shown = null
  }

  #lookAtKept(): void {
    const { lanes, groups, task } = this.#filter
    for (const seq of this.#log.keptSeqs) {
      const event = seq > this.#upTo ? this.#log.event(seq) : undefined
      if (!event || (task !== null && event.task !== task)) continue
      if ((lanes && !lanes.has(event.lane)) || (groups && !isInGroups(event, groups))) continue
      if (this.#text === '' || hasText(event, this.#text)) this.#add(seq)
    }
    this.#upTo = this.#firstSeq - 1
  }

  #look(from: number, to: number): void {
    const { columns, firstSeq } = this.#log
    const { task } = this.#filter
    const isTroubleWanted = this.#filter.groups?.has('trouble') ?? false
    for (let seq = from; seq <= to; seq++) {
      const place = seq - firstSeq
      if (task !== null && columns.task[place] !== task) continue
      if (!this.#isLane[columns.lane[place] ?? 0]) continue
      if (!this.#isKind[columns.kind[place] ?? 0] && !(isTroubleWanted && columns.trouble[place])) continue
      if (this.#text === '' || this.#hasText(seq, columns.lane[place] ?? 0, columns.task[place] ?? 0))
        this.#add(seq)
    }
    this.#upTo = to
  }

  #hasText(seq: number, lane: number, task: number): boolean {
    if (this.#hasLaneText[lane]) return true
    if (seq >= this.#noneBefore) {
      const next = this.#texts.blockOf(seq).find(this.#text, seq)
      this.#noneBefore = Math.max(next, seq + 1)
      if (next === seq) return true
    }
    if (!this.#mayBeOfTask || task === 0) return false
    return `${this.#texts.blockOf(seq).line(seq)}, task ${task}`.includes(this.#text)
  }

  #isInLane(lane: string): boolean {
    return lane.toLowerCase().includes(this.#text) || laneWords(lane).toLowerCase().includes(this.#text)
  }

  #add(seq: number): void {
    this.#found.push(seq)
    this.#shown = null
  }
}

const beforeNumber = ', task '

/** Whether a text may lie, in whole or in part, in what words say of a task at their end: `sent, task 12`. */
function mayBeOfTask(text: string): boolean {
  const words = text.replace(/\d+$/, '')
  const isInside = words === text ? beforeNumber.includes(text) : beforeNumber.endsWith(words)
  if (isInside || words.endsWith(beforeNumber)) return true
  return words === text && [...beforeNumber].some((_, at) => text.endsWith(beforeNumber.slice(0, at + 1)))
}
