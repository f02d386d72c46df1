import { expect } from 'vitest'
import type { MrInbox } from '../../../src/app/panels/inbox.ts'
import '../../../src/app/panels/inbox.ts'
import { deepText, findAll } from '../page.ts'
import { ServicesDouble } from '../services-double.ts'
import type { noteDouble } from './inbox-doubles.ts'

export async function openInbox(size = [520, 760], changes: Partial<MrInbox> = {}) {
  const link = new ServicesDouble()
  const panel = document.createElement('mr-inbox')
  Object.assign(panel, { link, ...changes })
  panel.style.cssText = `width: ${size[0]}px; height: ${size[1]}px`
  document.body.append(panel)
  await panel.updateComplete
  // By then it knows its size, and its parts have their places.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  await panel.updateComplete
  const deliver = (...mails: ReturnType<typeof noteDouble>[]) =>
    link.tellMail((listener) => listener.onMail?.(mails))
  return { panel, link, deliver }
}

export const words = (element: Element): string => deepText(element).replace(/\s+/g, ' ')
export const rows = (panel: Element) => findAll(panel, '[role="option"]')
export const shownRows = (panel: Element) => expect.poll(() => rows(panel).map(words))
/** Of a session in which a recipient was refused. */
export const said = [
  'S: 220 mail.example.com',
  'C: EHLO a',
  'S: 250 Ok',
  'C: RCPT TO:<nobody@x>',
  'S: 550 5.1.1 No such user',
]

/** What is in the parts of a panel that have shadow trees of their own. */
export function inside(panel: Element, part: string, selector: string): HTMLElement[] {
  return findAll(panel, part).flatMap((element) => findAll(element, selector))
}
