import type { Moment } from '../wire/moment.ts'
import type { EventKind, TraceEvent } from './event.ts'
import { eventKinds } from './event-kinds.ts'
import type { TraceLog } from './log.ts'
import { valueWords } from './value-words.ts'

const kinds: { readonly [W in Moment['what']]: EventKind } = {
  command: 'command',
  call: 'enter',
  mail: 'mail',
  print: 'console',
  line: 'step',
  test: 'test',
}

/** Events of its kind that are unpacked between two questions whether to go on. */
const pieceLength = 64

/** Where in a run a moment is looked for. */
export interface Stretch {
  /** Number of the event before it. */
  readonly after: number
  /** Number of the event behind it. */
  readonly before: number
  /** Whether an event counts. */
  readonly counts: (event: TraceEvent) => boolean
}

const wholeRun: Stretch = { after: 0, before: Infinity, counts: () => true }

/**
 * Number of the event that is meant; null if the run has none, or not so many. A folded part of the run still counts as far
 * as it is kept. `stretch`: the part of the run within which moments are counted.
 *
 *     findMoment(log, { what: 'command', text: 'lpop queue_name', nth: 2 })
 */
export function findMoment(log: TraceLog, moment: Moment, stretch: Stretch = wholeRun): number | null {
  const search = new MomentSearch(log, moment, stretch)
  search.goOn()
  return search.seq
}

/**
 * Looks for a moment a piece at a time, and goes on from where it was when the log has grown.
 *
 *     const search = new MomentSearch(log, { what: 'mail', text: 'ada@example.com', nth: 1 })
 *     search.goOn(() => performance.now() < until)   // search.seq
 */
export class MomentSearch {
  readonly #log: TraceLog
  readonly #moment: Moment
  readonly #stretch: Stretch
  readonly #wanted: string
  readonly #kind: number
  #upTo: number
  #count = 0
  #seq: number | null = null

  constructor(log: TraceLog, moment: Moment, stretch: Stretch = wholeRun) {
    this.#log = log
    this.#moment = moment
    this.#stretch = stretch
    this.#wanted = moment.text.toLowerCase().trim()
    this.#kind = eventKinds.indexOf(kinds[moment.what])
    this.#upTo = stretch.after
  }

  /** Number of its event; null if it was not found so far. */
  get seq(): number | null {
    return this.#seq
  }

  /** It was found, or all that is in the log was looked at. */
  get isOver(): boolean {
    return this.#seq !== null || this.#upTo >= this.#last
  }

  /** Until it is found or the log ends, or as long as `mayGoOn` says so. */
  goOn(mayGoOn: () => boolean = () => true): void {
    const { firstSeq, keptSeqs, columns } = this.#log
    const last = this.#last
    if (this.#upTo < firstSeq - 1) for (const seq of keptSeqs) if (seq <= last) this.#look(seq)
    let looked = 0
    for (let seq = Math.max(this.#upTo + 1, firstSeq); seq <= last && this.#seq === null; seq++) {
      if (columns.kind[seq - firstSeq] !== this.#kind) {
        this.#upTo = seq
        continue
      }
      this.#look(seq)
      if (++looked % pieceLength === 0 && !mayGoOn()) return
    }
  }

  get #last(): number {
    return Math.min(this.#log.lastSeq, this.#stretch.before - 1)
  }

  #look(seq: number): void {
    if (seq <= this.#upTo || this.#seq !== null) return
    this.#upTo = seq
    const event = this.#log.event(seq)
    if (!event || !this.#stretch.counts(event) || !isMeant(event, this.#moment.what, this.#wanted)) return
    if (++this.#count === this.#moment.nth) this.#seq = seq
  }
}

function isMeant(event: TraceEvent, what: Moment['what'], wanted: string): boolean {
  switch (what) {
    case 'command':
      return event.kind === 'command' && beginsWith(event.words, wanted.split(/\s+/))
    case 'call':
      return event.kind === 'enter' && endsWithName(event.name.toLowerCase(), wanted)
    case 'mail':
      return event.kind === 'mail' && event.mail.to.some((address) => address.toLowerCase().includes(wanted))
    case 'print':
      return (
        event.kind === 'console' &&
        event.entry.values.map(valueWords).join(' ').toLowerCase().includes(wanted)
      )
    case 'line':
      return event.kind === 'step' && String(event.line) === wanted
    case 'test':
      return event.kind === 'test' && event.name.toLowerCase().includes(wanted)
    default:
      return what satisfies never
  }
}

/** A command's first words; capitals make no difference. */
function beginsWith(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word, place) => words[place]?.toLowerCase() === word)
}

/** `push` is meant by `MyQueue.push`, not by `unpush`. */
function endsWithName(name: string, wanted: string): boolean {
  const bare = wanted.replace(/\(\)$/, '')
  return name === bare || name.endsWith(`.${bare}`)
}
