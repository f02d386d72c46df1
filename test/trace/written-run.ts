import type { RawEvent } from '../../src/trace/event.ts'
import { TraceLog } from '../../src/trace/log.ts'
import type { ClientView, KeyChange, ReplySummary } from '../../src/trace/records.ts'

/** A run that is written by hand: each line of it tells what one call does next. `wrote` gives the number of an event. */
export class WrittenRun {
  readonly events: RawEvent[] = []
  readonly #frames = new Map<string, number>()
  readonly #lane: string
  #at = 1_000

  constructor(lane = 'main') {
    this.#lane = lane
  }

  get log(): TraceLog {
    const log = new TraceLog()
    log.append(this.events)
    return log
  }

  /** Calls are known by their names; a name with a number, `work 2`, is another call of the same function. */
  enter(call: string, parent: string | null, isAsync = true): this {
    const frame = this.#frames.size + 1
    this.#frames.set(call, frame)
    const name = call.replace(/ \d+$/, '').replace(/^\?$/, '')
    const parentFrame = parent === null ? null : this.frame(parent)
    return this.#add({
      kind: 'enter',
      frame,
      parent: parentFrame,
      name,
      file: 'exercise.ts',
      line: 1,
      isAsync,
    })
  }

  step(call: string, line = 1): this {
    return this.#add({ kind: 'step', frame: this.frame(call), line })
  }

  awaits(call: string, line = 1): this {
    return this.#add({ kind: 'await', frame: this.frame(call), line })
  }

  resume(call: string): this {
    return this.#add({ kind: 'resume', frame: this.frame(call) })
  }

  leave(call: string): this {
    return this.#add({ kind: 'leave', frame: this.frame(call), how: 'returned' })
  }

  print(text: string): this {
    const values = [{ kind: 'primitive', type: 'string', text }] as const
    return this.#add({ kind: 'console', entry: { level: 'log', form: 'line', values, count: 1, indent: 0 } })
  }

  timer(timer: number, kind: 'set' | 'fired'): this {
    return this.#add(kind === 'set' ? { kind: 'timer-set', timer, ms: 100 } : { kind: 'timer-fired', timer })
  }

  command(
    words: string,
    client = 1,
    reply: ReplySummary = { kind: 'nil' },
    changes: readonly KeyChange[] = [],
  ): this {
    return this.#add({
      kind: 'command',
      client: clientView(client),
      db: 0,
      words: words.split(' '),
      reply,
      durationMs: 0.02,
      waitedMs: 0,
      changes,
    })
  }

  blocked(words: string, client = 1): this {
    return this.#add({ kind: 'blocked', client: clientView(client), words: words.split(' ') })
  }

  other(record: DistributiveOmit<RawEvent, 'at' | 'lane'>, lane = this.#lane): this {
    return this.#add(record, lane)
  }

  frame(call: string): number {
    const frame = this.#frames.get(call)
    if (frame === undefined) throw new RangeError(`Call ${call}, expected one that was entered`)
    return frame
  }

  #add(record: DistributiveOmit<RawEvent, 'at' | 'lane'>, lane = this.#lane): this {
    this.#at += 0.25
    this.events.push({ ...record, at: this.#at, lane } as RawEvent)
    return this
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function clientView(id: number): ClientView {
  return {
    id,
    name: '',
    address: `127.0.0.1:${50_000 + id}`,
    db: 0,
    waitsFor: null,
    isMonitor: false,
    subscriptions: [],
  }
}
