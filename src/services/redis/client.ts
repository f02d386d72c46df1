import type { Command } from './command.ts'
import { Output } from './output.ts'
import type { Reply } from './reply.ts'
import { RequestParser } from './request-parser.ts'
import type { Waiter } from './waiting-room.ts'

/** What the server needs of a connection: TCP, a MessagePort and a test's double all have it. */
export interface Connection {
  /** Sends bytes. `false`: enough for now, `drained` will be called (as a Node socket's `write` says it). */
  write(bytes: Uint8Array): boolean | void
  /** Ends the connection after what was written. */
  close(): void
  /** Who calls, as MONITOR and CLIENT LIST show it: `127.0.0.1:50312`. */
  readonly address?: string
}

/** A command that waits for EXEC. */
export interface QueuedCommand {
  readonly command: Command
  readonly words: readonly string[]
}

/** What MULTI began. */
export interface Transaction {
  readonly queue: QueuedCommand[]
  /** Bytes that the queue is counted with. */
  bytes: number
  /** A command could not be queued, so EXEC will do nothing. */
  isBroken: boolean
}

/** One connection with all that the server remembers of it. */
export class Client {
  readonly id: number
  readonly connection: Connection
  readonly address: string
  readonly createdAt: number
  readonly parser: RequestParser
  readonly output = new Output()
  /** Set with CLIENT SETNAME. */
  name = ''
  /** Number of the selected database. */
  db = 0
  transaction: Transaction | null = null
  /** Watched keys, as `number:key`. */
  readonly watched = new Set<string>()
  /** A watched key was changed, so EXEC will do nothing. */
  isWatchBroken = false
  readonly channels = new Set<string>()
  readonly patterns = new Set<string>()
  /** What it waits for, while it waits in BLPOP and the like. */
  waiter: Waiter | null = null
  isMonitor = false
  /** It has said QUIT: its connection ends after the answer. */
  isLeaving = false
  /** Said goodbye: what it still sends is not read. */
  isClosing = false
  /** Does not take more bytes for now. */
  isFull = false
  lastCommand = 'NULL'
  lastActiveAt: number

  constructor(id: number, connection: Connection, { now, mostBytes }: { now: number; mostBytes: number }) {
    this.id = id
    this.connection = connection
    this.address = connection.address ?? `client:${id}`
    this.createdAt = now
    this.lastActiveAt = now
    this.parser = new RequestParser(mostBytes)
  }

  /** While it is subscribed to something, only a few commands are allowed. */
  get isSubscribed(): boolean {
    return this.channels.size + this.patterns.size > 0
  }

  /** Puts a reply behind those that wait to be sent. @throws OutputLimitError */
  send(reply: Reply): void {
    this.output.add(reply)
  }
}
