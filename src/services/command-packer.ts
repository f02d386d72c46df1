import type { RawEvent } from '../trace/event.ts'
import { ticksPerMs, type Packed, type PackedCommand } from '../trace/packed-events.ts'
import type { ClientView } from '../trace/records.ts'
import { isShort, readNote } from './redis/change-notes.ts'
import type { CommandParts, ObservedCommand } from './redis/observer.ts'
import { cutText, cutWords, longestText, mostWords, summarise } from './redis/summaries.ts'

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
 *     if (packer.pack(command, items)) raw.push(items.length - 1)
 *     const text = JSON.stringify(items)          // if it is not ASCII, once more with `readPacked` of what is raw
 */
export class CommandPacker {
  readonly #senders = new Map<ClientView, Sender>()
  /** Most commands are of the same client as the one before. */
  #sender: Sender | null = null
  #count = 0
  /** Of the command before, in ticks. */
  #at = 0

  /** A new text begins: it knows nothing of what was told before. */
  begin(): void {
    this.#senders.clear()
    this.#sender = null
    this.#count = 0
    this.#at = 0
  }

  /**
   * Adds the command, and before it whose it is if that was not told yet. Texts are left as byte strings where none is long:
   * then it returns true, and they are to be read (`readPacked`) unless they turn out to be ASCII.
   */
  pack(traced: TracedCommand, items: (RawEvent | Packed)[]): boolean {
    const { parts } = traced.command
    const { number } = this.#senderOf(traced, items)
    const at = Math.round(traced.at * ticksPerMs)
    const passed = at - this.#at
    this.#at = at
    const duration = Math.round(parts.durationMs * 1_000)
    const notes = parts.notes ?? []
    const packed = [number, passed, duration, parts.waitedMs, parts.words, packReply(parts), notes] as const
    const isRaw = areShort(parts) && notes.every(isShort)
    items.push(isRaw ? packed : readPacked(packed))
    return isRaw
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

/** With its texts to be read, cut to what can be shown. */
export function readPacked(packed: PackedCommand): PackedCommand {
  const [number, passed, duration, waitedMs, words, reply, changes] = packed
  const isBytes = typeof reply === 'string' && cutText(reply) !== reply
  return [
    ...([number, passed, duration, waitedMs, cutWords(words)] as const),
    isBytes ? summarise(reply) : reply,
    changes.map(readNote),
  ]
}

function packReply({ reply, listReply }: CommandParts): PackedCommand[5] {
  return typeof reply === 'number' || typeof reply === 'string' ? reply : (listReply ?? summarise(reply))
}

/** Whether there is nothing to cut. */
function areShort({ words, reply }: CommandParts): boolean {
  if (words.length > mostWords || (typeof reply === 'string' && reply.length > longestText)) return false
  for (const word of words) if (word.length > longestText) return false
  return true
}
