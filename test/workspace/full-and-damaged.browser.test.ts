import { afterEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '../../src/workspace/settings.ts'
import {
  freshName,
  historyTexts,
  meddle,
  nextEvent,
  openTab,
  otherStep,
  readAll,
  readExport,
  reasonOf,
  savedDraft,
  step,
} from './tabs-for-test.ts'

afterEach(() => vi.restoreAllMocks())

/** A browser that throws this at every write of a store. */
function refuseWrites(
  name: string,
  stores: readonly string[] = ['drafts', 'history', 'progress', 'settings'],
): () => void {
  const spies = (['put', 'add'] as const).map((method) => {
    const real = IDBObjectStore.prototype[method]
    return vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (stores.includes(this.name)) throw new DOMException('refused by the test', name)
      return real.apply(this, args)
    })
  })
  return () => spies.forEach((spy) => spy.mockRestore())
}

describe('a full store (SAFETY row 15)', () => {
  test('is said, loses nothing, and is over with the first save that succeeds', async () => {
    const name = freshName()
    const tab = await openTab(name)
    let { revision } = savedDraft(await tab.save(step, 'stored', 0, 'edit'))
    const allow = refuseWrites('QuotaExceededError')
    const changes = vi.fn()
    tab.addEventListener('storage-change', changes)
    expect(await tab.save(step, 'stored, not this', revision, 'edit')).toMatchObject({ kind: 'not-saved' })
    expect(await tab.save(step, 'solution', revision, 'solution')).toMatchObject({ kind: 'not-saved' })
    expect(await tab.save(otherStep, 'elsewhere', 0, 'edit')).toMatchObject({ kind: 'not-saved' })
    await tab.markPassed(step)
    await tab.changeSettings({ lastStep: otherStep })
    expect(reasonOf(tab.storage)).toBe('full')
    expect(changes, 'told once, not with every key').toHaveBeenCalledTimes(1)
    expect(await tab.load(step)).toMatchObject({ text: 'solution', revision })
    const texts = ['solution solution', 'edit stored, not this', 'edit stored']
    expect(await historyTexts(tab)).toEqual(texts)
    expect((await readExport(tab))['drafts']).toMatchObject([{ text: 'solution' }, { text: 'elsewhere' }])
    expect(await readAll(name, 'drafts')).toMatchObject([{ text: 'stored' }])

    allow()
    const back = nextEvent(tab, 'storage-change')
    revision = savedDraft(await tab.save(step, 'solution, mine', revision, 'edit')).revision
    expect(revision).toBe(2)
    await back
    expect(tab.storage).toEqual({ kind: 'saving' })
    expect(await historyTexts(tab)).toEqual(['edit solution, mine', ...texts])
    await tab.close()
    const again = await openTab(name)
    expect(await again.load(otherStep)).toMatchObject({ text: 'elsewhere' })
    expect(again.progress[step]?.passedAt).toBeGreaterThan(0)
    expect(again.settings.lastStep).toBe(otherStep)
    expect(await historyTexts(again)).toEqual(['edit solution, mine', ...texts])
  })

  test('a failed write leaves nothing half done', async () => {
    const name = freshName()
    const tab = await openTab(name)
    await tab.save(step, 'stored', 0, 'edit')
    refuseWrites('QuotaExceededError', ['drafts'])
    await tab.save(step, 'solution', 1, 'solution')
    expect(await readAll(name, 'history'), 'history is written before the draft').toMatchObject([
      { text: 'stored' },
    ])
  })

  test('a text that fits is saved even when the history of what did not fit cannot be', async () => {
    const name = freshName()
    const tab = await openTab(name)
    await tab.save(step, 'small', 0, 'edit')
    const real = IDBObjectStore.prototype.put
    const full = (value: { text?: string }): void => {
      if ((value.text ?? '').length > 1000) throw new DOMException('too much', 'QuotaExceededError')
    }
    const realAdd = IDBObjectStore.prototype.add
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      full(args[0] as object)
      return real.apply(this, args)
    })
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...args) {
      full(args[0] as object)
      return realAdd.apply(this, args)
    })
    const huge = 'x'.repeat(2000)
    expect(await tab.save(step, huge, 1, 'import')).toMatchObject({ kind: 'not-saved' })
    expect(await tab.save(step, 'small again', 1, 'edit')).toMatchObject({ kind: 'saved' })
    expect(tab.storage.kind).toBe('saving')
    expect((await historyTexts(tab)).map((text) => text.slice(0, 20))).toContain('import xxxxxxxxxxxxx')
  })

  test('a conflict that came up meanwhile is found when it can be stored', async () => {
    const name = freshName()
    const [one, two] = [await openTab(name), await openTab(name)]
    await one.save(step, 'common', 0, 'edit')
    await two.load(step)
    const allow = refuseWrites('QuotaExceededError')
    await two.save(step, 'of two', 1, 'edit')
    allow()
    await one.save(step, 'of one', 1, 'edit')
    expect(await two.save(step, 'of two!', 1, 'edit')).toMatchObject({
      kind: 'conflict',
      theirs: { text: 'of one' },
    })
    expect(await historyTexts(one)).toEqual(['merge of two!', 'edit of two', 'edit of one'])
    expect(two.storage.kind).toBe('saving')
  })

  test('leaving the page tries once more', async () => {
    const name = freshName()
    const tab = await openTab(name)
    const allow = refuseWrites('QuotaExceededError')
    await tab.save(step, 'last words', 0, 'edit')
    allow()
    const back = nextEvent(tab, 'storage-change')
    document.dispatchEvent(new Event('visibilitychange'))
    await back
    expect(await readAll(name, 'drafts')).toMatchObject([{ text: 'last words' }])
  })
})

describe('damaged records (SAFETY row 15)', () => {
  test('each is put aside whole, said aloud, exported, and does not stop what is sound', async () => {
    const name = freshName()
    const tab = await openTab(name)
    await tab.save(step, 'sound', 0, 'edit')
    await tab.save(otherStep, 'sound too', 0, 'edit')
    await tab.close()
    const damaged = { step, text: { not: 'text' }, revision: 'x' }
    await meddle(name, (database) => {
      const transaction = database.transaction(['drafts', 'history', 'progress', 'settings'], 'readwrite')
      transaction.objectStore('drafts').put(damaged)
      transaction.objectStore('history').put({ step, text: 7 })
      transaction.objectStore('history').put({ text: 'of no step' })
      transaction.objectStore('progress').put({ step, hints: 'many' })
      transaction.objectStore('progress').put({ step: '__proto__', hints: 'many', isPolluted: true })
      transaction.objectStore('settings').put({ theme: 'purple' }, 'settings')
      return transaction
    })

    const again = await openTab(name, { clock: () => 9 })
    expect(reasonOf(again.storage)).toBe('corrupt')
    expect(again.progress[step]).toBeUndefined()
    expect(again.settings).toEqual(defaultSettings)
    expect(await again.load(otherStep)).toMatchObject({ text: 'sound too' })
    expect(reasonOf(again.storage), 'reading something sound does not hide it').toBe('corrupt')
    expect(await again.load(step)).toBeNull()
    expect(await historyTexts(again)).toEqual(['edit sound'])
    expect(await readAll(name, 'drafts')).toHaveLength(1)
    expect(await readAll(name, 'quarantine')).toContainEqual({
      store: 'drafts',
      key: step,
      value: damaged,
      movedAt: 9,
    })
    const file = await readExport(again)
    expect(file['quarantine']).toHaveLength(6)
    expect(file['quarantine']).toContainEqual(
      expect.objectContaining({
        store: 'history',
        value: expect.objectContaining({ text: 'of no step' }) as unknown,
      }),
    )

    const { revision } = savedDraft(await again.save(step, 'written again', 0, 'edit'))
    expect(again.storage).toEqual({ kind: 'saving' })
    expect(await again.load(step)).toMatchObject({ text: 'written again', revision })
    expect(({} as { isPolluted?: boolean }).isPolluted).toBeUndefined()
  })

  test('a save over a damaged draft puts it aside before it takes its place', async () => {
    const name = freshName()
    const tab = await openTab(name)
    await tab.save(step, 'sound', 0, 'edit')
    await meddle(name, (database) => {
      const transaction = database.transaction('drafts', 'readwrite')
      transaction.objectStore('drafts').put({ step, text: null })
      return transaction
    })
    savedDraft(await tab.save(step, 'newer', 1, 'edit'))
    expect(await readAll(name, 'quarantine')).toMatchObject([{ store: 'drafts', value: { text: null } }])
    expect(reasonOf(tab.storage), 'the save that found it does not hide it').toBe('corrupt')
    await tab.save(step, 'newer still', 2, 'edit')
    expect(tab.storage.kind).toBe('saving')
  })
})
