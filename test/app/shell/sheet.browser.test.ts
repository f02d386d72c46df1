import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { MrSheet } from '../../../src/app/shell/sheet.ts'

afterEach(() => document.body.replaceChildren())

async function openSheet(
  shape: Partial<Pick<MrSheet, 'wide'>>,
): Promise<{ sheet: MrSheet; closes: () => number }> {
  const sheet = Object.assign(new MrSheet(), { heading: 'Texts', ...shape })
  sheet.innerHTML = '<p>Inside</p>'
  let closes = 0
  sheet.addEventListener('close', () => closes++)
  document.body.append(sheet)
  await sheet.updateComplete
  sheet.show()
  return { sheet, closes: () => closes }
}

/** At the window's corner, where no sheet is. */
function pressBeside(sheet: MrSheet): void {
  const options = { bubbles: true, composed: true, clientX: 1, clientY: 1 }
  sheet.shadowRoot?.querySelector('dialog')?.dispatchEvent(new MouseEvent('click', options))
}

describe('mr-sheet', () => {
  it('is closed by a press beside it, not by one inside, and tells so once', async () => {
    const { sheet, closes } = await openSheet({})
    await userEvent.click(sheet.querySelector('p') ?? sheet)
    expect(sheet.isOpen).toBe(true)
    pressBeside(sheet)
    expect(sheet.isOpen).toBe(false)
    await expect.poll(closes).toBe(1)
  })

  it('stays open at a press beside it if it is wide; Escape closes it, and it tells so once', async () => {
    const { sheet, closes } = await openSheet({ wide: true })
    pressBeside(sheet)
    expect(sheet.isOpen).toBe(true)
    await userEvent.keyboard('{Escape}')
    expect(sheet.isOpen).toBe(false)
    await expect.poll(closes).toBe(1)
  })

  it('fills most of the window if it is wide, and no more than it', async () => {
    const { sheet } = await openSheet({ wide: true })
    const box = sheet.shadowRoot?.querySelector('dialog')?.getBoundingClientRect() ?? new DOMRect()
    expect(box.width).toBeGreaterThan(Math.min(1100, innerWidth * 0.9))
    expect(box.width).toBeLessThan(innerWidth)
    expect(box.height).toBeGreaterThan(Math.min(700, innerHeight * 0.8))
    expect(box.height).toBeLessThan(innerHeight)
  })
})
