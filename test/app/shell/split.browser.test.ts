import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../src/app/tokens.css'
import { MrSplit, PositionChange } from '../../../src/app/shell/split.ts'

afterEach(() => document.body.replaceChildren())

interface Opened {
  readonly split: MrSplit
  readonly changes: PositionChange[]
  divider(): HTMLElement
  width(slot: string): number
}

async function openSplit(
  setup: Partial<MrSplit> = {},
  style = 'width: 1000px; height: 400px',
): Promise<Opened> {
  const split = new MrSplit()
  Object.assign(split, { name: 'text', position: 30 }, setup)
  split.setAttribute('style', style)
  split.innerHTML = '<div slot="start">Text</div><div slot="end">Code</div>'
  const changes: PositionChange[] = []
  split.addEventListener(PositionChange.type, (event) => {
    if (event instanceof PositionChange) changes.push(event)
  })
  document.body.append(split)
  await split.updateComplete
  const divider = (): HTMLElement => {
    const found = split.shadowRoot?.querySelector<HTMLElement>('[role=separator]')
    if (!found) throw new Error('The split has no divider yet')
    return found
  }
  const width = (slot: string): number =>
    Math.round(split.querySelector(`[slot=${slot}]`)?.getBoundingClientRect().width ?? -1)
  return { split, changes, divider, width }
}

describe('mr-split', () => {
  it('is a labelled separator with its orientation, range and value', async () => {
    const { divider } = await openSplit()
    await vi.waitFor(() => expect(divider().getAttribute('aria-label')).toBe('Size of the text pane'))
    expect(divider().role).toBe('separator')
    expect(divider().getAttribute('aria-orientation')).toBe('vertical')
    expect(
      ['aria-valuemin', 'aria-valuenow', 'aria-valuemax'].map((name) => divider().getAttribute(name)),
    ).toEqual(['15', '30', '85'])
  })

  it('moves by keys, never beyond the least size, and tells once when it rests', async () => {
    const { divider, changes, width, split } = await openSplit()
    await vi.waitFor(() => expect(width('start')).toBeCloseTo(297, -1))
    divider().focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
    await vi.waitFor(() => expect(changes.map((change) => change.position)).toEqual([42]))
    expect(changes[0]).toMatchObject({ name: 'text', type: 'position-change' })
    expect(width('start')).toBeCloseTo(417, -1)
    await userEvent.keyboard('{Home}')
    await vi.waitFor(() => expect(changes.at(-1)?.position).toBe(15))
    await userEvent.keyboard('{End}')
    await vi.waitFor(() => expect(changes.at(-1)?.position).toBe(85))
    expect(split.position).toBe(85)
  })

  it('makes the first pane small with Enter, and as it was with Enter again', async () => {
    const { divider, changes } = await openSplit()
    await vi.waitFor(() => divider().focus())
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(changes.at(-1)?.position).toBe(15))
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(changes.at(-1)?.position).toBe(30))
  })

  it('can be dragged by mouse in a strip of at least 24 px', async () => {
    const { divider, changes, width, split } = await openSplit()
    await vi.waitFor(() => expect(width('start')).toBeGreaterThan(200))
    const hitArea = getComputedStyle(divider(), '::after').width
    expect(parseFloat(hitArea)).toBeGreaterThanOrEqual(24)
    const at = { bubbles: true, composed: true, cancelable: true, clientY: 100 }
    // A pointer of a script's making cannot be captured.
    divider().setPointerCapture = () => undefined
    divider().dispatchEvent(new PointerEvent('pointerdown', { ...at, clientX: 300 }))
    const left = split.getBoundingClientRect().left
    divider().dispatchEvent(new PointerEvent('pointermove', { ...at, clientX: left + 600 }))
    divider().dispatchEvent(new PointerEvent('pointerup', { ...at, clientX: left + 600 }))
    divider().dispatchEvent(new PointerEvent('pointermove', { ...at, clientX: left + 700 }))
    await vi.waitFor(() => expect(changes.at(-1)?.position).toBe(60))
  })

  it('takes a position from outside without telling about it', async () => {
    const { split, changes, width } = await openSplit()
    split.position = 50
    await vi.waitFor(() => expect(width('start')).toBeCloseTo(497, -1))
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(changes).toEqual([])
  })

  it('has its position when it was hidden at first, and when it changed while hidden', async () => {
    const { split, width } = await openSplit({}, 'display: none; width: 1000px; height: 400px')
    split.style.display = 'block'
    await vi.waitFor(() => expect(width('start')).toBeCloseTo(297, -1))
    split.style.display = 'none'
    split.position = 70
    await split.updateComplete
    split.style.display = 'block'
    await vi.waitFor(() => expect(width('start')).toBeCloseTo(697, -1))
  })

  it('hears only its own divider when one split stands in another', async () => {
    const inner = await openSplit({ name: 'inner', orientation: 'vertical' }, 'height: 300px')
    const outer = await openSplit({ name: 'outer' })
    inner.split.slot = 'end'
    outer.split.querySelector('[slot=end]')?.replaceWith(inner.split)
    await vi.waitFor(() => inner.divider().focus())
    await userEvent.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(inner.changes).toHaveLength(1))
    expect(outer.split.position).toBe(30)
    expect(inner.divider().getAttribute('aria-orientation')).toBe('horizontal')
  })
})
