import type { RawEvent } from '../../src/trace/event.ts'
import { unpackEvents } from '../../src/trace/packed-events.ts'
import { unpackRecords } from '../../src/trace/packed-records.ts'
import type { LaneRecord, TracePiece } from '../../src/wire/lane-messages.ts'

/** All pieces of a recording so far as events, in their order. */
export class HeardTrace {
  readonly events: RawEvent[] = []

  readonly add = (piece: TracePiece): void => {
    if (piece.kind === 'text') this.events.push(...(unpackEvents(piece.text) as readonly RawEvent[]))
    else {
      const { records, lane } = piece
      const all = typeof records === 'string' ? (unpackRecords(records) as readonly LaneRecord[]) : records
      this.events.push(...all.map((record) => ({ lane, ...record })))
    }
  }

  of<K extends RawEvent['kind']>(kind: K, lane?: string): Extract<RawEvent, { readonly kind: K }>[] {
    return this.events.filter(
      (event): event is Extract<RawEvent, { readonly kind: K }> =>
        event.kind === kind && (lane === undefined || event.lane === lane),
    )
  }

  /** In words, what can be compared: what a lane printed, began, set and ended. */
  words(lane: string): string[] {
    return this.events.filter((event) => event.lane === lane).flatMap((event) => wordsOf(event))
  }
}

function wordsOf(event: RawEvent): string | readonly string[] {
  switch (event.kind) {
    case 'start':
      return `start ${event.target}`
    case 'end':
      return `end ${event.how}`
    case 'console': {
      const { error, values } = event.entry
      return error
        ? `${error.name}: ${error.message}`
        : `print ${values.map((value) => ('text' in value ? value.text : value.type)).join(' ')}`
    }
    case 'thread':
      return `thread ${event.thread} ${event.target}`
    case 'timer-set':
      return `set ${event.ms}`
    case 'timer-fired':
      return 'fired'
    case 'timer-cleared':
      return 'cleared'
    case 'command':
      return event.words.join(' ')
    case 'fetch':
      return `${event.method} ${event.url}`
    case 'fetched':
      return `${event.status} ${event.text}`.trim()
    case 'request':
      return `asked ${event.method} ${event.path}`
    case 'response':
      return `answered ${event.status}`
    case 'test':
      return `test ${event.name}`
    case 'failed':
      return `fails ${event.message}`
    case 'tested':
      return `${event.status} ${event.name}`
    case 'step':
      return `line ${event.line}`
    default:
      return []
  }
}
