import type { EventSearch } from '../../trace/event-search.ts'
import type { EventFilter } from '../../trace/filter.ts'
import type { TraceLog } from '../../trace/log.ts'
import type { TraceState } from '../../trace/state.ts'
import type { OpenQuestion } from './prediction/prediction.ts'
import { Player, type FrameSource } from './stage-player.ts'
import { StageSearch } from './stage-search.ts'
import { lastBelow, nextAbove, stepTarget, type StepBy } from './stage-steps.ts'

/** The model's snapshot is another one now. */
export class StageChange extends Event {
  static readonly type = 'stage-change'
  constructor() {
    super(StageChange.type)
  }
}

/** All that the stage shows, at one moment. */
export interface StageSnapshot {
  readonly log: TraceLog | null
  /** Another one whenever the log grew. */
  readonly version: number
  /** Number of the event after which everything is shown; null: live, whatever comes last. */
  readonly playhead: number | null
  /** `playhead`, or number of the last event; 0 if there is none. */
  readonly seq: number
  readonly isPlaying: boolean
  /** From `speeds`. */
  readonly speed: number
  /** The task that is followed. */
  readonly task: number | null
  readonly filter: EventFilter
  /** The playhead stands just before an event of which a question is open. */
  readonly question: OpenQuestion | null
}

export const speeds: readonly number[] = [0.25, 0.5, 1, 2, 4, 8, 16]

const noFilter: EventFilter = { text: '', lanes: null, groups: null, task: null }

/**
 * A recording and where in it one looks. Knows nothing of the page.
 *
 *     const model = new StageModel()
 *     model.addEventListener(StageChange.type, () => draw(model.snapshot, model.state))
 *     model.open(log)                     // live
 *     log.append(events); model.grew()
 *     model.step(-1, 'lane')              // what did this thread do before?
 */
export class StageModel extends EventTarget {
  readonly #player: Player
  #questions: ReadonlyMap<number, OpenQuestion> = new Map()
  #state: { readonly log: TraceLog; readonly seq: number; readonly state: TraceState } | null = null
  readonly #search = new StageSearch(() => this.#foundMore())
  /** Where one wanted to go from the playhead before it was found. */
  #wantedMatch: 1 | -1 | null = null
  #snapshot: StageSnapshot = {
    log: null,
    version: 0,
    playhead: null,
    seq: 0,
    isPlaying: false,
    speed: 1,
    task: null,
    filter: noFilter,
    question: null,
  }

  /** `frames` tells the time while it plays; `isStill` says that nothing shall move smoothly. */
  constructor(options: { readonly frames?: FrameSource; readonly isStill?: () => boolean } = {}) {
    super()
    this.#player = new Player(options, (seq) => this.#playTo(seq))
  }

  get snapshot(): StageSnapshot {
    return this.#snapshot
  }

  /** How everything stands after event `snapshot.seq`. Null while there is no recording. */
  get state(): TraceState | null {
    const { log, seq } = this.#snapshot
    if (!log) return null
    if (this.#state?.log !== log || this.#state.seq !== seq)
      this.#state = { log, seq, state: log.stateAt(seq) }
    return this.#state.state
  }

  /** Something is searched for, or left out. */
  get isFiltered(): boolean {
    const { text, lanes, groups, task } = this.#snapshot.filter
    return text.trim() !== '' || lanes !== null || groups !== null || task !== null
  }

  /** Numbers of the events that the filter lets through, ascending, as far as they are found; null: of all. */
  get matches(): readonly number[] | null {
    return this.#matching?.found ?? null
  }

  /** There may be more matches than were found so far. */
  get isSearching(): boolean {
    return this.#matching?.isWhole === false
  }

  /** Somebody is about to search: makes ready what takes long. */
  prepareSearch(): void {
    const { log } = this.#snapshot
    if (log) this.#search.prepare(log)
  }

  /** Another recording, or none. It is shown live; what was searched for stays. */
  open(log: TraceLog | null): void {
    if (log === this.#snapshot.log) return
    this.#player.stop()
    this.#questions = new Map()
    this.#change({ log, playhead: null, isPlaying: false, task: null, version: this.#snapshot.version + 1 })
  }

  /** The log has more than before. */
  grew(): void {
    const { log, playhead, version } = this.#snapshot
    if (!log) return
    this.#change({ version: version + 1, playhead: playhead === null ? null : clampSeq(log, playhead) })
  }

  /** Shows how everything stood after an event; while it plays, it plays on from there. */
  seek(seq: number): void {
    const { log } = this.#snapshot
    if (!log || log.lastSeq === 0) return
    this.#player.rest()
    this.#change({ playhead: clampSeq(log, seq) })
  }

  live(): void {
    this.#player.stop()
    this.#change({ playhead: null, isPlaying: false })
  }

  /** Goes on from the playhead; from the start if it is live, or at the end. Stops before events of which questions are open. */
  play(): void {
    const { log, playhead, speed, isPlaying } = this.#snapshot
    if (!log || log.lastSeq === 0 || isPlaying) return
    const isAtEnd = playhead === null || playhead >= log.lastSeq
    this.#change({ isPlaying: true, playhead: isAtEnd ? log.firstSeq : playhead })
    this.#player.start(log, speed)
  }

  pause(): void {
    this.#player.stop()
    if (this.#snapshot.isPlaying) this.#change({ isPlaying: false })
  }

  /** One event, one of the same lane, or one of the same task on or back. Forward from the last event there is: live. */
  step(direction: 1 | -1, by: StepBy): void {
    const { log, seq, task, playhead } = this.#snapshot
    if (!log || log.lastSeq === 0) return
    this.pause()
    const target = stepTarget(log, seq, { direction, by, task })
    if (target !== null) this.seek(target)
    else if (by === 'event' && direction === 1 && playhead !== null) this.live()
  }

  /** To the next, or last, event that the filter lets through. */
  stepMatch(direction: 1 | -1): void {
    const matching = this.#matching
    if (!matching) return this.step(direction, 'event')
    this.pause()
    const { found, upTo, isWhole } = matching
    const { seq } = this.#snapshot
    const target = direction === 1 ? nextAbove(found, seq) : lastBelow(found, seq)
    const isFound = direction === 1 ? target !== null : upTo >= seq - 1
    if (!isFound && !isWhole) this.#wantedMatch = direction
    else if (target !== null) this.seek(target)
  }

  /** How many times as fast as it was: 0.25 … 16. */
  setSpeed(speed: number): void {
    const clamped = Math.min(speeds.at(-1) ?? 1, Math.max(speeds[0] ?? 1, speed))
    this.#player.speed = clamped
    this.#change({ speed: clamped })
  }

  /** Lets one task stand out; null: none. */
  follow(task: number | null): void {
    if (task !== this.#snapshot.task) this.#change({ task })
  }

  setFilter(filter: Partial<EventFilter>): void {
    this.#change({ filter: { ...this.#snapshot.filter, ...filter } })
  }

  /** Questions that are open, by the number of the event before which each is asked. */
  setQuestions(questions: ReadonlyMap<number, OpenQuestion>): void {
    this.#questions = questions
    this.#change({})
  }

  get #matching(): EventSearch | null {
    const { log, filter } = this.#snapshot
    return log && this.isFiltered ? this.#search.look(log, filter) : null
  }

  #foundMore(): void {
    this.#change({})
    if (this.#wantedMatch) this.stepMatch(this.#wantedMatch)
  }

  #playTo(seq: number): void {
    const { log, playhead } = this.#snapshot
    if (!log || playhead === null) return
    const asked = [...this.#questions.keys()].filter((at) => at > playhead + 1 && at <= seq + 1)
    if (asked.length > 0 || this.#questions.has(playhead + 1)) {
      this.#player.stop()
      this.#change({ isPlaying: false, playhead: asked.length > 0 ? Math.min(...asked) - 1 : playhead })
    } else if (seq >= log.lastSeq) this.live()
    else this.#change({ playhead: seq })
  }

  #change(change: Partial<StageSnapshot>): void {
    const next = { ...this.#snapshot, ...change }
    if ('playhead' in change || 'filter' in change) this.#wantedMatch = null
    const seq = next.playhead ?? next.log?.lastSeq ?? 0
    const question = next.playhead === null ? null : (this.#questions.get(seq + 1) ?? null)
    this.#snapshot = { ...next, seq, question }
    this.#player.seq = seq
    this.dispatchEvent(new StageChange())
  }
}

/** Errors and mails that are older than what is kept in full can still be looked at. */
function clampSeq(log: TraceLog, seq: number): number {
  const wanted = Math.min(log.lastSeq, Math.max(1, Math.round(seq)))
  return wanted < log.firstSeq && !log.event(wanted) ? log.firstSeq : wanted
}
