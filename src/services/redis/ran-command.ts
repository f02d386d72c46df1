import type { KeyChange, ReplySummary } from '../../trace/records.ts'
import { changeOf } from './change-notes.ts'
import type { ClientView, CommandEvent, CommandParts, KeyName, ObservedCommand } from './observer.ts'
import { cutText, cutWords, summarise } from './summaries.ts'

/**
 * A command that was answered. The texts that are to be read of it are made when somebody asks for them, which may be
 * after its client has got the answer: what they are made of never changes.
 */
export class RanCommand implements ObservedCommand {
  readonly parts: CommandParts

  constructor(parts: CommandParts) {
    this.parts = parts
  }

  get seq(): number {
    return this.parts.seq
  }

  get client(): ClientView {
    return this.parts.client
  }

  get db(): number {
    return this.parts.db
  }

  get words(): readonly string[] {
    return cutWords(this.parts.words)
  }

  get reply(): ReplySummary {
    const { reply, listReply } = this.parts
    return listReply ?? summarise(reply)
  }

  get durationMs(): number {
    return this.parts.durationMs
  }

  get waitedMs(): number {
    return this.parts.waitedMs
  }

  get changedKeys(): readonly KeyName[] {
    return this.parts.changedKeys.map(({ db, key }) => ({ db, key: cutText(key) }))
  }

  get changes(): readonly KeyChange[] | null {
    const { notes, db } = this.parts
    return notes?.map((note) => changeOf(note, db)) ?? null
  }

  toEvent(at: number): CommandEvent {
    const { seq, client, db, words, reply, durationMs, waitedMs, changedKeys } = this
    return { seq, at, client, db, words, reply, durationMs, waitedMs, changedKeys }
  }
}
