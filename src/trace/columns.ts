/** The events as columns, by `seq - firstSeq`. Arrays may be longer than there are events. */
export interface Columns {
  readonly at: Float64Array
  /** Places in the log's `lanes`. */
  readonly lane: Uint16Array
  /** Places in `eventKinds`. */
  readonly kind: Uint8Array
  /** 0: none */
  readonly cause: Int32Array
  /** 0: none */
  readonly task: Int32Array
  /** 1: something went wrong */
  readonly trouble: Uint8Array
}

/** One line of the columns. */
export type ColumnsRow = { readonly [K in keyof Columns]: number }

const firstCapacity = 4_096

/** Columns that grow at their end and are dropped at their beginning. */
export class GrowingColumns {
  #columns = columnsOf(firstCapacity)
  #start = 0
  #length = 0
  #shown: Columns | null = null

  get length(): number {
    return this.#length
  }

  /** Without a copy, so valid until the next change. */
  get shown(): Columns {
    const { at, lane, kind, cause, task, trouble } = this.#columns
    const start = this.#start
    return (this.#shown ??= {
      ...{ at: at.subarray(start), lane: lane.subarray(start), kind: kind.subarray(start) },
      ...{ cause: cause.subarray(start), task: task.subarray(start), trouble: trouble.subarray(start) },
    })
  }

  push(row: ColumnsRow): void {
    if (this.#start + this.#length === this.#columns.at.length) this.#makeRoom()
    const place = this.#start + this.#length++
    const { at, lane, kind, cause, task, trouble } = this.#columns
    at[place] = row.at
    lane[place] = row.lane
    kind[place] = row.kind
    cause[place] = row.cause
    task[place] = row.task
    trouble[place] = row.trouble
  }

  drop(count: number): void {
    this.#start += count
    this.#length -= count
    this.#shown = null
  }

  #makeRoom(): void {
    const { length } = this.#columns.at
    const old = this.shown
    // Where much was dropped, what is left moves to the beginning.
    if (this.#start < length / 4) this.#columns = columnsOf(length * 2)
    this.#columns.at.set(old.at)
    this.#columns.lane.set(old.lane)
    this.#columns.kind.set(old.kind)
    this.#columns.cause.set(old.cause)
    this.#columns.task.set(old.task)
    this.#columns.trouble.set(old.trouble)
    this.#start = 0
    this.#shown = null
  }
}

function columnsOf(length: number): Columns {
  return {
    at: new Float64Array(length),
    lane: new Uint16Array(length),
    kind: new Uint8Array(length),
    cause: new Int32Array(length),
    task: new Int32Array(length),
    trouble: new Uint8Array(length),
  }
}
