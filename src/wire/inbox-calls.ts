/** What the tests of a step ask the mail sink, through a port of their own that no learner's code gets. */
import type { FaultPlan } from './fault-plan.ts'

/** A message in the sink. Its shape is `services/smtp`'s `Mail`. */
export interface StoredMail {
  readonly from: string
  readonly to: readonly string[]
  readonly source: Uint8Array<ArrayBuffer>
}

/** A session of the sink, as `services/smtp`'s `SessionView`. */
export interface StoredSession {
  readonly id: number
  readonly end: 'quit' | 'closed' | 'reset' | 'dropped' | 'timeout' | null
  readonly user: string | null
  readonly mails: number
}

/** A checker's worker → the services of its world. */
export type InboxCalls = {
  /** In the order of arrival. */
  mails(nothing: null): readonly StoredMail[]
  /** In the order in which they were opened. */
  sessions(nothing: null): readonly StoredSession[]
  /** Forgets all mails and all sessions that have ended. */
  clear(nothing: null): void
  /** Null: nothing goes wrong by chance any more. */
  setFaults(plan: FaultPlan | null): void
}
