import { afterEach } from 'vitest'
import type { StepId } from '../../src/course/lesson.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import type { Draft, SaveOutcome, StorageState, WorkspaceOptions } from '../../src/workspace/workspace.ts'

/** Workspaces on databases of their own, which are closed and deleted after each test. */

export const step: StepId = '01-lists/01-queue'
export const otherStep: StepId = '01-lists/02-stack'

const tabs: Workspace[] = []
const rawConnections: IDBDatabase[] = []
const names = new Set<string>()
let nextName = 0

export function freshName(): string {
  const name = `mailroom-test-${crypto.randomUUID()}-${nextName++}`
  names.add(name)
  return name
}

/** Opens a workspace as another tab would: two with one name are two tabs of one browser. */
export async function openTab(name: string, options: WorkspaceOptions = {}): Promise<Workspace> {
  const tab = await Workspace.open({ name, ...options })
  tabs.push(tab)
  return tab
}

/** Does something to the stored records behind Mailroom's back. */
export async function meddle(name: string, change: (database: IDBDatabase) => IDBTransaction): Promise<void> {
  const database = await openRaw(name)
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = change(database)
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    })
  } finally {
    database.close()
  }
}

/** A connection of somebody else; one that a test leaves open is closed after it. */
export async function openRaw(name: string, version?: number): Promise<IDBDatabase> {
  const database = await settle(indexedDB.open(name, version))
  rawConnections.push(database)
  return database
}

export async function readAll(name: string, store: string): Promise<unknown[]> {
  const database = await openRaw(name)
  try {
    return await settle(database.transaction(store).objectStore(store).getAll())
  } finally {
    database.close()
  }
}

export function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')))
  })
}

export function nextEvent(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }))
}

/** The draft of a save that must have succeeded. */
export function savedDraft(outcome: SaveOutcome): Draft {
  if (outcome.kind !== 'saved') throw new Error(`Expected a saved draft, got ${JSON.stringify(outcome)}`)
  return outcome.draft
}

/** Why nothing is saved, or 'saving'. */
export function reasonOf(storage: StorageState): string {
  return storage.kind === 'saving' ? 'saving' : storage.reason
}

export async function historyTexts(workspace: Workspace, of = step): Promise<string[]> {
  return (await workspace.history(of)).map(({ reason, text }) => `${reason} ${text}`)
}

export async function readExport(workspace: Workspace): Promise<{ [key: string]: unknown }> {
  const blob = await workspace.exportAll()
  return JSON.parse(await blob.text()) as { [key: string]: unknown }
}

afterEach(async () => {
  for (const database of rawConnections.splice(0)) database.close()
  await Promise.all(tabs.splice(0).map((tab) => tab.close()))
  await Promise.all([...names].map((name) => settle(indexedDB.deleteDatabase(name))))
  for (const key of Object.keys(localStorage)) {
    if ([...names].some((name) => key.startsWith(name))) localStorage.removeItem(key)
  }
  names.clear()
})
