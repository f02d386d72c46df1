import type { LaneRecord, TestRecord } from '../wire/lane-messages.ts'
import type { ClientView, RecordingRecord } from './records.ts'
import { promptLane, serverLane, type RawEvent } from './event.ts'
import type { StructureState } from './state.ts'
import { applyChange, findKey, wholeCell, type Change } from './apply-redis.ts'
import { Chunks, type Owner } from './chunks.ts'
import { Effects } from './effects.ts'
import { FrozenState, type KeptMail, type StateParts } from './frozen-state.ts'
import type { KeyCell } from './key-cell.ts'
import { LaneCell } from './lane-cell.ts'
import { changedStructure } from './structures.ts'

/**
 * Works out how things stand, event by event; the same for a run that goes on and for one that is looked at again. What
 * `freeze` gives never changes: it shares with later states what is the same in them.
 *
 *     const reducer = new Reducer(keyframe)
 *     for (const event of delta) reducer.apply(event)
 *     reducer.freeze() // the state after them
 */
export class Reducer {
  /** What the last event did to items. */
  readonly effects = new Effects()
  #owner: Owner = {}
  #parts: { -readonly [K in keyof StateParts]: StateParts[K] }
  #lanes: Map<string, LaneCell> | null = null
  #structures: Map<string, StructureState> | null = null
  #frozen: FrozenState

  constructor(from: FrozenState) {
    this.#frozen = from
    this.#parts = { ...from.parts }
  }

  get seq(): number {
    return this.#parts.seq
  }

  freeze(): FrozenState {
    if (this.#frozen.seq === this.#parts.seq) return this.#frozen
    this.#owner = {}
    this.#lanes = null
    this.#structures = null
    return (this.#frozen = new FrozenState({ ...this.#parts }))
  }

  apply(event: RawEvent): void {
    const parts = this.#parts
    parts.seq++
    parts.at = event.at
    this.effects.clear()
    switch (event.kind) {
      case 'command': {
        this.#putClient(event.client)
        for (const change of event.changes) applyChange(this.#editKeys(), change, this.#change())
        this.effects.joinMoved()
        const lane = this.#activeLane(event.lane)
        lane?.waited(`client ${event.client.id}`)
        return lane?.ran()
      }
      case 'blocked':
        this.#putClient(event.client)
        return this.#activeLane(event.lane)?.waits(
          `client ${event.client.id}`,
          `${(event.words[0] ?? '').toUpperCase()} ${(event.client.waitsFor ?? event.words.slice(1, -1)).join(' ')}`,
          event.at,
        )
      case 'gone':
        this.#putClient(event.client)
        return this.#knownLane(event.lane)?.waited(`client ${event.client.id}`)
      case 'client-opened':
        return this.#putClient(event.client)
      case 'client-closed': {
        parts.clients = removeById(parts.clients, this.#owner, event.client.id)
        return this.#knownLane(event.lane)?.waited(`client ${event.client.id}`)
      }
      case 'message':
        return
      case 'expired':
        return applyChange(
          this.#editKeys(),
          { kind: 'deleted', db: event.db, key: event.key },
          this.#change(),
        )
      case 'session':
        parts.sessions = putById(parts.sessions, this.#owner, event.session)
        return
      case 'smtp':
        return this.#knownLane(event.lane)?.ran()
      case 'mail':
        parts.mails = parts.mails.editable(this.#owner)
        parts.mails.splice(this.#owner, parts.mails.length, 0, [{ ...event.mail, at: event.at }])
        return
      case 'snapshot':
        return this.#restart(event)
      case 'over':
        for (const [name, lane] of parts.lanes) if (!lane.ended) this.#knownLane(name)?.ends('cut off')
        return
      case 'gap':
      case 'test':
      case 'failed':
      case 'tested':
        return
      default:
        return this.#applyOfLane(event)
    }
  }

  #applyOfLane(event: { readonly lane: string } & Exclude<LaneRecord, TestRecord>): void {
    const lane = this.#activeLane(event.lane)
    if (!lane) return
    switch (event.kind) {
      case 'start':
        return lane.starts(event.target)
      case 'end':
        return lane.ends(event.how)
      case 'thread': {
        const child = this.#lane(event.thread)
        child.parent = event.lane
        child.target = event.target
        return child.waits('start', 'start', event.at)
      }
      case 'timer-set':
        return lane.waits(`timer ${event.timer}`, `timer ${event.ms} ms`, event.at)
      case 'timer-fired':
        lane.ran()
        return lane.waited(`timer ${event.timer}`)
      case 'timer-cleared':
        return lane.waited(`timer ${event.timer}`)
      case 'fetch':
        return lane.waits(`fetch ${event.id}`, `answer of ${event.method} ${event.url}`, event.at)
      case 'fetched':
        lane.ran()
        return lane.waited(`fetch ${event.id}`)
      case 'request':
      case 'response':
        return lane.ran()
      case 'console':
        this.#parts.consoleLines++
        return lane.ran()
      case 'structure': {
        const structures = this.#editStructures()
        const key = `${event.id} ${event.lane}`
        const changed = changedStructure(event, structures.get(key), lane, this.#parts.seq)
        structures.set(key, changed.structure)
        this.effects.structure = changed
        return
      }
      case 'lines-end':
        return lane.forgetFrames()
      default:
        lane.ran()
        return lane.steps(event)
    }
  }

  /** How things stand in the servers; lanes and what is theirs go on. */
  #restart({ keys, clients, mails, sessions }: Extract<RecordingRecord, { kind: 'snapshot' }>): void {
    const parts = this.#parts
    const old = parts.keys
    const owner = this.#owner
    parts.keys = Chunks.empty<KeyCell>().editable(owner)
    for (const told of keys) {
      const { index, found } = findKey(parts.keys, told.db, told.key)
      const cell = wholeCell(told, findKey(old, told.db, told.key).found, -parts.seq, this.#change())
      parts.keys.splice(owner, index, found ? 1 : 0, [cell])
    }
    parts.clients = Chunks.empty()
    for (const client of clients) this.#putClient(client)
    parts.sessions = Chunks.empty()
    for (const session of sessions) parts.sessions = putById(parts.sessions, owner, session)
    parts.mails = Chunks.empty<KeptMail>().editable(owner)
    parts.mails.splice(owner, 0, 0, mails)
    // Nobody has brought or taken these: they were there.
    this.effects.clear()
  }

  #change(): Change {
    return { owner: this.#owner, seq: this.#parts.seq, effects: this.effects }
  }

  #editKeys(): StateParts['keys'] {
    return (this.#parts.keys = this.#parts.keys.editable(this.#owner))
  }

  #putClient(client: ClientView): void {
    this.#parts.clients = putById(this.#parts.clients, this.#owner, client)
  }

  #editStructures(): Map<string, StructureState> {
    return (this.#parts.structures = this.#structures ??= new Map(this.#parts.structures))
  }

  /** A lane that does something: it is one from then on. What people and servers do has none. */
  #activeLane(name: string): LaneCell | undefined {
    return name === promptLane || name === serverLane ? undefined : this.#lane(name)
  }

  #knownLane(name: string): LaneCell | undefined {
    return this.#parts.lanes.has(name) ? this.#lane(name) : undefined
  }

  #lane(name: string): LaneCell {
    const lanes = (this.#parts.lanes = this.#lanes ??= new Map(this.#parts.lanes))
    const known = lanes.get(name)
    if (known?.owner === this.#owner) return known
    const lane = known?.editable(this.#owner) ?? new LaneCell(this.#owner, name)
    lanes.set(name, lane)
    return lane
  }
}

function putById<T extends { readonly id: number }>(list: Chunks<T>, owner: Owner, item: T): Chunks<T> {
  const { index, found } = list.search(({ id }) => id - item.id)
  const edited = list.editable(owner)
  if (found) edited.replace(owner, index, item)
  else edited.splice(owner, index, 0, [item])
  return edited
}

function removeById<T extends { readonly id: number }>(list: Chunks<T>, owner: Owner, id: number): Chunks<T> {
  const { index, found } = list.search((item) => item.id - id)
  if (!found) return list
  const edited = list.editable(owner)
  edited.splice(owner, index, 1, [])
  return edited
}
