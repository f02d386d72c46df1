import type { PredictionSpec } from '../../../course/lesson-stage.ts'
import type { TraceEvent } from '../../../trace/event.ts'
import { laneWords } from '../../../trace/event-words.ts'
import type { Item, TraceState } from '../../../trace/state.ts'
import type { Moment } from '../../../wire/moment.ts'

/** What a question needs of a recording: a `TraceLog` has it. */
export interface Recording {
  readonly lastSeq: number
  event(seq: number): TraceEvent | undefined
  stateAt(seq: number): TraceState
}

/** One thing that can come next. */
export interface PredictionOption {
  readonly id: string
  readonly text: string
}

/** A question that is asked before an event of one recording. */
export interface OpenQuestion {
  /** Place among the step's questions, from 0. */
  readonly index: number
  /** Number of the event: the question shows everything as it stands before it. */
  readonly before: number
  /** Inline HTML of the lesson, as is `explain`. */
  readonly ask: string
  /** Two to five, in an order that says nothing. */
  readonly options: readonly PredictionOption[]
  /** Id of the right one. */
  readonly answer: string
  readonly explain: string
}

const mostOptions = 5
/** How far to look for what a call takes away, and for what was taken before. */
const mostEvents = 500
/** As many items of either end of a list can be an option. */
const fromEitherEnd = 20

const nothing: PredictionOption = { id: 'nothing', text: 'nothing: none is left' }

/**
 * The step's questions that this recording can ask, by the number of the event before which each is asked. `isAnswered`
 * leaves out those that were answered already.
 *
 *     model.setQuestions(openQuestions(log, lesson.stage.predictions, (moment) => findMoment(log, moment)))
 */
export function openQuestions(
  log: Recording,
  specs: readonly PredictionSpec[],
  find: (moment: Moment) => number | null,
  isAnswered: (index: number) => boolean = () => false,
): ReadonlyMap<number, OpenQuestion> {
  const questions = new Map<number, OpenQuestion>()
  for (const [index, spec] of specs.entries()) {
    const before = isAnswered(index) ? null : find(spec.before)
    const question = before === null || questions.has(before) ? null : openQuestion(log, before, spec, index)
    if (question) questions.set(question.before, question)
  }
  return questions
}

/** A question at its place in a recording; null where there is nothing to choose from. */
export function openQuestion(
  log: Recording,
  before: number,
  { ask, explain, of }: Pick<PredictionSpec, 'ask' | 'explain' | 'of'>,
  index: number,
): OpenQuestion | null {
  const choice = of === 'items' ? itemChoice(log, before) : laneChoice(log, before)
  if (!choice) return null
  const options = pick(choice, before)
  return options.length < 2 ? null : { index, before, ask, explain, options, answer: choice.right.id }
}

interface Choice {
  readonly right: PredictionOption
  readonly all: readonly PredictionOption[]
}

function laneChoice(log: Recording, before: number): Choice | null {
  const lane = log.event(before)?.lane
  if (lane === undefined) return null
  const alive = log.stateAt(before - 1).lanes.filter(({ activity }) => activity.kind !== 'ended')
  const option = (name: string): PredictionOption => ({ id: name, text: laneWords(name) })
  return { right: option(lane), all: alive.map((one) => option(one.lane)) }
}

function itemChoice(log: Recording, before: number): Choice | null {
  const event = log.event(before)
  if (!event) return null
  const state = log.stateAt(before - 1)
  const taken = takenFrom(log, event)
  const shelves = shelvesOf(state)
  const waiting = shelves.find(({ id }) => id === taken?.shelf)?.items ?? []
  const others = shelves.flatMap(({ id, items }) => (id === taken?.shelf ? [] : items))
  // Nobody could foresee what comes only after the question: an item that is pushed and taken by the same call.
  if (taken && ![...waiting, ...others].some(({ id }) => id === taken.item.id)) return null
  const all = distinct(waiting).length > 1 ? waiting : [...waiting, ...others, ...takenBefore(log, event)]
  const options = distinct(all)
  return {
    right: taken?.item ?? nothing,
    all: taken && options.length > 1 ? options : [...options, nothing],
  }
}

/** A list, queue or stack, and the items of it that one can see. */
interface Shelf {
  readonly id: string
  readonly items: readonly Item[]
}

function shelvesOf(state: TraceState): readonly Shelf[] {
  const lists = state.keys
    .filter(({ type }) => type === 'list')
    .map(({ db, key, items }) => ({
      id: `${db} ${key}`,
      items:
        items.length <= 2 * fromEitherEnd
          ? items.slice(0, items.length)
          : [...items.slice(0, fromEitherEnd), ...items.slice(items.length - fromEitherEnd, items.length)],
    }))
  return [...lists, ...state.structures.map(({ lane, id, items }) => ({ id: `${lane} ${id}`, items }))]
}

/** The first item that leaves by a command, or within a call. */
function takenFrom(
  log: Recording,
  start: TraceEvent,
): { readonly item: Item; readonly shelf: string } | null {
  const last = start.kind === 'enter' ? Math.min(log.lastSeq, start.seq + mostEvents) : start.seq
  for (let seq = start.seq; seq <= last; seq++) {
    const event = log.event(seq)
    if (!event || event.lane !== start.lane) continue
    if (start.kind === 'enter' && event.kind === 'leave' && event.frame === start.frame) return null
    if (event.kind !== 'structure' && event.kind !== 'command') continue
    const after = new Map(shelvesOf(log.stateAt(seq)).map(({ id, items }) => [id, items]))
    for (const { id, items } of shelvesOf(log.stateAt(seq - 1))) {
      const left = after.get(id) ?? []
      const item = items.find((one) => !left.some((other) => other.id === one.id))
      if (item) return { item, shelf: id }
    }
  }
  return null
}

/** What earlier commands took from the key of this one: wrong answers, where nothing is left to be taken. */
function takenBefore(log: Recording, event: TraceEvent): readonly PredictionOption[] {
  if (event.kind !== 'command') return []
  const options: PredictionOption[] = []
  for (let seq = event.seq - 1; seq > Math.max(0, event.seq - mostEvents) && options.length < 3; seq--) {
    const earlier = log.event(seq)
    if (earlier?.kind !== 'command' || earlier.words[1] !== event.words[1]) continue
    if (earlier.reply.kind === 'text') options.push({ id: `taken ${seq}`, text: earlier.reply.text })
  }
  return options
}

/** Of those that read the same, the first. */
function distinct(options: readonly PredictionOption[]): readonly PredictionOption[] {
  return options.filter(({ text }, at) => options.findIndex((other) => other.text === text) === at)
}

/** At most five with the right one, from both ends, and in an order that says nothing but is the same each time. */
function pick({ right, all }: Choice, seed: number): readonly PredictionOption[] {
  const others = all.filter(({ text }) => text !== right.text)
  const wrong =
    others.length < mostOptions ? others : [...others.slice(0, mostOptions - 3), ...others.slice(-2)]
  return [right, ...wrong].sort((one, other) => lot(one.text, seed) - lot(other.text, seed))
}

/** FNV-1a, and then MurmurHash3's mixing: without it, texts that differ in one letter stay in their order. */
function lot(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Numbers of the questions that were answered, by what the progress keeps of each. */
export function answeredIn(predictions: readonly string[] = []): ReadonlySet<number> {
  return new Set(predictions.flatMap((answer, index) => (answer === 'open' ? [] : [index])))
}
