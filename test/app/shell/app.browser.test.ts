import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import '../../../src/app/shell/page.css'
import type { MrContents } from '../../../src/app/shell/contents.ts'
import type { MrSheet } from '../../../src/app/shell/sheet.ts'
import { closeApps, FakeWorkspace, headerButton, lessonOf, openApp, passed, type TestApp } from './doubles.ts'

beforeEach(closeApps)
afterEach(closeApps)

const deepFocus = (): Element | null => {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused
}

const dialogOf = (test: TestApp, id: string): HTMLDialogElement => {
  const dialog = test.find<MrSheet>(id).shadowRoot?.querySelector('dialog')
  if (!dialog) throw new Error(`${id} has no dialog`)
  return dialog
}

describe('routes', () => {
  it('opens the front page, without taking the focus', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build the queue'))
    expect(document.title).toMatch(/^Mailroom/)
    expect(deepFocus()).toBe(document.body)
  })

  it('opens a step from its address, with title and neighbours, without taking the focus', async () => {
    const test = await openApp('#/01-lists/02-stack')
    await vi.waitFor(() => expect(test.heading()).toBe('Stack'))
    expect(document.title).toBe('Stack · Mailroom')
    expect(test.page()).toMatchObject({ previous: { title: 'Queue' }, next: { title: 'Binary' } })
    expect(test.page()).toMatchObject({ workspace: test.workspace })
    expect(deepFocus()).toBe(document.body)
    expect(test.workspace.settings.lastStep).toBe('01-lists/02-stack')
  })

  it('moves title and focus with the step, back and forward too', async () => {
    const test = await openApp('#/01-lists/01-queue')
    await vi.waitFor(() => expect(test.heading()).toBe('Queue'))
    location.hash = '#/01-lists/02-stack'
    await vi.waitFor(() => expect(deepFocus()?.textContent).toBe('Stack'))
    expect(document.title).toBe('Stack · Mailroom')
    history.back()
    await vi.waitFor(() => expect(deepFocus()?.textContent).toBe('Queue'))
    history.forward()
    await vi.waitFor(() => expect(document.title).toBe('Stack · Mailroom'))
  })

  it('moves the focus to a step that comes after another page', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    location.hash = '#/01-lists/02-stack'
    await vi.waitFor(() => expect(deepFocus()?.tagName).toBe('H1'))
    expect(deepFocus()?.textContent).toBe('Stack')
  })

  it('follows what a step page asks for', async () => {
    const test = await openApp('#/01-lists/01-queue')
    await vi.waitFor(() => expect(test.heading()).toBe('Queue'))
    const request = Object.assign(new Event('step-navigate', { bubbles: true, composed: true }), {
      id: '02-why-async/01-timing',
    })
    test.page()?.dispatchEvent(request)
    await vi.waitFor(() => expect(document.title).toBe('Timing · Mailroom'))
    expect(location.hash).toBe('#/02-why-async/01-timing')
  })

  it('stays where it is for an anchor in a text', async () => {
    const test = await openApp('#/01-lists/01-queue')
    await vi.waitFor(() => expect(test.heading()).toBe('Queue'))
    location.hash = '#example'
    await new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
    expect(test.heading()).toBe('Queue')
  })

  it('names an unknown step, as text, and offers the nearest', async () => {
    const test = await openApp('#/01-lists/02-stak<img src=x onerror=alert(1)>')
    await vi.waitFor(() => expect(test.heading()).toContain('02-stak<img'))
    const offer = test.find<HTMLAnchorElement>('main a.primary')
    expect(offer.textContent.trim()).toMatch(/Open 1\.2\s+Stack/)
    offer.click()
    await vi.waitFor(() => expect(document.title).toBe('Stack · Mailroom'))
  })

  it('keeps the old page until the new one is there; the newest navigation wins', async () => {
    const arrivals = new Map<string, () => void>()
    const test = await openApp('', {
      loadLesson: (id) => new Promise((resolve) => arrivals.set(id, () => resolve(lessonOf(id)))),
    })
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    location.hash = '#/01-lists/01-queue'
    await vi.waitFor(() => expect(arrivals.has('01-lists/01-queue')).toBe(true))
    location.hash = '#/01-lists/02-stack'
    await vi.waitFor(() => expect(arrivals.has('01-lists/02-stack')).toBe(true))
    expect(test.heading()).toContain('Build')
    expect(test.find('main').ariaBusy).toBe('true')
    arrivals.get('01-lists/02-stack')?.()
    await vi.waitFor(() => expect(test.heading()).toBe('Stack'))
    arrivals.get('01-lists/01-queue')?.()
    // A whole turn of the event loop: all that follows from the late arrival has happened by then.
    await new Promise((resolve) => setTimeout(resolve))
    await test.app.updateComplete
    expect(test.heading()).toBe('Stack')
    expect(test.find('main').ariaBusy).toBe('false')
  })

  it('says why a step did not arrive, and tries again', async () => {
    const loadLesson = vi.fn((id: string) => Promise.resolve(lessonOf(id)))
    loadLesson.mockRejectedValueOnce(new Error('The server did not answer'))
    const test = await openApp('#/01-lists/02-stack', { loadLesson })
    await vi.waitFor(() => expect(test.heading()).toBe('1.2 Stack could not be loaded'))
    expect(test.page()?.shadowRoot.textContent).toContain('The server did not answer.')
    test.find<HTMLElement>('main button.primary').click()
    await vi.waitFor(() => expect(test.heading()).toBe('Stack'))
  })

  it('says so when the step page itself does not arrive', async () => {
    const loadStepPage = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'))
    const test = await openApp('#/01-lists/02-stack', { loadStepPage })
    await vi.waitFor(() => expect(test.heading()).toBe('1.2 Stack could not be loaded'))
    expect(test.page()?.shadowRoot.textContent).toContain('Check your connection')
  })

  it('shows a changed lesson anew, and only if it is the one', async () => {
    let title = 'Stack'
    const loadLesson = (id: string): Promise<ReturnType<typeof lessonOf>> =>
      Promise.resolve({ ...lessonOf(id), title })
    const test = await openApp('#/01-lists/02-stack', { loadLesson })
    await vi.waitFor(() => expect(test.heading()).toBe('Stack'))
    title = 'A better stack'
    await test.app.reloadLesson('01-lists/01-queue')
    await test.app.updateComplete
    expect(test.heading()).toBe('Stack')
    await test.app.reloadLesson('01-lists/02-stack')
    await vi.waitFor(() => expect(test.heading()).toBe('A better stack'))
  })

  it('scrolls back to where the front page was left', async () => {
    await page.viewport(390, 600)
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    await vi.waitFor(() => expect(document.documentElement.scrollHeight).toBeGreaterThan(1100))
    scrollTo(0, 500)
    await new Promise((resolve) => addEventListener('scroll', resolve, { once: true }))
    location.hash = '#/no-such-step'
    await vi.waitFor(() => expect(test.heading()).toContain('There is no step'))
    expect(scrollY).toBe(0)
    history.back()
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    await vi.waitFor(() => expect(scrollY).toBe(500))
  })
})

describe('front page', () => {
  it('has one way in: start, and later the step where one was', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    const button = (): HTMLAnchorElement | null | undefined =>
      test.page()?.shadowRoot.querySelector('a.primary')
    expect(button()?.textContent).toBe('Start')
    test.workspace.progress = { '01-lists/01-queue': passed }
    await test.workspace.changeSettings({ lastStep: '01-lists/02-stack' })
    await vi.waitFor(() => expect(button()?.textContent).toBe('Go on with 1.2 Stack'))
    expect(button()?.getAttribute('href')).toBe('#/01-lists/02-stack')
    expect(test.find('mr-header').shadowRoot?.textContent).toContain('1 of 4 done')
  })
})

describe('contents', () => {
  it('opens beside the page with the current step marked, and Escape gives the focus back', async () => {
    const workspace = new FakeWorkspace()
    workspace.progress = { '01-lists/01-queue': passed }
    const test = await openApp('#/01-lists/02-stack', { workspace })
    await vi.waitFor(() => expect(test.heading()).toBe('Stack'))
    headerButton(test, 'Contents').focus()
    await userEvent.keyboard('{Enter}')
    expect(dialogOf(test, '#contents').open).toBe(true)
    const links = [
      ...(test.find<MrContents>('#contents mr-contents').shadowRoot?.querySelectorAll('a') ?? []),
    ]
    expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, 'page', null, null])
    expect(links[0]?.textContent).toContain('(done)')
    await userEvent.keyboard('{Escape}')
    expect(dialogOf(test, '#contents').open).toBe(false)
    expect(deepFocus()).toBe(headerButton(test, 'Contents'))
  })

  it('closes when a step is chosen, also the one that is open', async () => {
    const test = await openApp('#/01-lists/02-stack')
    await vi.waitFor(() => expect(test.heading()).toBe('Stack'))
    for (const title of ['Stack', 'Binary']) {
      headerButton(test, 'Contents').click()
      const links = [
        ...(test.find<MrContents>('#contents mr-contents').shadowRoot?.querySelectorAll('a') ?? []),
      ]
      links.find((link) => link.textContent?.includes(title))?.click()
      await vi.waitFor(() => expect(dialogOf(test, '#contents').open).toBe(false))
      await vi.waitFor(() => expect(test.heading()).toBe(title))
    }
  })
})

describe('keys', () => {
  it('opens with ?, lists the keys, closes with Escape and gives the focus back', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    headerButton(test, 'Theme').focus()
    await userEvent.keyboard('?')
    await vi.waitFor(() => expect(dialogOf(test, '#keys').open).toBe(true))
    expect(test.find('mr-key-list').shadowRoot?.textContent).toContain('leave the editor')
    await userEvent.keyboard('{Escape}')
    expect(dialogOf(test, '#keys').open).toBe(false)
    expect(deepFocus()).toBe(headerButton(test, 'Theme'))
  })

  it('leaves ? alone while one types', async () => {
    const test = await openApp('#/01-lists/01-queue')
    await vi.waitFor(() => expect(test.heading()).toBe('Queue'))
    const editor = test.page()?.shadowRoot.querySelector('textarea')
    editor?.focus()
    await userEvent.keyboard('?')
    expect(editor?.value).toBe('?')
    expect(dialogOf(test, '#keys').open).toBe(false)
  })

  it('can be told to leave ? alone everywhere; its button goes on working', async () => {
    const test = await openApp('')
    await vi.waitFor(() => expect(test.heading()).toContain('Build'))
    headerButton(test, 'Keys').click()
    await vi.waitFor(() => expect(dialogOf(test, '#keys').open).toBe(true))
    test.find('mr-key-list').shadowRoot?.querySelector('input')?.click()
    await userEvent.keyboard('{Escape}')
    await userEvent.keyboard('?')
    expect(dialogOf(test, '#keys').open).toBe(false)
    headerButton(test, 'Keys').click()
    await vi.waitFor(() => expect(dialogOf(test, '#keys').open).toBe(true))
  })
})
