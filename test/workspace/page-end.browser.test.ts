import { expect, test } from 'vitest'
import {
  freshName,
  historyTexts,
  openTab,
  otherStep,
  readAll,
  readExport,
  reasonOf,
  step,
} from './tabs-for-test.ts'

function leftBy(name: string): string[] {
  return Object.entries(localStorage).flatMap(([key, value]) => (key.startsWith(name) ? [String(value)] : []))
}

/** A page with its own realm, whose saves stop in the middle when it is removed, as a closed tab's do. */
async function openPage(name: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  const module = new URL('../../src/workspace/workspace.ts', import.meta.url).pathname
  frame.srcdoc = `<script type="module">
    import { Workspace } from '${module}'
    window.workspace = await Workspace.open({ name: '${name}' })
    parent.postMessage('open', '*')
  </script>`
  const opened = new Promise<void>((resolve) => {
    const listen = ({ source }: MessageEvent): void => {
      if (source !== frame.contentWindow) return
      window.removeEventListener('message', listen)
      resolve()
    }
    window.addEventListener('message', listen)
  })
  document.body.append(frame)
  await opened
  return frame
}

test('what was typed last before a page ends is there when one opens again', async () => {
  const name = freshName()
  const frame = await openPage(name)
  const page = frame.contentWindow as unknown as { eval(code: string): void }
  page.eval(`for (let n = 1; n <= 20; n++) workspace.save('${step}', 'text ' + n, 0, 'edit')`)
  frame.remove()
  const tab = await openTab(name)
  expect(await tab.load(step)).toMatchObject({ text: 'text 20' })
  expect(leftBy(name)).toEqual([])
})

test('a page that ends writes down what is on its way and what waits, in order', async () => {
  const name = freshName()
  const tab = await openTab(name, { clock: () => 3 })
  const saves = [tab.save(step, 'mine', 0, 'edit'), tab.save(step, 'solution', 0, 'solution')]
  window.dispatchEvent(new Event('pagehide'))
  await Promise.all(saves)
  expect(leftBy(name).map((value) => JSON.parse(value) as unknown)).toEqual([
    [
      { step, text: 'mine', baseRevision: 0, reason: 'edit', savedAt: 3 },
      { step, text: 'solution', baseRevision: 0, reason: 'solution', savedAt: 3 },
    ],
  ])
  const texts = await historyTexts(tab)
  // Should the page live on after all, finishing twice changes nothing.
  const again = await openTab(name)
  expect(await again.load(step)).toMatchObject({ text: 'solution', revision: 2 })
  expect(await historyTexts(again)).toEqual(texts)
  expect(leftBy(name)).toEqual([])
})

test('a page that ends with everything saved leaves nothing', async () => {
  const name = freshName()
  const tab = await openTab(name)
  await tab.save(step, 'mine', 0, 'edit')
  window.dispatchEvent(new Event('pagehide'))
  expect(leftBy(name)).toEqual([])
})

test('what could not be stored at all is left too, and stored when that works', async () => {
  const name = freshName()
  const tab = await openTab(name, { indexedDB: null })
  await tab.save(step, 'mine', 0, 'edit')
  window.dispatchEvent(new Event('pagehide'))
  await openTab(name, { indexedDB: null })
  expect(leftBy(name), 'kept as long as nothing can be stored').toHaveLength(1)
  window.dispatchEvent(new Event('pagehide'))
  expect(leftBy(name).length, 'one for each page, also after many visits').toBeLessThanOrEqual(2)
  const again = await openTab(name)
  expect(await again.load(step)).toMatchObject({ text: 'mine', revision: 1 })
  expect(leftBy(name)).toEqual([])
})

test('left saves overwrite nothing that is newer', async () => {
  const name = freshName()
  const tab = await openTab(name)
  await tab.save(step, 'newer', 0, 'edit')
  const left = { step, text: 'older', baseRevision: 0, reason: 'edit', savedAt: 1 }
  const ofOther = { ...left, step: otherStep, text: 'of a step without draft' }
  localStorage.setItem(`${name}-unfinished-1`, JSON.stringify([left, ofOther]))
  const again = await openTab(name)
  expect(await again.load(step)).toMatchObject({ text: 'newer', revision: 1 })
  expect(await again.load(otherStep)).toMatchObject({ text: 'of a step without draft' })
  expect(await historyTexts(again)).toEqual(['merge older', 'edit newer'])
  expect(leftBy(name)).toEqual([])
})

test.each([
  '{ not JSON',
  '[{ "step": 7, "text": "x" }]',
  '{ "__proto__": { "isPolluted": true } }',
  '[null]',
])('left words that cannot be read are put aside whole and said aloud: %s', async (value) => {
  const name = freshName()
  localStorage.setItem(`${name}-unfinished-1`, value)
  const tab = await openTab(name)
  expect(reasonOf(tab.storage)).toBe('corrupt')
  expect(await readAll(name, 'quarantine')).toMatchObject([{ store: 'last words', value }])
  expect((await readExport(tab))['quarantine']).toMatchObject([{ value }])
  expect(leftBy(name)).toEqual([])
  expect(({} as { isPolluted?: boolean }).isPolluted).toBeUndefined()
})
