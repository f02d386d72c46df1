import type { DrawnSpec } from '../../../course/lesson-stage.ts'
import type { Item, KeyState, StructureState, TraceState } from '../../../trace/state.ts'
import { drawBits, type DrawnBits } from './drawn-bits.ts'
import { isFollowed, type DrawnAround, type End } from './drawn-around.ts'
import { commandWords, methodWords } from './drawn-words.ts'
import { drawSet, type DrawnSet } from './drawn-zset.ts'

/** An item as it is drawn: the same `id`, the same letter, wherever it moves. */
export interface DrawnItem {
  readonly id: string
  readonly text: string
  /** Its task is followed. */
  readonly isFollowed: boolean
}

/** Items one after the other, from the head of a queue or the top of a stack. */
export interface DrawnLine {
  readonly kind: 'queue' | 'stack' | 'list'
  readonly id: string
  /** Variable or key that holds it. */
  readonly title: string
  /** `MyStack`, `Redis list, db 5` */
  readonly about: string
  readonly first: readonly DrawnItem[]
  /** Items between `first` and `last`, which are only counted. */
  readonly hidden: number
  readonly last: readonly DrawnItem[]
  readonly size: number
  /** Who waits for an item. */
  readonly waiting: readonly string[]
  /** What was done to it just now; '' if nothing was. */
  readonly words: string
}

/** What a lesson wants to be drawn, and what is not there at this moment. */
export interface DrawnAbsent {
  readonly kind: 'absent'
  readonly id: string
  readonly title: string
  readonly text: string
}

export type Drawing = DrawnLine | DrawnBits | DrawnSet | DrawnAbsent

const shownFirst = 7
const shownLast = 2
const mostStructures = 6
const mostKeys = 4

/**
 * What is drawn of a state: what the lesson asks for, or all that is there to be drawn.
 *
 *     drawings(state, lesson.stage.drawn, { task: 412 })
 */
export function drawings(
  state: TraceState,
  specs: readonly DrawnSpec[],
  around: DrawnAround = {},
): readonly Drawing[] {
  if (specs.length > 0) return specs.flatMap((spec) => drawSpec(spec, state, around))
  const keys = state.keys.filter(({ type }) => type === 'list' || type === 'zset').slice(0, mostKeys)
  return [
    ...newest(state.structures).map((one) => drawStructure(kindOf(one), one, state, around)),
    ...keys.map((key) =>
      key.type === 'zset' ? drawSet(key, state, around) : drawList(key.db, key.key, state, around),
    ),
  ]
}

/** Learns from one step of a recording at which end each structure grows. */
export function growingEnds(
  known: ReadonlyMap<string, End>,
  before: TraceState,
  state: TraceState,
): ReadonlyMap<string, End> {
  const news = state.structures.flatMap((after): (readonly [string, End])[] => {
    const old = before.structures.find(({ lane, id }) => lane === after.lane && id === after.id)
    if (!old || old.items.length === 0 || after.size !== old.size + 1) return []
    const isKnown = (item: Item | undefined): boolean => old.items.some(({ id }) => id === item?.id)
    if (!isKnown(after.items[0])) return [[structureId(after), 'first']]
    return isKnown(after.items.at(-1)) ? [] : [[structureId(after), 'last']]
  })
  const isNews = ([id, end]: readonly [string, End]): boolean => known.get(id) !== end
  return news.some(isNews) ? new Map([...known, ...news]) : known
}

export function structureId({ lane, id }: Pick<StructureState, 'lane' | 'id'>): string {
  return `${lane} ${id}`
}

function drawSpec(spec: DrawnSpec, state: TraceState, around: DrawnAround): readonly Drawing[] {
  switch (spec.kind) {
    case 'bits':
      return [
        drawBits(spec.name, state) ??
          absent(`bits ${spec.name}`, spec.name, 'No function that runs now has this variable.'),
      ]
    case 'list':
      return [drawList(spec.db, spec.key, state, around)]
    case 'zset': {
      const key = state.key(spec.db, spec.key)
      return [
        key?.type === 'zset'
          ? drawSet(key, state, around)
          : absent(`${spec.db} ${spec.key}`, spec.key, 'Nothing is stored here.'),
      ]
    }
    case 'queue':
    case 'stack': {
      const found = state.structures.filter(({ type, label }) => type === spec.name || label === spec.name)
      if (found.length === 0) return [absent(`new ${spec.name}`, spec.name, 'None is made yet.')]
      return newest(found).map((one) => drawStructure(spec.kind, one, state, around))
    }
    default:
      return spec satisfies never
  }
}

function absent(id: string, title: string, text: string): DrawnAbsent {
  return { kind: 'absent', id, title, text }
}

/** Those that changed last, in the order in which they were made. */
function newest(structures: readonly StructureState[]): readonly StructureState[] {
  if (structures.length <= mostStructures) return structures
  const last = [...structures].sort((a, b) => b.changedAt - a.changedAt).slice(0, mostStructures)
  return structures.filter((one) => last.includes(one))
}

function kindOf({ type }: StructureState): 'queue' | 'stack' {
  return /stack/i.test(type) && !/queue/i.test(type) ? 'stack' : 'queue'
}

function drawStructure(
  kind: 'queue' | 'stack',
  structure: StructureState,
  state: TraceState,
  around: DrawnAround,
): DrawnLine {
  const { before, ends } = around
  const id = structureId(structure)
  const old = before?.structures.find((one) => structureId(one) === id)
  const isTurned =
    kind === 'stack' ? ends?.get(id) !== 'first' : isNewestFirst(structure.items, ends?.get(id))
  const inOrder = (items: readonly Item[]): readonly Item[] => (isTurned ? items.toReversed() : items)
  const isNow = structure.changedAt === state.seq
  return {
    ...shown(inOrder(structure.items), structure.size, around),
    kind,
    id,
    title: structure.label || structure.type,
    about: structure.label ? structure.type : '',
    waiting: [],
    words: isNow
      ? methodWords(kind, structure.method, old && inOrder(old.items), inOrder(structure.items))
      : '',
  }
}

/** The head of a queue is where the oldest item lies, whichever end of its array that is. */
function isNewestFirst(items: readonly Item[], grows: End | undefined): boolean {
  const [first, last] = [seqOf(items[0]), seqOf(items.at(-1))]
  return first === null || last === null || first === last ? grows === 'first' : first > last
}

function drawList(db: number, key: string, state: TraceState, around: DrawnAround): DrawnLine {
  const { before, event } = around
  const found = asList(state.key(db, key))
  const items = found?.items.slice(0, found.length) ?? []
  const old = before ? (asList(before.key(db, key))?.items.slice(0, 1000) ?? []) : undefined
  const waiting = state.clients.filter((client) => client.db === db && client.waitsFor?.includes(key))
  return {
    ...shown(items, items.length, around),
    kind: 'list',
    id: `${db} ${key}`,
    title: key,
    about: db === 0 ? 'Redis list' : `Redis list, db ${db}`,
    waiting: waiting.map(({ name, id }) => name || `client ${id}`),
    words: event ? commandWords(event, db, key, old, items) : '',
  }
}

function asList(key: KeyState | undefined): KeyState | undefined {
  return key?.type === 'list' ? key : undefined
}

function shown(
  items: readonly Item[],
  size: number,
  around: DrawnAround,
): Pick<DrawnLine, 'first' | 'hidden' | 'last' | 'size'> {
  const draw = (item: Item): DrawnItem => ({ ...item, isFollowed: isFollowed(item.id, around) })
  // A gap of one is no shorter than the item itself.
  if (size <= shownFirst + shownLast + 1 && items.length === size)
    return { first: items.map(draw), hidden: 0, last: [], size }
  const first = items.slice(0, shownFirst)
  const last = items.length === size ? items.slice(-shownLast) : []
  return { first: first.map(draw), hidden: size - first.length - last.length, last: last.map(draw), size }
}

/** Number of the event that brought an item in; null where nobody saw it. */
function seqOf(item: Item | undefined): number | null {
  const [, seq] = /^(\d+)\./.exec(item?.id ?? '') ?? []
  return seq === undefined ? null : Number(seq)
}
