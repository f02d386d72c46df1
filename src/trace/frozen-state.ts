import type { ClientView, MailData, SessionView } from './records.ts'
import type { KeyState, LaneState, StructureState, TraceState } from './state.ts'
import { findKey, type Keys } from './apply-redis.ts'
import { Chunks } from './chunks.ts'
import type { LaneCell } from './lane-cell.ts'

export type KeptMail = MailData & { readonly at: number }

/** The parts of a state, as they are kept: each can be shared with the states before and after. */
export interface StateParts {
  readonly seq: number
  readonly at: number
  readonly keys: Keys
  readonly clients: Chunks<ClientView>
  readonly sessions: Chunks<SessionView>
  readonly mails: Chunks<KeptMail>
  readonly lanes: ReadonlyMap<string, LaneCell>
  readonly structures: ReadonlyMap<string, StructureState>
  readonly consoleLines: number
}

/** How everything stood after an event. What nobody looks at is not made. */
export class FrozenState implements TraceState {
  readonly parts: StateParts
  #lanes: readonly LaneState[] | null = null
  #keys: readonly KeyState[] | null = null
  #clients: readonly ClientView[] | null = null
  #sessions: readonly SessionView[] | null = null
  #mails: readonly KeptMail[] | null = null
  #structures: readonly StructureState[] | null = null

  constructor(parts: StateParts) {
    this.parts = parts
  }

  get seq(): number {
    return this.parts.seq
  }

  get at(): number {
    return this.parts.at
  }

  get lanes(): readonly LaneState[] {
    return (this.#lanes ??= [...this.parts.lanes.values()].map(({ shown }) => shown))
  }

  get keys(): readonly KeyState[] {
    return (this.#keys ??= this.parts.keys.slice())
  }

  key(db: number, key: string): KeyState | undefined {
    return findKey(this.parts.keys, db, key).found
  }

  get clients(): readonly ClientView[] {
    return (this.#clients ??= this.parts.clients.slice())
  }

  get sessions(): readonly SessionView[] {
    return (this.#sessions ??= this.parts.sessions.slice())
  }

  get mails(): readonly KeptMail[] {
    return (this.#mails ??= this.parts.mails.slice())
  }

  get structures(): readonly StructureState[] {
    return (this.#structures ??= [...this.parts.structures.values()])
  }

  get consoleLines(): number {
    return this.parts.consoleLines
  }
}

/** Before anything has happened. */
export const nothingYet = new FrozenState({
  seq: 0,
  at: 0,
  keys: Chunks.empty(),
  clients: Chunks.empty(),
  sessions: Chunks.empty(),
  mails: Chunks.empty(),
  lanes: new Map(),
  structures: new Map(),
  consoleLines: 0,
})
