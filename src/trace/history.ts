import type { RawEvent } from './event.ts'
import { nothingYet, type FrozenState } from './frozen-state.ts'
import { Pages } from './pages.ts'
import { Reducer } from './reducer.ts'

/** Events with a keyframe before each page, so that the state after any of them is soon worked out. */
export class History {
  /** The state after the last event, which goes on. */
  readonly live = new Reducer(nothingYet)
  readonly #size: number
  readonly #pages: Pages
  /** The state before each page. */
  readonly #keyframes: FrozenState[] = [nothingYet]
  #replay: Reducer | null = null

  constructor(pageSize: number) {
    this.#size = pageSize
    this.#pages = new Pages(pageSize)
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

  get pageCount(): number {
    return this.#pages.count
  }

  append(event: RawEvent): void {
    this.live.apply(event)
    if (this.#pages.push(event)) this.#keyframes.push(this.live.freeze())
  }

  /** Folds the first page into the keyframe after it. */
  fold(): void {
    this.#pages.drop()
    this.#keyframes.shift()
  }

  event(seq: number): RawEvent | undefined {
    const place = seq - this.firstSeq
    return place < 0 ? undefined : this.#pages.page(Math.floor(place / this.#size))[place % this.#size]
  }

  stateAt(seq: number): FrozenState {
    const wanted = Math.max(this.firstSeq - 1, Math.min(this.lastSeq, Math.floor(seq)))
    if (wanted === this.lastSeq) return this.live.freeze()
    const place = wanted - (this.firstSeq - 1)
    const keyframe = this.#keyframes[Math.floor(place / this.#size)] ?? nothingYet
    if (keyframe.seq === wanted) return keyframe
    // Who plays goes on from where it was.
    const isNear = this.#replay && this.#replay.seq >= keyframe.seq && this.#replay.seq <= wanted
    const replay = isNear && this.#replay ? this.#replay : new Reducer(keyframe)
    const page = this.#pages.page(Math.floor((place - 1) / this.#size))
    for (let next = replay.seq - keyframe.seq; next < wanted - keyframe.seq; next++) {
      const event = page[next]
      if (event) replay.apply(event)
    }
    this.#replay = replay
    return replay.freeze()
  }
}
