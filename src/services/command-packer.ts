import type { RawEvent } from '../trace/event.ts'
import type { Packed, PackedCommand } from '../trace/packed-events.ts'
import type { ClientView } from '../trace/records.ts'
import { readNote } from './redis/change-notes.ts'
import type { ObservedCommand } from './redis/observer.ts'
import { cutText } from './redis/summaries.ts'

/** A command on its way into a recording. */
export interface TracedCommand {
  readonly kind: 'ran'
  readonly lane: string
  /** In ms since 1970, with fractions. */
  readonly at: number
  readonly command: ObservedCommand
}

/** Whose commands go by a number. */
interface Sender {
  readonly client: ClientView
  readonly lane: string
  readonly db: number
  readonly number: number
}

/**
 * Packs the commands of a text, which `unpackEvents` reads.
 *
 *     packer.begin()
 *     packer.pack(command, items)
 *     const text = JSON.stringify(items)
 */
export class CommandPacker {
  readonly #senders = new Map<ClientView, Sender>()
  /** Most commands are of the same client as the one before. */
  #sender: Sender | null = null
  #count = 0
  /** Of the command before, in microseconds. */
  #at = 0

  /** A new text begins: it knows nothing of what was told before. */
  begin(): void {
    this.#senders.clear()
    this.#sender = null
    this.#count = 0
    this.#at = 0
  }

  /** Adds the command, and before it whose it is if that was not told yet. */
  pack(traced: TracedCommand, items: (RawEvent | Packed)[]): void {
    const { command } = traced
    const { durationMs, waitedMs, notes } = command.parts
    const { number } = this.#senderOf(traced, items)
    const at = Math.round(traced.at * 1_000)
    const packed: PackedCommand = [
      number,
      at - this.#at,
      Math.round(durationMs * 1_000),
      waitedMs,
      command.words,
      packReply(command),
      (notes ?? []).map(readNote),
    ]
    this.#at = at
    items.push(packed)
  }

  #senderOf({ lane, command }: TracedCommand, items: (RawEvent | Packed)[]): Sender {
    const { client, db } = command.parts
    if (this.#sender && isOf(this.#sender, client, db, lane)) return this.#sender
    const known = this.#senders.get(client)
    if (known && isOf(known, client, db, lane)) return (this.#sender = known)
    items.push([lane, db, client])
    const sender = { client, lane, db, number: this.#count++ }
    this.#senders.set(client, sender)
    return (this.#sender = sender)
  }
}

function isOf(sender: Sender, client: ClientView, db: number, lane: string): boolean {
  return sender.client === client && sender.db === db && sender.lane === lane
}

function packReply(command: ObservedCommand): PackedCommand[5] {
  const { reply } = command.parts
  if (typeof reply === 'number') return reply
  return typeof reply === 'string' && cutText(reply) === reply ? reply : command.reply
}
