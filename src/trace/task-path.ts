import type { EventOf, TraceEvent } from './event.ts'
import type { TraceLog } from './log.ts'
import { isTaking, putsInto } from './redis-words.ts'

/** One part of a task's way, from one event to another; `until` and `ms` are null while it goes on. */
export type TaskStage = {
  readonly seq: number
  readonly until: number | null
  readonly ms: number | null
  /** Who put it there, took it, or sends it. */
  readonly lane: string
} & (
  | {
      readonly kind: 'waiting'
      /** List, sorted set or structure of the learner's own in which it lies. */
      readonly place: string
    }
  /** Taken, and not being sent yet. */
  | { readonly kind: 'work' }
  /** In the dialogue with the mail server. */
  | { readonly kind: 'smtp'; readonly session: number }
  /** In the inbox. */
  | { readonly kind: 'mail'; readonly mail: number; readonly to: readonly string[] }
)

/** The way of a task, in the order in which its stages began. */
export interface TaskPath {
  readonly task: number
  /** What was put into the list: several items, if one command brought several. */
  readonly texts: readonly string[]
  readonly stages: readonly TaskStage[]
  /** Number of the first mail that came of it. */
  readonly mail: number | null
  /** From its first event to its mail, or to the last there is; of several mails to the last. */
  readonly totalMs: number
}

/**
 * Where a task has been, and for how long. What was folded away is not told.
 *
 *     taskPath(log, 398).stages[0] // { kind: 'waiting', place: 'mail', seq: 398, until: 412, ms: 37.5, lane: 'main' }
 */
export function taskPath(log: TraceLog, task: number): TaskPath {
  const walk = new Walk()
  const events = log
    .find({ text: '', lanes: null, groups: null, task })
    .flatMap((seq) => log.event(seq) ?? [])
  for (const event of events) walk.add(event)
  const [first] = events
  const last = events.findLast(({ kind }) => kind === 'mail') ?? events.at(-1)
  return {
    task,
    texts: [...walk.texts],
    stages: walk.stages,
    mail: events.find((event) => event.kind === 'mail')?.mail.id ?? null,
    totalMs: first && last ? last.at - first.at : 0,
  }
}

/** Number of the task that an item is, by its id; null if nobody saw it come. */
export function taskOfItem(log: TraceLog, id: string): number | null {
  const seq = /^\d+(?=\.)/.exec(id)?.[0]
  // From the columns, since many items are looked at and reading an event can take a while.
  return seq === undefined ? null : log.columns.task[Number(seq) - log.firstSeq] || Number(seq)
}

interface Entry {
  stage: TaskStage
  /** When it began. */
  readonly at: number
}

class Walk {
  readonly texts = new Set<string>()
  readonly #entries: Entry[] = []

  get stages(): readonly TaskStage[] {
    return this.#entries.map(({ stage }) => stage)
  }

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'command':
        return this.#addCommand(event)
      case 'structure': {
        const place = event.label || event.type
        if (this.#ended(event, (stage) => stage.kind === 'waiting' && stage.place === place))
          return this.#open(event, { kind: 'work' })
        return this.#wait(event, place)
      }
      case 'smtp': {
        const isOpen = this.#entries.some(
          ({ stage }) => stage.kind === 'smtp' && stage.session === event.session,
        )
        if (isOpen) return
        this.#ended(event, isWorkOf(event.lane))
        return this.#open(event, { kind: 'smtp', session: event.session })
      }
      case 'mail': {
        const { id, session, to } = event.mail
        if (!this.#ended(event, (stage) => stage.kind === 'smtp' && stage.session === session))
          this.#ended(event, isWorkOf(event.lane))
        return this.#open(event, { kind: 'mail', mail: id, to }, event)
      }
      default:
    }
  }

  #addCommand(event: EventOf<'command'>): void {
    const put = putsInto(event.words)
    for (const text of put?.texts ?? []) this.texts.add(text)
    const name = (event.words[0] ?? '').toLowerCase()
    if (isTaking(name)) this.#take(event)
    // What a worker moves to a list of its own, it works on; else it waits for somebody.
    else if (put) this.#wait(event, put.key)
    else if (name === 'lrem') this.#ended(event, isWorkOf(event.lane))
  }

  #take(event: EventOf<'command'>): void {
    const { cause } = event
    if (!this.#ended(event, (stage) => stage.kind === 'waiting' && stage.seq === cause)) {
      // Another item of the same push has waited as well.
      const other = this.#entries.find(({ stage }) => stage.kind === 'waiting' && stage.seq === cause)
      if (other)
        this.#entries.push({ ...other, stage: { ...other.stage, until: event.seq, ms: event.at - other.at } })
    }
    if (this.texts.size === 0 && event.reply.kind === 'text') this.texts.add(event.reply.text)
    this.#open(event, { kind: 'work' })
  }

  #wait(event: TraceEvent, place: string): void {
    this.#ended(event, isWorkOf(event.lane))
    this.#open(event, { kind: 'waiting', place })
  }

  #open(event: TraceEvent, what: StageKind, until: TraceEvent | null = null): void {
    const { seq, at, lane } = event
    this.#entries.push({ at, stage: { seq, lane, until: until?.seq ?? null, ms: until && 0, ...what } })
  }

  /** Whether there was such a stage that went on. */
  #ended(event: TraceEvent, isIt: (stage: TaskStage) => boolean): boolean {
    const entry = this.#entries.find(({ stage }) => stage.until === null && isIt(stage))
    if (!entry) return false
    entry.stage = { ...entry.stage, until: event.seq, ms: event.at - entry.at }
    return true
  }
}

type StageKind = TaskStage extends infer S ? (S extends TaskStage ? Omit<S, keyof StageSpan> : never) : never
type StageSpan = Pick<TaskStage, 'seq' | 'until' | 'ms' | 'lane'>

function isWorkOf(lane: string): (stage: TaskStage) => boolean {
  return (stage) => stage.kind === 'work' && stage.lane === lane
}
