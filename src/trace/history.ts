import type { RawEvent } from './event.ts'
import { nothingYet, type FrozenState } from './frozen-state.ts'
import { Pages } from './pages.ts'
import { Reducer } from './reducer.ts'

/** Pages are smaller than what is between two keyframes: so only what is needed is unpacked. */
const pageSize = 128

/** Events with a keyframe before each page, so that the state after any of them is soon worked out. */
export class History {
  /** The state after the last event, which goes on. */
  readonly live = new Reducer(nothingYet)
  readonly #every: number
  readonly #pageSize: number
  readonly #pages: Pages
  /** The state before the first event, and after each so many. */
  readonly #keyframes: FrozenState[] = [nothingYet]
  #replay: Reducer | null = null

  constructor(keyframeEvery: number) {
    this.#every = keyframeEvery
    this.#pageSize = keyframeEvery % pageSize === 0 ? pageSize : keyframeEvery
    this.#pages = new Pages(this.#pageSize)
  }

  /** Number of the first event that is kept. */
  get firstSeq(): number {
    return (this.#keyframes[0]?.seq ?? 0) + 1
  }

  get lastSeq(): number {
    return this.live.seq
  }

  get bytes(): number {
    return this.#pages.bytes
  }

  /** Whether there is a part that can be folded. */
  get canFold(): boolean {
    return this.#keyframes.length > 1
  }

  append(event: RawEvent): void {
    this.live.apply(event)
    this.#pages.push(event)
    if ((this.lastSeq - this.firstSeq + 1) % this.#every === 0) this.#keyframes.push(this.live.freeze())
  }

  /** Folds what is before the second keyframe into it. */
  fold(): void {
    this.#pages.drop(this.#every / this.#pageSize)
    this.#keyframes.shift()
  }

  event(seq: number): RawEvent | undefined {
    const place = seq - this.firstSeq
    return place < 0 ? undefined : this.#pages.event(place)
  }

  stateAt(seq: number): FrozenState {
    const wanted = Math.max(this.firstSeq - 1, Math.min(this.lastSeq, Math.floor(seq)))
    if (wanted === this.lastSeq) return this.live.freeze()
    const first = this.firstSeq
    const keyframe = this.#keyframes[Math.floor((wanted - first + 1) / this.#every)] ?? nothingYet
    if (keyframe.seq === wanted) return keyframe
    // Who plays goes on from where it was.
    const isNear = this.#replay && this.#replay.seq >= keyframe.seq && this.#replay.seq <= wanted
    const replay = isNear && this.#replay ? this.#replay : new Reducer(keyframe)
    while (replay.seq < wanted) {
      const event = this.#pages.event(replay.seq + 1 - first)
      if (!event) break
      replay.apply(event)
    }
    this.#replay = replay
    return replay.freeze()
  }
}
