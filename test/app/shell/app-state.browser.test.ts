import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../../src/app/tokens.css'
import '../../../src/app/shell/page.css'
import { closeApps, FakeWorkspace, headerButton, openApp } from './doubles.ts'

beforeEach(closeApps)
afterEach(closeApps)

describe('theme', () => {
  it('goes from the system to light to dark and back, and is kept', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    const scheme = (): string => document.documentElement.style.colorScheme
    for (const theme of ['light', 'dark', ''] as const) {
      headerButton(test, 'Theme').click()
      await vi.waitFor(() => expect(scheme()).toBe(theme))
      expect(test.workspace.settings.theme).toBe(theme || 'system')
      await test.app.updateComplete
    }
  })
})

describe('storage', () => {
  const blocked = { kind: 'not-saved', reason: 'blocked', message: 'This window keeps nothing.' } as const

  it('says nothing while work is saved, and stays for as long as it is not', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    const banner = (): string =>
      test.find('mr-storage-banner').shadowRoot?.querySelector('[role=status]')?.textContent ?? ''
    expect(banner().trim()).toBe('')
    test.workspace.storage = blocked
    test.workspace.dispatchEvent(new Event('storage-change'))
    await vi.waitFor(() => expect(banner()).toContain('This window keeps nothing.'))
    test.workspace.storage = { kind: 'saving' }
    test.workspace.dispatchEvent(new Event('storage-change'))
    await vi.waitFor(() => expect(banner().trim()).toBe(''))
  })

  it('downloads all work as a dated file', async () => {
    const workspace = new FakeWorkspace()
    workspace.storage = blocked
    const test = await openApp('', { workspace })
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    const downloaded = new Promise<HTMLAnchorElement>((resolve) => {
      vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
        resolve(this)
      })
    })
    test.find('mr-storage-banner').shadowRoot?.querySelector('button')?.click()
    const link = await downloaded
    vi.restoreAllMocks()
    expect(link.download).toMatch(/^mailroom-work-\d{4}-\d\d-\d\d\.json$/)
    expect(await (await fetch(link.href)).json()).toEqual({ drafts: [] })
  })

  it('says so when even the download fails', async () => {
    const workspace = new FakeWorkspace()
    workspace.storage = blocked
    workspace.exportAll = () => Promise.reject(new Error('no memory'))
    const test = await openApp('', { workspace })
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    test.find('mr-storage-banner').shadowRoot?.querySelector('button')?.click()
    await vi.waitFor(() =>
      expect(test.find('mr-storage-banner').shadowRoot?.textContent).toContain('no memory'),
    )
  })
})

describe('errors of our own', () => {
  it('tells of one in a notice that can be dismissed, and the page goes on', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    const notice = (): string => test.find('mr-notice').shadowRoot?.textContent ?? ''
    const error = new Error('The editor tripped')
    dispatchEvent(new ErrorEvent('error', { error, message: error.message }))
    await vi.waitFor(() => expect(notice()).toContain('The editor tripped'))
    expect(notice()).toContain('Your work is saved')
    test.find('mr-notice').shadowRoot?.querySelector('button')?.click()
    await vi.waitFor(() => expect(notice()).not.toContain('tripped'))
    expect(test.heading()).toContain('Build')
  })

  it('does not take the browser’s remarks for errors', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed' }))
    await test.app.updateComplete
    expect(test.find('mr-notice').shadowRoot?.textContent).not.toContain('ResizeObserver')
  })
})
