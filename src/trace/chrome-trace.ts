import { findFlows, type FlowMark } from './chrome-flows.ts'
import { findSpans, type Span } from './chrome-spans.ts'
import { chromeTimes } from './chrome-times.ts'
import { CoroutineLanes } from './coroutine-lanes.ts'
import type { TraceEvent } from './event.ts'
import { groupOf } from './filter.ts'
import { eventWords, laneWords } from './event-words.ts'
import type { TraceLog } from './log.ts'

/** An event of the format; the fields of each `ph` are those of its documentation. */
interface ChromeEvent {
  readonly ph: 'M' | 'X' | 'i' | 'b' | 'e' | FlowMark['ph']
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly cat?: string
  readonly ts?: number
  readonly dur?: number
  readonly id?: string
  readonly bp?: 'e'
  readonly s?: 't'
  readonly args?: { readonly [key: string]: unknown }
}

const pid = 1

/**
 * A recording in the Trace Event Format of Chrome, which ui.perfetto.dev opens: lanes and their coroutines as threads, what
 * takes time as slices, everything else as instants, causes as arrows. Format:
 * docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 *
 *     new Blob([toChromeTrace(log, { step: '05-coroutines/06-race' })], { type: 'application/json' })
 */
export function toChromeTrace(log: TraceLog, about: { readonly step: string }): string {
  const events = log.events(1, log.lastSeq)
  const lines = new ChromeWriter(log, events).write(about.step).map((event) => JSON.stringify(event))
  const otherData = JSON.stringify({
    step: about.step,
    startedAt: new Date(safeDate(log.startMs)).toISOString(),
    ...(log.foldedCount > 0 && { folded: log.foldedCount }),
  })
  return `{"traceEvents":[\n${lines.join(',\n')}\n],"displayTimeUnit":"ms","otherData":${otherData}}\n`
}

class ChromeWriter {
  readonly #log: TraceLog
  readonly #events: readonly TraceEvent[]
  readonly #times: readonly number[]
  readonly #timeOf = new Map<number, number>()
  readonly #endTime: number
  readonly #coroutines = new CoroutineLanes()
  readonly #tids = new Map<string, number>()
  readonly #spans: readonly Span[]
  readonly #flows: ReadonlyMap<number, readonly FlowMark[]>
  /** Events that end a span, and are told with it. */
  readonly #ends = new Set<number>()
  readonly #written: ChromeEvent[] = []

  constructor(log: TraceLog, events: readonly TraceEvent[]) {
    this.#log = log
    this.#events = events
    this.#times = chromeTimes(events, log.startMs)
    for (const [index, { seq }] of events.entries()) this.#timeOf.set(seq, this.#times[index] ?? 0)
    this.#endTime = (this.#times.at(-1) ?? 0) + 1
    this.#coroutines.follow(log)
    this.#spans = findSpans(events)
    this.#flows = findFlows(events, this.#spans)
  }

  write(step: string): readonly ChromeEvent[] {
    this.#nameTracks(step)
    const { slices, asyncs, endings } = this.#arrange()
    for (const [index, event] of this.#events.entries()) {
      for (const span of endings.get(event.seq) ?? []) this.#writeAsync(span, 'e')
      const slice = slices.get(event.seq)
      const async = asyncs.get(event.seq)
      if (slice) this.#writeSlice(slice)
      if (async) this.#writeAsync(async, 'b')
      const isTold = slice ?? async ?? this.#ends.has(event.seq)
      const marks = this.#flows.get(event.seq) ?? []
      // An arrow is bound to the slice around it.
      if (isPoint(event) || (marks.length > 0 && !slice)) this.#writePoint(event, index)
      else if (!isTold) this.#writeInstant(event)
      for (const { ph, id } of marks) {
        const bound = ph === 's' ? {} : ({ bp: 'e' } as const)
        this.#written.push({
          ph,
          name: 'cause',
          cat: 'cause',
          id: String(id),
          ...this.#where(event),
          ...bound,
        })
      }
    }
    for (const span of asyncs.values()) if (span.to === null) this.#writeAsync(span, 'e')
    return this.#written
  }

  /** Spans that nest on their track are slices; those that cross others are asynchronous ones. */
  #arrange(): {
    readonly slices: ReadonlyMap<number, Span>
    readonly asyncs: ReadonlyMap<number, Span>
    /** Asynchronous ones, by the event that ends them. */
    readonly endings: ReadonlyMap<number, readonly Span[]>
  } {
    const slices = new Map<number, Span>()
    const asyncs = new Map<number, Span>()
    const endings = new Map<number, Span[]>()
    const openEnds = new Map<number, number[]>()
    for (const span of this.#spans) {
      const tid = this.#tid(span.from)
      const open = openEnds.get(tid) ?? []
      openEnds.set(tid, open)
      const start = this.#timeOf.get(span.from.seq) ?? 0
      const end = this.#endOf(span)
      while ((open.at(-1) ?? Infinity) <= start) open.pop()
      if (span.to) this.#ends.add(span.to.seq)
      if (end <= (open.at(-1) ?? Infinity)) {
        open.push(end)
        slices.set(span.from.seq, span)
        continue
      }
      asyncs.set(span.from.seq, span)
      if (!span.to) continue
      const ending = endings.get(span.to.seq)
      if (ending) ending.push(span)
      else endings.set(span.to.seq, [span])
    }
    return { slices, asyncs, endings }
  }

  #nameTracks(step: string): void {
    const name = (what: string, tid: number, args: object): void => {
      this.#written.push({ ph: 'M', name: what, pid, tid, args: { ...args } })
    }
    name('process_name', 0, { name: `Mailroom ${step}` })
    const track = (key: string, words: string): void => {
      const tid = this.#tids.size + 1
      this.#tids.set(key, tid)
      name('thread_name', tid, { name: words })
      name('thread_sort_index', tid, { sort_index: tid })
    }
    for (const lane of this.#log.lanes) {
      track(lane, laneWords(lane))
      for (const { id, name: words } of this.#coroutines.of(lane))
        track(trackOf(id), `${laneWords(lane)}: ${words}`)
    }
  }

  #tid(event: TraceEvent): number {
    const coroutine = this.#coroutines.coroutineAt(event.lane, event.seq)
    return this.#tids.get(coroutine ? trackOf(coroutine.id) : event.lane) ?? 0
  }

  #where(event: TraceEvent): Required<Pick<ChromeEvent, 'pid' | 'tid' | 'ts'>> {
    return { pid, tid: this.#tid(event), ts: this.#timeOf.get(event.seq) ?? 0 }
  }

  #endOf(span: Span): number {
    return span.to ? (this.#timeOf.get(span.to.seq) ?? this.#endTime) : this.#endTime
  }

  #writeSlice(span: Span): void {
    const { name, category: cat, from } = span
    const where = this.#where(from)
    const dur = this.#endOf(span) - where.ts
    this.#written.push({ ph: 'X', name, cat, ...where, dur, args: spanArgs(span) })
  }

  #writeAsync(span: Span, ph: 'b' | 'e'): void {
    const { name, category: cat, from } = span
    const where = this.#where(from)
    const ts = ph === 'b' ? where.ts : this.#endOf(span)
    const args = ph === 'b' ? { args: spanArgs(span) } : {}
    this.#written.push({ ph, name, cat, id: String(from.seq), ...where, ts, ...args })
  }

  /** A moment as a slice: as long as the server worked, if nothing else happened meanwhile. */
  #writePoint(event: TraceEvent, index: number): void {
    const where = this.#where(event)
    const free = (this.#times[index + 1] ?? this.#endTime) - where.ts
    const worked = event.kind === 'command' ? Math.round(event.durationMs * 1_000) : 1
    const dur = Math.max(1, Math.min(worked, free))
    this.#written.push({
      ph: 'X',
      name: shortWords(event),
      cat: groupOf(event),
      ...where,
      dur,
      args: argsOf(event),
    })
  }

  #writeInstant(event: TraceEvent): void {
    const name = shortWords(event)
    this.#written.push({
      ph: 'i',
      name,
      cat: groupOf(event),
      ...this.#where(event),
      s: 't',
      args: argsOf(event),
    })
  }
}

/** Lanes and coroutines have names that could be the same. */
function trackOf(coroutine: string): string {
  return `coroutine ${coroutine}`
}

function isPoint({ kind }: TraceEvent): boolean {
  return kind === 'command' || kind === 'mail'
}

function shortWords(event: TraceEvent): string {
  if (event.kind !== 'command') return eventWords(event)
  const [command = '', key = ''] = event.words
  return `${command.toUpperCase()} ${key}`.trim().slice(0, 60)
}

function argsOf(event: TraceEvent): { readonly [key: string]: unknown } {
  const { seq, task, cause } = event
  const words = eventWords(event)
  const command = event.kind === 'command' ? { db: event.db, waitedMs: event.waitedMs } : {}
  return { event: seq, words, ...(task !== null && { task }), ...(cause !== null && { cause }), ...command }
}

function spanArgs({ from, to }: Span): { readonly [key: string]: unknown } {
  const end = to ? { endEvent: to.seq, end: eventWords(to) } : { end: 'not before the recording ended' }
  return { ...argsOf(from), ...end }
}

function safeDate(ms: number): number {
  return Math.abs(ms) <= 8.64e15 ? ms : 0
}
