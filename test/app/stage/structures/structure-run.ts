import type { RawEvent } from '../../../../src/trace/event.ts'
import type { KeyChange, ReplySummary } from '../../../../src/trace/records.ts'
import { TraceLog } from '../../../../src/trace/log.ts'
import type { LaneRecord } from '../../../../src/wire/lane-messages.ts'

const startMs = 1_700_000_000_000

type WithoutTime<T> = T extends { readonly at: number } ? Omit<T, 'at'> : never

/**
 * Writes a recording by hand: what a learner's structures hold, and what commands do to a list.
 *
 *     const log = new StructureRun().structure('inbox', ['Ada'], "push('Ada')").log
 */
export class StructureRun {
  readonly log = new TraceLog()
  readonly #type: string
  readonly #ids = new Map<string, number>()
  #at = startMs

  /** `type`: class of which all structures are. */
  constructor(type = 'MyStack') {
    this.#type = type
    this.event('main', { kind: 'start', target: 'main' })
  }

  event(lane: string, record: WithoutTime<LaneRecord>): this {
    return this.#add({ lane, ...record, at: this.#at++ } as RawEvent)
  }

  /** `method`: null when it is made. */
  structure(label: string, items: readonly string[], method: string | null = null): this {
    const id = this.#ids.get(label) ?? this.#ids.size + 1
    this.#ids.set(label, id)
    const type = this.#type
    return this.event('main', { kind: 'structure', id, type, label, items, size: items.length, method })
  }

  /** A command about the key `mail` of db 0; what it `put` at the tail, or whether it `took` from the head. */
  command(
    lane: string,
    words: string,
    {
      put = [],
      took = 0,
      reply,
    }: { readonly put?: readonly string[]; readonly took?: number; readonly reply?: ReplySummary } = {},
  ): this {
    const list = this.log.stateAt(this.log.lastSeq).key(0, 'mail')
    const length = list?.length ?? 0
    const first = list?.items.slice(0, 1)[0]?.text ?? ''
    const edits = [
      ...(took > 0 ? [{ at: 0, removed: took, added: [] }] : []),
      ...(put.length > 0 ? [{ at: length, removed: 0, added: [...put] }] : []),
    ]
    const changes: readonly KeyChange[] =
      edits.length === 0
        ? []
        : list
          ? [{ db: 0, key: 'mail', kind: 'list-edits', edits }]
          : [
              {
                db: 0,
                key: 'mail',
                kind: 'value',
                deadline: null,
                type: 'list',
                entries: put.map((text) => ({ text })),
                length: put.length,
              },
            ]
    return this.#add({
      lane,
      at: this.#at++,
      kind: 'command',
      client: {
        id: 1,
        name: '',
        address: '127.0.0.1:1',
        db: 0,
        waitsFor: null,
        isMonitor: false,
        subscriptions: [],
      },
      db: 0,
      words: words.split(' '),
      reply:
        reply ??
        (took > 0 ? { kind: 'text', text: first, length: first.length } : { kind: 'integer', text: '1' }),
      durationMs: 0.1,
      waitedMs: 0,
      changes: took > 0 && took === length ? [{ db: 0, key: 'mail', kind: 'deleted' }] : changes,
    })
  }

  #add(event: RawEvent): this {
    this.log.append([event])
    return this
  }
}
