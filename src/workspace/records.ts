import type { StepId } from '../course/lesson.ts'
import { readDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { readEntry } from './history.ts'
import type { StoredEntry } from './history.ts'
import { readProgress } from './progress.ts'
import type { StepProgress } from './progress.ts'
import type { HistoryRecords, StepRecords } from './save-rule.ts'
import type { StoreName, WorkTransaction } from './schema.ts'
import { readSettings } from './settings.ts'
import type { Settings } from './settings.ts'

/** The only record of the settings store. */
const settingsKey = 'settings'

/** A record that is none of ours, or no longer: what it is, and where it lay. */
interface DamagedRecord {
  readonly store: StoreName
  readonly key: IDBValidKey
  readonly value: unknown
}

/** All that is stored. */
interface StoredWork {
  readonly drafts: readonly Draft[]
  /** Oldest first. */
  readonly history: readonly StoredEntry[]
  readonly progress: readonly (readonly [StepId, StepProgress])[]
  /** As it lies in the quarantine, or would be moved there. */
  readonly damaged: readonly unknown[]
}

type Reader<T> = (value: unknown) => T | null

interface Sorted<T> {
  readonly sound: readonly T[]
  readonly damaged: readonly DamagedRecord[]
}

/**
 * The stored work within one transaction. Each record is looked at before it is believed; a damaged one is moved to the
 * quarantine in the same transaction and counts as missing.
 */
export class Records {
  readonly #transaction: WorkTransaction
  readonly #now: () => number
  #damaged = 0

  constructor(transaction: WorkTransaction, now: () => number) {
    this.#transaction = transaction
    this.#now = now
  }

  /** How many damaged records were put aside. */
  get damaged(): number {
    return this.#damaged
  }

  async draft(step: StepId): Promise<Draft | null> {
    const value = await this.#transaction.objectStore('drafts').get(step)
    return value === undefined ? null : this.#check('drafts', step, value, readDraft)
  }

  /** Oldest first. */
  async history(step: StepId): Promise<readonly StoredEntry[]> {
    const index = this.#transaction.objectStore('history').index('by-step')
    const { sound, damaged } = sort(
      'history',
      await index.getAllKeys(step),
      await index.getAll(step),
      readEntry,
    )
    for (const record of damaged) await this.#setAside(record)
    return sound
  }

  /** The draft and history of a step, to save a text into. */
  step(step: StepId): StepRecords {
    const drafts = this.#transaction.objectStore('drafts')
    return {
      history: this.#historyOf(step),
      draft: () => this.draft(step),
      putDraft: async (draft) => void (await drafts.put(draft)),
    }
  }

  async progressOf(step: StepId): Promise<StepProgress | null> {
    const value = await this.#transaction.objectStore('progress').get(step)
    const record = value === undefined ? null : await this.#check('progress', step, value, readProgress)
    return record && record[1]
  }

  async putProgress(step: StepId, progress: StepProgress): Promise<void> {
    await this.#transaction.objectStore('progress').put({ step, ...progress })
  }

  async settings(): Promise<Settings | null> {
    const value = await this.#transaction.objectStore('settings').get(settingsKey)
    return value === undefined ? null : this.#check('settings', settingsKey, value, readSettings)
  }

  async putSettings(settings: Settings): Promise<void> {
    await this.#transaction.objectStore('settings').put(settings, settingsKey)
  }

  async allProgress(): Promise<readonly (readonly [StepId, StepProgress])[]> {
    const { sound, damaged } = await this.#sortAll('progress', readProgress)
    for (const record of damaged) await this.#setAside(record)
    return sound
  }

  /** Keeps something damaged, which was found in `origin`. */
  async quarantine(origin: string, key: IDBValidKey, value: unknown): Promise<void> {
    const record = { store: origin, key, value, movedAt: this.#now() }
    await this.#transaction.objectStore('quarantine').add(record)
    this.#damaged += 1
  }

  /** All there is, without moving anything: also a full store can be read. */
  async everything(): Promise<StoredWork> {
    const drafts = await this.#sortAll('drafts', readDraft)
    const history = await this.#sortAll('history', readEntry)
    const progress = await this.#sortAll('progress', readProgress)
    const settings = await this.#sortAll('settings', readSettings)
    return {
      drafts: drafts.sound,
      history: history.sound,
      progress: progress.sound,
      damaged: [
        ...(await this.#transaction.objectStore('quarantine').getAll()),
        ...[drafts, history, progress, settings].flatMap(({ damaged }) => damaged),
      ],
    }
  }

  #historyOf(step: StepId): HistoryRecords {
    const store = this.#transaction.objectStore('history')
    const index = store.index('by-step')
    return {
      newestTwo: () => this.#newestTwo(step),
      all: () => this.history(step),
      count: () => index.count(step),
      append: async ({ text, savedAt, reason, typingSince }) => {
        // Field by field: an entry that waited in memory has an id, which is none of the store's.
        await store.add({ step, text, savedAt, reason, typingSince })
      },
      replace: async (entry) => void (await store.put(entry)),
      remove: (id) => store.delete(id),
    }
  }

  async #newestTwo(step: StepId): Promise<readonly StoredEntry[]> {
    const newest: StoredEntry[] = []
    const index = this.#transaction.objectStore('history').index('by-step')
    let cursor = await index.openCursor(step, 'prev')
    while (cursor && newest.length < 2) {
      const entry = await this.#check('history', cursor.primaryKey, cursor.value, readEntry)
      if (entry) newest.push(entry)
      cursor = await cursor.continue()
    }
    return newest
  }

  async #sortAll<T>(store: StoreName, read: Reader<T>): Promise<Sorted<T>> {
    const objectStore = this.#transaction.objectStore(store)
    return sort(store, await objectStore.getAllKeys(), await objectStore.getAll(), read)
  }

  async #check<T>(store: StoreName, key: IDBValidKey, value: unknown, read: Reader<T>): Promise<T | null> {
    const record = read(value)
    if (record === null) await this.#setAside({ store, key, value })
    return record
  }

  async #setAside({ store, key, value }: DamagedRecord): Promise<void> {
    await this.quarantine(store, key, value)
    await this.#transaction.objectStore(store).delete(key)
  }
}

function sort<T>(
  store: StoreName,
  keys: readonly IDBValidKey[],
  values: readonly unknown[],
  read: Reader<T>,
): Sorted<T> {
  const sound: T[] = []
  const damaged: DamagedRecord[] = []
  for (const [index, key] of keys.entries()) {
    const value = values[index]
    const record = read(value)
    if (record === null) damaged.push({ store, key, value })
    else sound.push(record)
  }
  return { sound, damaged }
}
