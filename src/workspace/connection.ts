import { Records } from './records.ts'
import { openDatabase, storeNames } from './schema.ts'
import type { WorkDatabase, WorkTransaction } from './schema.ts'
import { StorageClosedError, StorageMissingError, StorageSilentError } from './storage-state.ts'

/** A failed open is not tried again sooner: each key press would. */
const retryMs = 5_000

/** Does work in one transaction of the store. */
export type Run = <T>(work: (records: Records) => Promise<T>) => Promise<T>

interface ConnectionOptions {
  /** Null where the browser has none. */
  readonly factory: IDBFactory | null
  readonly name: string
  readonly now: () => number
  /** How long the browser may take to open the database, and for each transaction. */
  readonly limitMs: number
  /** The browser closed the database, or at last opened one that had been given up. */
  readonly onTurn: () => void
  /** Damaged records were put aside. */
  readonly onDamage: () => void
}

/**
 * The way to the stored work: opens the database when it is needed, again when the browser closed it, and never waits
 * without end.
 *
 *     const connection = new Connection({ factory: indexedDB, name: 'mailroom', … })
 *     const draft = await connection.run((records) => records.draft(step))     // all of it or none
 *     connection.close()
 */
export class Connection {
  readonly #options: ConnectionOptions
  #database: WorkDatabase | null = null
  #opening: Promise<WorkDatabase> | null = null
  #failure: { readonly error: unknown; readonly at: number } | null = null
  /** The open that is on its way was given up; only its late answer is of interest. */
  #isSilent = false
  #isClosed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Does `work` in one transaction. Rejects with what the browser says, or with one of the errors in storage-state. */
  async run<T>(work: (records: Records) => Promise<T>): Promise<T> {
    const database = await this.#open()
    let transaction
    try {
      transaction = database.transaction(storeNames, 'readwrite')
    } catch {
      // Closed by the browser without a word.
      this.#drop(database)
      transaction = (await this.#open()).transaction(storeNames, 'readwrite')
    }
    return this.#transact(transaction, work)
  }

  /** What runs is finished first. */
  close(): void {
    this.#isClosed = true
    this.#database?.close()
    this.#database = null
  }

  async #transact<T>(transaction: WorkTransaction, work: (records: Records) => Promise<T>): Promise<T> {
    const records = new Records(transaction, this.#options.now)
    // Its failure is told by `finish`, or was already told by what failed within.
    transaction.done.catch(() => undefined)
    const finish = async (): Promise<T> => {
      const result = await work(records)
      await transaction.done
      return result
    }
    try {
      const result = await within(this.#options.limitMs, finish())
      if (records.damaged > 0) this.#options.onDamage()
      return result
    } catch (error) {
      abort(transaction)
      throw error
    }
  }

  async #open(): Promise<WorkDatabase> {
    if (this.#isClosed) throw new StorageClosedError('The workspace is closed')
    if (this.#database) return this.#database
    const { now, limitMs } = this.#options
    if (!this.#opening) {
      if (this.#failure && Math.abs(now() - this.#failure.at) < retryMs) throw this.#failure.error
      this.#opening = this.#request()
      // Whoever waits hears of it; a late failure after nobody waits is in #failure.
      this.#opening.catch(() => undefined)
    }
    if (this.#isSilent) throw silence(limitMs)
    try {
      return await within(limitMs, this.#opening)
    } catch (error) {
      this.#isSilent = error instanceof StorageSilentError && this.#opening !== null
      throw error
    }
  }

  async #request(): Promise<WorkDatabase> {
    const { factory, name, now } = this.#options
    try {
      if (!factory) throw new StorageMissingError('This browser has no IndexedDB')
      const database = await openDatabase(factory, name)
      this.#failure = null
      this.#adopt(database)
      return database
    } catch (error) {
      this.#failure = { error, at: now() }
      throw error
    } finally {
      this.#opening = null
      const wasSilent = this.#isSilent
      this.#isSilent = false
      if (wasSilent && !this.#isClosed) this.#options.onTurn()
    }
  }

  #adopt(database: WorkDatabase): void {
    if (this.#isClosed) return database.close()
    this.#database = database
    const lose = (): void => {
      this.#drop(database)
      if (!this.#isClosed) this.#options.onTurn()
    }
    database.addEventListener('close', lose)
    // Another tab wants to upgrade or delete the database, and cannot while this one holds it.
    database.addEventListener('versionchange', () => {
      database.close()
      lose()
    })
  }

  #drop(database: WorkDatabase): void {
    if (this.#database === database) this.#database = null
  }
}

/** Leaves nothing behind of a transaction that failed, or that may otherwise still succeed after it was given up. */
function abort(transaction: WorkTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It had ended by itself.
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silence(limitMs)), limitMs)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

function silence(limitMs: number): StorageSilentError {
  return new StorageSilentError(`IndexedDB did not answer within ${limitMs} ms`)
}
