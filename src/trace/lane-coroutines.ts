import type { LineRecord } from '../wire/lane-messages.ts'
import { CommandOwners } from './command-owners.ts'
import type { TraceEvent } from './event.ts'

/** A call of an async function that goes on beside its caller: what `spawn`, `Promise.all` and the like start. */
export interface Coroutine {
  /** Unique in the recording: `main#4`. */
  readonly id: string
  /** Its outermost frame. */
  readonly frame: number
  /** Of the function, with a number if several calls of it became coroutines: `work 2`. */
  readonly name: string
  readonly startSeq: number
  /** Null while it goes on. */
  readonly endSeq: number | null
}

/** One call of one function, as far as it takes to tell for whom it runs. */
export interface Call {
  readonly frame: number
  readonly parent: Call | null
  readonly startSeq: number
  name: string
  endSeq: number | null
  /** It waited at least once: whoever called it has had control back. */
  hasWaited: boolean
  /** When it last got control. */
  ranSince: number
  /** Call whose part it is; null if it is a coroutine of its own, or the lane's own program. */
  partOf: Call | null
}

/** Calls that wait, and of which it is not known yet whether `caller` waits for them. */
interface Undecided {
  readonly call: Call
  caller: Call
}

/** The coroutines of one lane. Events come in their order, each once. */
export class LaneCoroutines {
  readonly #lane: string
  readonly #calls = new Map<number, Call>()
  readonly #coroutines: Call[] = []
  #undecided: Undecided[] = []
  /** The lane's own program, while it goes on. */
  #program: Call | null = null
  /** Who has control; null: nobody that is recorded line by line. */
  #running: Call | null = null
  /** Who has control from which event on. */
  readonly #since: number[] = []
  readonly #ran: (Call | null)[] = []
  readonly #owners = new CommandOwners()
  /** Null after they have changed. */
  #views: ReadonlyMap<number, Coroutine> | null = null

  constructor(lane: string) {
    this.#lane = lane
  }

  /** By their outermost frames, in the order in which they began. */
  get all(): ReadonlyMap<number, Coroutine> {
    this.#views ??= this.#view()
    return this.#views
  }

  /** To which an event of this lane belongs; null: to the lane's own program. */
  at(seq: number): Coroutine | null {
    let call = this.#owners.of(seq) ?? this.#ran[lastUpTo(this.#since, seq)] ?? null
    while (call?.partOf) call = call.partOf
    return (call && this.all.get(call.frame)) ?? null
  }

  add(event: TraceEvent): void {
    const { seq } = event
    switch (event.kind) {
      case 'enter':
        return this.#enter(event, seq)
      case 'step':
      case 'await':
      case 'resume':
      case 'leave': {
        const call = this.#calls.get(event.frame)
        if (call) this.#goOn(call, event.kind, seq)
        return
      }
      case 'lines-end':
        // From here on nobody tells who has control.
        this.#owners.forget()
        return this.#run(null, seq)
      case 'end':
        for (const call of this.#coroutines) call.endSeq ??= seq
        this.#views = null
        return this.#run(null, seq)
      default:
        this.#owners.add(event, this.#running)
    }
  }

  #enter({ frame, parent: parentFrame, name }: LineRecord & { readonly kind: 'enter' }, seq: number): void {
    const parent = parentFrame === null ? null : (this.#calls.get(parentFrame) ?? null)
    const call: Call = {
      frame,
      parent,
      startSeq: seq,
      name,
      endSeq: null,
      hasWaited: false,
      ranSince: seq,
      partOf: parent,
    }
    this.#calls.set(frame, call)
    if (!parent) this.#program ??= call
    this.#run(call, seq)
  }

  #goOn(call: Call, kind: 'step' | 'await' | 'resume' | 'leave', seq: number): void {
    this.#run(call, seq)
    switch (kind) {
      case 'step':
        // On to the next statement, while those it called go on: it does not wait for them.
        for (const called of this.#calledBy(call)) this.#separate(called)
        return
      case 'resume':
        this.#owners.resume(call, seq)
        call.ranSince = seq
        return
      case 'await':
        return this.#await(call, seq)
      case 'leave':
        return this.#leave(call, seq)
    }
  }

  #await(call: Call, seq: number): void {
    const called = this.#calledBy(call)
    const [only] = called
    // Of several in one statement, as in `await Promise.all([a(), b()])`, each goes its own way.
    if (only && called.length === 1) this.#join(only, call)
    else for (const each of called) this.#separate(each)
    if (!only) this.#owners.wait(call)

    const isFirst = !call.hasWaited
    call.hasWaited = true
    if (isFirst) this.#decideLater(call, call.parent)
    this.#run(isFirst ? call.parent : null, seq + 1)
  }

  #leave(call: Call, seq: number): void {
    call.endSeq = seq
    if (this.#coroutines.includes(call)) this.#views = null
    this.#calls.delete(call.frame)
    if (call === this.#program) this.#program = null
    const called = this.#calledBy(call)
    const [only] = called
    if (!only || called.length > 1) for (const each of called) this.#separate(each)
    // It gave its caller the promise of what it called, as in `return send(name)`.
    else if (call.hasWaited) this.#join(only, call)
    else this.#decideLater(only, call.parent)
    this.#run(call.hasWaited ? null : call.parent, seq + 1)
  }

  /** A call waits for the first time, and its caller has control again. */
  #decideLater(call: Call, caller: Call | null): void {
    if (caller) this.#undecided.push({ call, caller })
    else if (this.#program === null) this.#program = call
    else if (this.#program !== call) this.#separate(call)
  }

  /** Takes out those that have been called in the caller's present statement and wait. */
  #calledBy(caller: Call): readonly Call[] {
    if (this.#undecided.length === 0) return []
    const called = this.#undecided.filter((undecided) => undecided.caller === caller)
    if (called.length > 0)
      this.#undecided = this.#undecided.filter((undecided) => undecided.caller !== caller)
    return called.flatMap(({ call }) => (call.endSeq === null ? [call] : []))
  }

  #separate(call: Call): void {
    call.partOf = null
    this.#coroutines.push(call)
    this.#views = null
  }

  #join(call: Call, caller: Call): void {
    call.partOf = caller
    if (caller.name !== '') return
    // `async () => await send(name)` is known by what it does.
    caller.name = call.name
    this.#views = null
  }

  #run(call: Call | null, seq: number): void {
    this.#running = call
    if (call) this.#owners.ran(call)
    const last = this.#since.length - 1
    if (this.#since[last] === seq) this.#ran[last] = call
    else if (this.#ran[last] !== call || last < 0) {
      this.#since.push(seq)
      this.#ran.push(call)
    }
  }

  #view(): ReadonlyMap<number, Coroutine> {
    const total = new Map<string, number>()
    for (const { name } of this.#coroutines) total.set(name, (total.get(name) ?? 0) + 1)
    const counted = new Map<string, number>()
    const views = new Map<number, Coroutine>()
    for (const { frame, name, startSeq, endSeq } of this.#coroutines.toSorted(byStart)) {
      const number = (counted.get(name) ?? 0) + 1
      counted.set(name, number)
      const words = [name || 'coroutine', ...((total.get(name) ?? 0) > 1 ? [number] : [])]
      views.set(frame, { id: `${this.#lane}#${frame}`, frame, name: words.join(' '), startSeq, endSeq })
    }
    return views
  }
}

function byStart(one: Call, other: Call): number {
  return one.startSeq - other.startSeq
}

/** Place of the last number that is not greater; -1 if there is none. */
function lastUpTo(ascending: readonly number[], most: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low - 1
}
