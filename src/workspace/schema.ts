import { wrap } from 'idb'
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb'

/** What is stored. Values are unknown until they were looked at: a stored record may be damaged, or not ours. */
interface WorkSchema extends DBSchema {
  drafts: { key: IDBValidKey; value: unknown }
  history: { key: IDBValidKey; value: unknown; indexes: { 'by-step': string } }
  progress: { key: IDBValidKey; value: unknown }
  settings: { key: IDBValidKey; value: unknown }
  quarantine: { key: IDBValidKey; value: unknown }
}

export type StoreName = 'drafts' | 'history' | 'progress' | 'settings' | 'quarantine'

export type WorkDatabase = IDBPDatabase<WorkSchema>

export type WorkTransaction = IDBPTransaction<WorkSchema, StoreName[], 'readwrite'>

export const storeNames: StoreName[] = ['drafts', 'history', 'progress', 'settings', 'quarantine']

export const schemaVersion = 1

/** Opens the database, making it if need be. Waits for as long as the browser does. */
export async function openDatabase(factory: IDBFactory, name: string): Promise<WorkDatabase> {
  const request = factory.open(name, schemaVersion)
  request.addEventListener('upgradeneeded', ({ oldVersion }) => upgrade(wrap(request.result), oldVersion))
  return wrap(request) as Promise<WorkDatabase>
}

/** Each version adds what it needs to the one before; none throws work away. */
function upgrade(database: IDBPDatabase, oldVersion: number): void {
  if (oldVersion < 1) {
    database.createObjectStore('drafts', { keyPath: 'step' })
    database
      .createObjectStore('history', { keyPath: 'id', autoIncrement: true })
      .createIndex('by-step', 'step')
    database.createObjectStore('progress', { keyPath: 'step' })
    database.createObjectStore('settings')
    database.createObjectStore('quarantine', { autoIncrement: true })
  }
}
