import type { EventKind } from './event.ts'

/** What each kind of event is about: also the list of all kinds, which the compiler holds complete. */
const groups = {
  start: 'threads',
  end: 'threads',
  thread: 'threads',
  'timer-set': 'time',
  'timer-fired': 'time',
  'timer-cleared': 'time',
  console: 'console',
  fetch: 'http',
  fetched: 'http',
  request: 'http',
  response: 'http',
  test: 'tests',
  failed: 'tests',
  tested: 'tests',
  enter: 'lines',
  step: 'lines',
  await: 'lines',
  resume: 'lines',
  leave: 'lines',
  structure: 'lines',
  'lines-end': 'recording',
  command: 'redis',
  blocked: 'redis',
  gone: 'redis',
  'client-opened': 'redis',
  'client-closed': 'redis',
  message: 'redis',
  expired: 'redis',
  session: 'mail',
  smtp: 'mail',
  mail: 'mail',
  snapshot: 'recording',
  gap: 'recording',
  over: 'recording',
} as const satisfies { readonly [K in EventKind]: EventGroup }

/** What an event is about; `trouble` is what went wrong, whatever it is about. */
export type EventGroup =
  'redis' | 'mail' | 'http' | 'console' | 'time' | 'threads' | 'lines' | 'trouble' | 'tests' | 'recording'

/** All kinds; a column of `TraceLog` tells a kind by its place in here. */
export const eventKinds: readonly EventKind[] = Object.keys(groups) as EventKind[]

/** Place of each kind in `eventKinds`. */
export const kindNumbers: ReadonlyMap<string, number> = new Map(
  eventKinds.map((kind, number) => [kind, number]),
)

/** Group of a kind, trouble left out of account. */
export function groupOfKind(kind: EventKind): EventGroup {
  return groups[kind]
}
