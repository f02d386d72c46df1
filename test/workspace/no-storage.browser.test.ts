import { describe, expect, test } from 'vitest'
import type { WorkspaceOptions } from '../../src/workspace/workspace.ts'
import {
  freshName,
  historyTexts,
  nextEvent,
  openRaw,
  openTab,
  otherStep,
  readAll,
  readExport,
  reasonOf,
  savedDraft,
  settle,
  step,
} from './tabs-for-test.ts'

/** Makes every later open wait: one connection is in the way of an upgrade, which ends as if it had never been. */
async function blockOpening(name: string): Promise<() => void> {
  const inTheWay = await openRaw(name)
  const upgrade = indexedDB.open(name, 99)
  upgrade.addEventListener('upgradeneeded', () => upgrade.transaction?.abort())
  await nextEvent(upgrade, 'blocked')
  return () => inTheWay.close()
}

describe('no storage at all (SAFETY row 15)', () => {
  const refuse = (): never => {
    throw new DOMException('private', 'SecurityError')
  }
  const throwing = { open: refuse } as unknown as IDBFactory

  test.each<[string, WorkspaceOptions, isBlocked: boolean]>([
    ['missing', { indexedDB: null }, false],
    ['throwing', { indexedDB: throwing }, false],
    ['never answering', { limitMs: 50 }, true],
  ])(
    'IndexedDB %s: said aloud, everything goes on in memory and can be downloaded',
    async (_, options, isBlocked) => {
      const name = freshName()
      await (await openTab(name)).close()
      const release = isBlocked ? await blockOpening(name) : undefined
      const tab = await openTab(name, { ...options, BroadcastChannel: null })
      expect(tab.storage).toMatchObject({ kind: 'not-saved', reason: 'blocked' })
      const message = tab.storage.kind === 'not-saved' ? tab.storage.message : ''
      expect(message).toContain('Your work is kept only until you close this tab. Download it to keep it')

      expect(await tab.load(step)).toBeNull()
      expect(await tab.save(step, 'mine', 0, 'edit')).toEqual({ kind: 'not-saved', message })
      expect(await tab.save(step, 'solution', 0, 'solution')).toEqual({ kind: 'not-saved', message })
      expect(await tab.load(step)).toMatchObject({ text: 'solution', revision: 0 })
      expect(await historyTexts(tab)).toEqual(['solution solution', 'edit mine'])
      await tab.markPassed(step)
      expect(tab.progress[step]?.passedAt).toBeGreaterThan(0)
      await tab.changeSettings({ theme: 'dark' })
      expect(tab.settings.theme).toBe('dark')
      expect(await readExport(tab)).toMatchObject({
        format: 'mailroom-work',
        drafts: [{ step, text: 'solution' }],
        history: [{ text: 'mine' }, { text: 'solution' }],
        progress: [{ step }],
        quarantine: [],
      })
      release?.()
    },
  )

  test('an open that was given up and succeeds later is taken, and what was kept is stored', async () => {
    const name = freshName()
    const before = await openTab(name)
    await before.save(otherStep, 'from before', 0, 'edit')
    await before.close()
    const release = await blockOpening(name)
    const tab = await openTab(name, { limitMs: 50 })
    expect(reasonOf(tab.storage)).toBe('blocked')
    await tab.save(step, 'written meanwhile', 0, 'edit')
    await tab.save(otherStep, 'made from nothing', 0, 'edit')
    const theirs = nextEvent(tab, 'draft-change')
    const back = nextEvent(tab, 'storage-change')
    release()
    expect(await theirs, 'what was stored before is not overwritten').toMatchObject({
      step: otherStep,
      draft: { text: 'from before', revision: 1 },
    })
    await back
    expect(tab.storage).toEqual({ kind: 'saving' })
    expect(await readAll(name, 'drafts')).toMatchObject([
      { step, text: 'written meanwhile', revision: 1 },
      { step: otherStep, text: 'from before', revision: 1 },
    ])
    expect(await historyTexts(tab, otherStep)).toEqual(['merge made from nothing', 'edit from before'])
    // The one who wrote it does not know yet that it has a revision now.
    savedDraft(await tab.save(step, 'written meanwhile, and after', 0, 'edit'))
  })
})

describe('the database of a newer Mailroom', () => {
  test('is left alone: said, and everything goes on in memory', async () => {
    const name = freshName()
    ;(await openRaw(name, 99)).close()
    const tab = await openTab(name)
    expect(reasonOf(tab.storage)).toBe('newer')
    expect(await tab.save(step, 'mine', 0, 'edit')).toMatchObject({ kind: 'not-saved' })
    expect(await tab.load(step)).toMatchObject({ text: 'mine' })
    const database = await openRaw(name)
    database.close()
    expect(database.version).toBe(99)
  })

  test('one that upgrades it while this page is open is not held up, and this page says so', async () => {
    const name = freshName()
    const tab = await openTab(name)
    const { revision } = savedDraft(await tab.save(step, 'mine', 0, 'edit'))
    const told = nextEvent(tab, 'storage-change')
    ;(await openRaw(name, 99)).close()
    await told
    expect(reasonOf(tab.storage)).toBe('newer')
    expect(await tab.save(step, 'mine, later', revision, 'edit')).toMatchObject({ kind: 'not-saved' })
    expect(await tab.load(step)).toMatchObject({ text: 'mine, later' })
  })
})

describe('a connection that ends', () => {
  /** The connections that a workspace opens, to end them as a browser does. */
  function watchConnections(): { factory: IDBFactory; connections: IDBDatabase[] } {
    const connections: IDBDatabase[] = []
    const open = (...args: Parameters<IDBFactory['open']>): IDBOpenDBRequest => {
      const request = indexedDB.open(...args)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    }
    return { factory: { open } as IDBFactory, connections }
  }

  test('closed by the browser: it is opened again, and nobody notices', async () => {
    const { factory, connections } = watchConnections()
    const tab = await openTab(freshName(), { indexedDB: factory })
    const { revision } = savedDraft(await tab.save(step, 'one', 0, 'edit'))
    connections[0]?.close()
    connections[0]?.dispatchEvent(new Event('close'))
    savedDraft(await tab.save(step, 'two', revision, 'edit'))
    expect(connections).toHaveLength(2)
    expect(tab.storage.kind).toBe('saving')
  })

  test('closed without an event: the next save opens it again', async () => {
    const { factory, connections } = watchConnections()
    const tab = await openTab(freshName(), { indexedDB: factory })
    connections[0]?.close()
    savedDraft(await tab.save(step, 'one', 0, 'edit'))
    expect(tab.storage.kind).toBe('saving')
  })

  test('deleted by the browser while open: not in the way, and what is written next is stored', async () => {
    const name = freshName()
    const tab = await openTab(name)
    await tab.save(step, 'one', 0, 'edit')
    await settle(indexedDB.deleteDatabase(name))
    savedDraft(await tab.save(step, 'two', 1, 'edit'))
    expect(await readAll(name, 'drafts')).toMatchObject([{ step, text: 'two', revision: 2 }])
  })

  test('cannot be opened again: said, tried again later, and then all is stored', async () => {
    let isBroken = false
    let now = 0
    const open = (...args: Parameters<IDBFactory['open']>): IDBOpenDBRequest => {
      if (isBroken) throw new DOMException('disk error', 'UnknownError')
      return indexedDB.open(...args)
    }
    const name = freshName()
    const tab = await openTab(name, { indexedDB: { open } as IDBFactory, clock: () => now })
    await tab.save(step, 'one', 0, 'edit')
    isBroken = true
    const said = nextEvent(tab, 'storage-change')
    await settle(indexedDB.deleteDatabase(name))
    await said
    expect(reasonOf(tab.storage)).toBe('failed')
    expect(await tab.load(step), 'the last that was seen').toMatchObject({ text: 'one' })
    expect(await tab.save(step, 'two', 1, 'edit')).toMatchObject({ kind: 'not-saved' })
    isBroken = false
    expect(await tab.save(step, 'three', 1, 'edit'), 'not tried with every key').toMatchObject({
      kind: 'not-saved',
    })
    now += 5000
    savedDraft(await tab.save(step, 'four', 1, 'edit'))
    expect(tab.storage.kind).toBe('saving')
    expect((await historyTexts(tab)).map((text) => text.replace(/^\w+ /, ''))).toEqual(['four', 'three'])
  })

  test('a transaction that hangs is given up and can no longer succeed', async () => {
    const name = freshName()
    const tab = await openTab(name, { limitMs: 150 })
    await tab.save(step, 'one', 0, 'edit')
    // Another tab holds the stores with a transaction that does not end by itself.
    const database = await openRaw(name)
    const transaction = database.transaction(['drafts'], 'readwrite')
    let isHeld = true
    const hold = (): void => {
      if (isHeld) transaction.objectStore('drafts').get(step).addEventListener('success', hold)
    }
    hold()
    expect(await tab.save(step, 'two', 1, 'edit')).toMatchObject({ kind: 'not-saved' })
    expect(reasonOf(tab.storage)).toBe('blocked')
    isHeld = false
    database.close()
    expect(savedDraft(await tab.save(step, 'three', 1, 'edit')).revision).toBe(2)
    expect(tab.storage.kind).toBe('saving')
  })

  test('a closed workspace does not open it again', async () => {
    const { factory, connections } = watchConnections()
    const tab = await openTab(freshName(), { indexedDB: factory })
    await tab.close()
    expect(await tab.save(step, 'late', 0, 'edit')).toMatchObject({ kind: 'not-saved' })
    expect(connections).toHaveLength(1)
  })
})
