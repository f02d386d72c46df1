import type { FaultStage } from '../../wire/fault-plan.ts'
import type { Clock } from '../redis/clock.ts'
import type { LoginStep, Users } from './login.ts'
import type { Mailbox } from './mailbox.ts'
import type { Mail } from './observer.ts'
import type { Outcome } from './replies.ts'

/** A message that is under way, from MAIL on. */
export interface Transaction {
  readonly from: string
  readonly isUtf8: boolean
  /** Every recipient that was accepted. */
  readonly to: Set<string>
  /** What stands before their `@`, in lower case. */
  readonly localParts: Set<string>
  /** How the connection ends in the midst of the content, if it does. */
  breaksOff: 'drop' | 'close' | null
}

/** What a session knows of its client. */
export interface DialogueState {
  /** It has said EHLO or HELO. */
  isGreeted: boolean
  user: string | null
  /** Reads the next line, while a login is under way. */
  login: LoginStep | null
  transaction: Transaction | null
  /** The greeting was a refusal: nothing is served but QUIT (RFC 5321, section 3.1). */
  isRefused: boolean
}

/** What all sessions of a server share. */
export interface DialogueSetting {
  readonly users: Users
  readonly requiresLogin: boolean
  readonly mailbox: Mailbox
  readonly clock: Clock
  fateAt(stage: FaultStage): Outcome | null
  /** A message was put into the mailbox. */
  onMail(mail: Mail): void
}

/** Answers one command. The argument is what follows its name, without the space around. */
export type CommandHandler = (state: DialogueState, argument: string, setting: DialogueSetting) => Outcome
