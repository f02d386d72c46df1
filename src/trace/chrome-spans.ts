import type { TraceEvent } from './event.ts'

/** Something that takes time, from one event to another. */
export interface Span {
  readonly from: TraceEvent
  /** Null if it had not ended when the recording did. */
  readonly to: TraceEvent | null
  readonly name: string
  readonly category: string
}

/** What takes time in a recording, in the order of its beginnings: lanes, calls, waiting, requests, sessions, tests. */
export function findSpans(events: readonly TraceEvent[]): readonly Span[] {
  const open = new Map<string, Omit<Span, 'to'>>()
  const spans: Span[] = []
  for (const event of events) {
    const { key, begins, ends, isSameAgain } = roleOf(event)
    const begun = ends ? open.get(key) : undefined
    if (begun) {
      open.delete(key)
      spans.push({ ...begun, to: event })
    }
    // What begins anew before it ended, as numbers do in a second run of the same servers, has no end that is known.
    const lost = begins ? open.get(key) : undefined
    if (lost && isSameAgain) continue
    if (lost) spans.push({ ...lost, to: null })
    if (begins) open.set(key, { ...begins, from: event })
  }
  for (const begun of open.values()) spans.push({ ...begun, to: null })
  return spans.sort((one, other) => one.from.seq - other.from.seq)
}

interface Role {
  /** The same for the beginning and the end. */
  readonly key: string
  readonly begins?: { readonly name: string; readonly category: string }
  readonly ends?: boolean
  /** It is told more than once that it began. */
  readonly isSameAgain?: boolean
}

const none: Role = { key: '' }

function roleOf(event: TraceEvent): Role {
  const { lane } = event
  const ofLane = (what: string, id: string | number = ''): string => `${what} ${id} ${lane}`
  switch (event.kind) {
    case 'start':
      return { key: ofLane('lane'), begins: { name: event.target || lane, category: 'threads' } }
    case 'end':
      return { key: ofLane('lane'), ends: true }
    case 'enter':
      return {
        key: ofLane('call', event.frame),
        begins: { name: event.name || '(anonymous)', category: 'lines' },
      }
    case 'leave':
      return { key: ofLane('call', event.frame), ends: true }
    case 'blocked': {
      const words = event.words.join(' ').slice(0, 80)
      return { key: `client ${event.client.id}`, begins: { name: `waits in ${words}`, category: 'redis' } }
    }
    case 'command':
    case 'gone':
      return { key: `client ${event.client.id}`, ends: true }
    case 'timer-set':
      return { key: ofLane('timer', event.timer), begins: { name: `timer ${event.ms} ms`, category: 'time' } }
    case 'timer-fired':
    case 'timer-cleared':
      return { key: ofLane('timer', event.timer), ends: true }
    case 'fetch':
      return {
        key: ofLane('fetch', event.id),
        begins: { name: `fetch ${event.method} ${event.url}`.slice(0, 120), category: 'http' },
      }
    case 'fetched':
      return { key: ofLane('fetch', event.id), ends: true }
    case 'request':
      return {
        key: ofLane('request', event.id),
        begins: { name: `${event.method} ${event.path}`.slice(0, 120), category: 'http' },
      }
    case 'response':
      return { key: ofLane('request', event.id), ends: true }
    case 'test':
      return { key: ofLane('test', event.name), begins: { name: event.name, category: 'tests' } }
    case 'tested':
      return { key: ofLane('test', event.name), ends: true }
    case 'session': {
      const { id, client, closedAt } = event.session
      if (closedAt !== null) return { key: `session ${id}`, ends: true }
      const begins = { name: `SMTP session ${id} of ${client}`, category: 'mail' }
      return { key: `session ${id}`, begins, isSameAgain: true }
    }
    default:
      return none
  }
}
