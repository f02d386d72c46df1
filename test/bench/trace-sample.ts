import type { RawEvent } from '../../src/trace/event.ts'
import { TraceLog } from '../../src/trace/log.ts'
import { recordedRun } from './trace-run.ts'

/** What one process measured. */
export interface TraceSample {
  readonly seekMs: number
  readonly memoryKb: number
  readonly appendMs: number
}

const events = 100_000
const batchSize = 200
const seeks = 2_000

/** A run by itself: `node --expose-gc --import tsx trace-sample.ts` */
function sample(): TraceSample {
  // What is compiled while it is first used is not the recording's.
  measure(20_000)
  return measure(events)
}

function measure(count: number): TraceSample {
  const log = new TraceLog()
  const before = memory()
  let appendMs = 0
  // As the page gets them: in batches, each parsed from a text, of which nothing stays but what the log keeps.
  for (const text of batches(count)) {
    const batch = JSON.parse(text) as readonly RawEvent[]
    const started = performance.now()
    log.append(batch)
    appendMs += performance.now() - started
  }
  const memoryKb = (memory() - before) / 1_000
  return { seekMs: percentile99(seekTimes(log)), memoryKb, appendMs }
}

function* batches(count: number): Generator<string> {
  let batch: RawEvent[] = []
  for (const event of recordedRun(count)) {
    batch.push(event)
    if (batch.length < batchSize) continue
    yield JSON.stringify(batch)
    batch = []
  }
  yield JSON.stringify(batch)
}

/** Of jumps to places far from each other, each looked at as panels do. */
function seekTimes(log: TraceLog): number[] {
  return Array.from({ length: seeks }, (_, index) => {
    const seq = 1 + ((index * 62_989) % log.lastSeq)
    const started = performance.now()
    const state = log.stateAt(seq)
    const { lanes, clients, mails } = state
    const items = state.key(0, 'mail')?.items.slice(0, 100) ?? []
    if (state.seq !== seq || lanes.length + clients.length + mails.length + items.length === 0)
      throw new Error(`State at event ${seq} is that at ${state.seq}`)
    return performance.now() - started
  })
}

function percentile99(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? NaN
}

function memory(): number {
  if (!globalThis.gc) throw new Error('No gc: run node with --expose-gc')
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

process.stdout.write(JSON.stringify(sample()))
