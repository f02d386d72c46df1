import type { LaneRecord } from '../wire/lane-messages.ts'
import type { FrameState, Item, LaneActivity, LaneState } from './state.ts'
import type { Owner } from './chunks.ts'

type Variables = readonly Pick<FrameState['variables'][number], 'name' | 'value'>[]

/** One call of a function, as it is kept. */
export interface FrameCell extends Omit<FrameState, 'variables'> {
  readonly variables: Variables
  /** Names of those that the frame's last event told of. */
  readonly changed: readonly string[]
}

/** What a lane waits for. */
interface Wait {
  /** Who will be told: `client 3`, `timer 7`, `fetch 1`. */
  readonly id: string
  readonly what: string
  readonly since: number
}

/** More at once say nothing to anybody. */
const mostWaits = 100
const mostFramesShown = 200

/** A lane: whoever owns it changes it in place. */
export class LaneCell {
  readonly owner: Owner
  readonly lane: string
  parent: string | null = null
  target = ''
  ended: Extract<LaneActivity, { readonly kind: 'ended' }>['how'] | null = null
  /** Those of the structures of this lane that lost an item last: another structure may get it. */
  lost: readonly { readonly structure: number; readonly item: Item }[] = []
  #waits: readonly Wait[] = []
  /** Whether it began to wait with the last thing it did. */
  #isResting = false
  #restingSince = 0
  #frames: Map<number, FrameCell>
  #areFramesOwn = true
  #current: number | null = null
  #shown: LaneState | null = null

  constructor(owner: Owner, lane: string, frames = new Map<number, FrameCell>()) {
    this.owner = owner
    this.lane = lane
    this.#frames = frames
  }

  /** Itself, if the owner has it already. */
  editable(owner: Owner): LaneCell {
    if (this.owner === owner) return this
    const copy = new LaneCell(owner, this.lane, this.#frames)
    copy.parent = this.parent
    copy.target = this.target
    copy.ended = this.ended
    copy.lost = this.lost
    copy.#waits = this.#waits
    copy.#isResting = this.#isResting
    copy.#restingSince = this.#restingSince
    copy.#areFramesOwn = false
    copy.#current = this.#current
    return copy
  }

  /** How it is shown; made when it is asked for, which nobody does while it is being changed. */
  get shown(): LaneState {
    if (this.#shown) return this.#shown
    const stack = this.#stack()
    const { lane, parent, target } = this
    this.#shown = { lane, parent, target, activity: this.#activity(), stack, waiting: this.#waiting(stack) }
    return this.#shown
  }

  /** It did something: so it runs. */
  ran(): void {
    this.#isResting = false
  }

  waits(id: string, what: string, since: number): void {
    this.#waits = [...this.#waits.filter((wait) => wait.id !== id), { id, what, since }].slice(-mostWaits)
    this.#rests(since)
  }

  /** What it waited for has come, or will not come any more. */
  waited(id: string): void {
    if (this.#waits.some((wait) => wait.id === id)) this.#waits = this.#waits.filter((wait) => wait.id !== id)
  }

  starts(target: string): void {
    this.target = target
    this.ended = null
    this.#waits = []
    this.ran()
    this.forgetFrames()
  }

  ends(how: 'returned' | 'threw' | 'cut off'): void {
    this.ended = how
    // Where it was cut off remains to be seen.
    if (how !== 'cut off') this.forgetFrames()
  }

  /** What the lines of its program tell. */
  steps(event: Extract<LaneRecord, { readonly frame: number }>): void {
    const frame = this.#frames.get(event.frame)
    switch (event.kind) {
      case 'enter': {
        const { frame: id, parent, name, file, line, isAsync } = event
        const call = { id, parent, name, file, line, isAsync, isWaiting: false, loop: null }
        this.#set({ ...call, variables: nothing, changed: nothing })
        return
      }
      case 'step': {
        if (!frame) return
        const next = copyOf(frame, event.line, false)
        next.loop = event.loop ?? null
        next.variables = withChanges(frame.variables, event.changes)
        next.changed = event.changes?.map(({ name }) => name) ?? nothing
        this.#set(next)
        return
      }
      case 'await':
        if (!frame) return
        this.#set(copyOf(frame, event.line, true))
        this.#rests(event.at)
        return
      case 'resume':
        if (frame) this.#set(copyOf(frame, frame.line, false))
        return
      case 'leave':
        this.#ownFrames().delete(event.frame)
        this.#current = frame?.parent ?? null
        return
      default:
        event satisfies never
    }
  }

  forgetFrames(): void {
    this.#frames = new Map()
    this.#areFramesOwn = true
    this.#current = null
  }

  #rests(since: number): void {
    this.#isResting = true
    this.#restingSince = since
  }

  #set(frame: FrameCell): void {
    this.#ownFrames().set(frame.id, frame)
    this.#current = frame.id
  }

  #ownFrames(): Map<number, FrameCell> {
    if (!this.#areFramesOwn) this.#frames = new Map(this.#frames)
    this.#areFramesOwn = true
    return this.#frames
  }

  #activity(): LaneActivity {
    if (this.ended) return { kind: 'ended', how: this.ended }
    if (!this.#isResting) return { kind: 'running' }
    const wait = this.#waits.at(-1)
    return { kind: 'waiting', what: wait?.what ?? 'await', since: wait?.since ?? this.#restingSince }
  }

  /** From the innermost frame outwards, for as long as who called is still there. */
  #stack(): FrameState[] {
    const stack: FrameState[] = []
    const seen = new Set<number>()
    let frame = this.#frames.get(this.#current ?? -1)
    while (frame && !seen.has(frame.id) && stack.length < mostFramesShown) {
      stack.push(shownFrame(frame))
      seen.add(frame.id)
      frame = frame.parent === null ? undefined : this.#frames.get(frame.parent)
    }
    return stack
  }

  /** Those that began to wait last come first. */
  #waiting(stack: readonly FrameState[]): readonly FrameState[] {
    const isOn = new Set(stack.map(({ id }) => id))
    const waiting = [...this.#frames.values()].filter(({ id, isWaiting }) => isWaiting && !isOn.has(id))
    return waiting.slice(-mostFramesShown).toReversed().map(shownFrame)
  }
}

function shownFrame({ variables, changed, ...rest }: FrameCell): FrameState {
  return {
    ...rest,
    variables: variables.map(({ name, value }) => ({ name, value, isChanged: changed.includes(name) })),
  }
}

const nothing: readonly never[] = []

/** Field by field, as it is done for each line: spreading takes several times as long. */
function copyOf(
  { id, parent, name, file, isAsync, loop, variables, changed }: FrameCell,
  line: number,
  isWaiting: boolean,
): { -readonly [K in keyof FrameCell]: FrameCell[K] } {
  return { id, parent, name, file, line, isAsync, isWaiting, loop, variables, changed }
}

function withChanges(variables: Variables, changes: Variables = nothing): Variables {
  if (changes.length === 0) return variables
  const merged = [...variables]
  for (const change of changes) {
    const place = merged.findIndex(({ name }) => name === change.name)
    merged[place < 0 ? merged.length : place] = change
  }
  return merged
}
