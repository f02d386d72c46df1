/** The documented format, as far as it concerns what Mailroom writes: docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */

export interface ChromeEvent {
  readonly [field: string]: unknown
  readonly ph: string
  readonly name: string
  readonly cat: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur: number
  readonly id: string
  readonly args: { readonly [key: string]: unknown }
}

type Field = (value: unknown) => boolean

const text: Field = (value) => typeof value === 'string'
const someText: Field = (value) => typeof value === 'string' && value !== ''
const whole: Field = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const isObject: Field = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const is =
  (...values: readonly unknown[]): Field =>
  (value) =>
    values.includes(value)
const maybe =
  (field: Field): Field =>
  (value) =>
    value === undefined || field(value)

const always = { ph: someText, name: text, pid: whole, tid: whole }
const timed = { ...always, cat: someText, ts: whole, args: maybe(isObject) }

/** Fields of each phase, and no others. */
const fieldsOf: { readonly [ph: string]: { readonly [field: string]: Field } } = {
  M: { ...always, name: is('process_name', 'thread_name', 'thread_sort_index'), args: isObject },
  X: { ...timed, dur: (value) => whole(value) && value !== 0 },
  i: { ...timed, s: is('t', 'p', 'g') },
  b: { ...timed, id: someText },
  e: { ...timed, id: someText },
  s: { ...timed, id: someText },
  t: { ...timed, id: someText, bp: is('e') },
  f: { ...timed, id: someText, bp: is('e') },
}

/** What is against the format in a file, a line each; none if all is well. */
export function faultsOf(file: string): readonly string[] {
  const parsed = JSON.parse(file) as { traceEvents: readonly ChromeEvent[]; displayTimeUnit: unknown }
  if (!is('ms', 'ns')(parsed.displayTimeUnit)) return [`displayTimeUnit ${String(parsed.displayTimeUnit)}`]
  const events = parsed.traceEvents
  return [
    ...events.flatMap(wrongFields),
    ...withoutName(events),
    ...crossing(events),
    ...brokenPairs(events),
    ...brokenFlows(events),
    ...backwards(events),
  ]
}

function wrongFields(event: ChromeEvent): readonly string[] {
  const fields = fieldsOf[event.ph]
  if (!fields) return [`phase ${event.ph}`]
  const names = new Set([...Object.keys(fields), ...Object.keys(event)])
  return [...names]
    .filter((name) => !(fields[name]?.(event[name]) ?? false))
    .map((name) => `${event.ph} ${event.name}: ${name} is ${JSON.stringify(event[name])}`)
}

function withoutName(events: readonly ChromeEvent[]): readonly string[] {
  const names = new Map<number, unknown>()
  const faults: string[] = []
  for (const { ph, name, tid, args } of events) {
    if (ph !== 'M' || name !== 'thread_name') continue
    if (names.has(tid) || !someText(args['name']))
      faults.push(`thread ${tid} is called ${String(args['name'])}`)
    names.set(tid, args['name'])
  }
  if (new Set(names.values()).size < names.size)
    faults.push(`threads of one name: ${[...names.values()].join()}`)
  if (!events.some(({ ph, name }) => ph === 'M' && name === 'process_name')) faults.push('no process_name')
  for (const { ph, name, tid } of events)
    if (ph !== 'M' && !names.has(tid)) faults.push(`${name}: thread ${tid} has no name`)
  return faults
}

/** Slices of a thread lie in each other or apart. */
function crossing(events: readonly ChromeEvent[]): readonly string[] {
  const faults: string[] = []
  for (const slices of byTid(events.filter(({ ph }) => ph === 'X'))) {
    const open: ChromeEvent[] = []
    for (const slice of slices.toSorted((one, other) => one.ts - other.ts || other.dur - one.dur)) {
      while (open.length > 0 && endOf(open.at(-1)) <= slice.ts) open.pop()
      if (open.length > 0 && endOf(slice) > endOf(open.at(-1)))
        faults.push(`${open.at(-1)?.name} and ${slice.name} cross`)
      open.push(slice)
    }
  }
  return faults
}

/** Each `b` has its `e`, later, with the same category, id, name and thread. */
function brokenPairs(events: readonly ChromeEvent[]): readonly string[] {
  const faults: string[] = []
  const open = new Map<string, ChromeEvent>()
  for (const event of events) {
    if (event.ph !== 'b' && event.ph !== 'e') continue
    const key = JSON.stringify([event.cat, event.id, event.name, event.pid, event.tid])
    const begun = open.get(key)
    if (event.ph === 'b' ? begun : !begun || begun.ts >= event.ts) faults.push(`${event.ph} of ${key}`)
    if (event.ph === 'b') open.set(key, event)
    else open.delete(key)
  }
  return [...faults, ...[...open.keys()].map((key) => `no e of ${key}`)]
}

/** A flow is one `s`, any number of `t`, one `f`, each later than the one before, each within a slice of its thread. */
function brokenFlows(events: readonly ChromeEvent[]): readonly string[] {
  const faults: string[] = []
  const flows = new Map<string, ChromeEvent[]>()
  const slices = new Map<number, ChromeEvent[]>()
  for (const event of events) {
    if (event.ph === 'X') slices.set(event.tid, [...(slices.get(event.tid) ?? []), event])
    if (event.ph !== 's' && event.ph !== 't' && event.ph !== 'f') continue
    flows.set(event.id, [...(flows.get(event.id) ?? []), event])
    // A slice that comes later in the file would not be open yet.
    const around = slices.get(event.tid)?.some((slice) => slice.ts <= event.ts && event.ts < endOf(slice))
    if (!around) faults.push(`${event.ph} of flow ${event.id} is in no slice`)
  }
  for (const [id, marks] of flows) {
    const phases = marks.map(({ ph }) => ph).join('')
    if (!/^st*f$/.test(phases)) faults.push(`flow ${id} is ${phases}`)
    if (marks.some(({ ts }, index) => index > 0 && ts <= (marks[index - 1]?.ts ?? 0)))
      faults.push(`flow ${id} goes back`)
  }
  return faults
}

function backwards(events: readonly ChromeEvent[]): readonly string[] {
  const times = events.flatMap(({ ph, ts }) => (ph === 'M' ? [] : [ts]))
  return times.some((ts, index) => ts < (times[index - 1] ?? 0))
    ? ['events are not in the order of time']
    : []
}

function byTid(events: readonly ChromeEvent[]): Iterable<readonly ChromeEvent[]> {
  const groups = new Map<number, ChromeEvent[]>()
  for (const event of events) groups.set(event.tid, [...(groups.get(event.tid) ?? []), event])
  return groups.values()
}

function endOf(slice: ChromeEvent | undefined): number {
  return slice ? slice.ts + slice.dur : 0
}
