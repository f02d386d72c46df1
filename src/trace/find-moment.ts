import type { Moment } from '../wire/moment.ts'
import type { TraceEvent } from './event.ts'
import type { EventGroup } from './event-kinds.ts'
import type { TraceLog } from './log.ts'
import { valueWords } from './value-words.ts'

const groups: { readonly [W in Moment['what']]: EventGroup } = {
  command: 'redis',
  call: 'lines',
  mail: 'mail',
  print: 'console',
  line: 'lines',
  test: 'tests',
}

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
export function findMoment(
  log: TraceLog,
  { what, text, nth }: Moment,
  { after, before, counts }: Stretch = wholeRun,
): number | null {
  const wanted = text.toLowerCase().trim()
  let count = 0
  for (const seq of log.find({ text: '', lanes: null, groups: new Set([groups[what]]), task: null })) {
    if (seq <= after || seq >= before) continue
    const event = log.event(seq)
    if (event && counts(event) && isMeant(event, what, wanted) && ++count === nth) return seq
  }
  return null
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
