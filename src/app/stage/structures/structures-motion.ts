const moveMs = 320
const glowMs = 900
const easing = 'cubic-bezier(0.2, 0.7, 0.2, 1)'
/** How far an item comes from, or goes away, in pixels. */
const reach = 44

interface Known {
  readonly element: HTMLElement
  readonly rect: DOMRect
  /** Where it goes if it is gone. */
  readonly way: Way
}

type Way = 'left' | 'right' | 'up' | 'nowhere'

/**
 * Moves items from where they were drawn to where they are drawn: FLIP (first, last, invert, play), by Web Animations. What
 * is new comes in at its end of the line, what is gone goes out at its. Where motion is to be reduced, new items only glow.
 *
 * Items have `data-item`, their id, and stand in a list with `data-line`, its id, and `data-kind`.
 *
 *     motion.note(root)           // before they are drawn anew
 *     motion.play(root, layer)    // after
 */
export class ItemMotion {
  #known: ReadonlyMap<string, Known> = new Map()
  /** Lists that were drawn. */
  #lines: ReadonlySet<string | undefined> = new Set()

  note(root: ParentNode): void {
    this.#lines = new Set([...root.querySelectorAll('[data-line]')].map((line) => lineOf(line)))
    this.#known = new Map(
      itemsOf(root).map((element) => {
        const known = { element, rect: element.getBoundingClientRect(), way: wayOut(element) }
        return [element.dataset['item'] ?? '', known] as const
      }),
    )
  }

  /** `layer`: an empty element in front of the items, in which those that are gone go. */
  play(root: ParentNode, layer: HTMLElement): void {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    const gone = new Map(this.#known)
    const items = itemsOf(root)
    for (const element of items) for (const animation of element.getAnimations()) animation.cancel()
    for (const element of items) {
      const id = element.dataset['item'] ?? ''
      const known = gone.get(id)
      gone.delete(id)
      if (known) {
        if (!isStill) move(element, known.rect)
        continue
      }
      // A list that was not there before is drawn as it is: nothing has moved into it.
      if (!this.#lines.has(lineOf(element))) continue
      if (isStill) glow(element)
      else enter(element)
    }
    if (!isStill) for (const known of gone.values()) leave(known, layer)
  }
}

function itemsOf(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-item]')]
}

/** Id of the list around. */
function lineOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-line]')?.dataset['line']
}

function wayOut(element: HTMLElement): Way {
  const kind = element.closest<HTMLElement>('[data-line]')?.dataset['kind']
  const isFirst = element.previousElementSibling === null
  const isLast = element.nextElementSibling === null
  if (kind === 'stack') return isFirst ? 'up' : 'nowhere'
  if (isFirst) return 'left'
  return isLast ? 'right' : 'nowhere'
}

function wayIn(element: HTMLElement): Way {
  const way = wayOut(element)
  // The only one in a queue came in at its tail.
  return way === 'left' && element.nextElementSibling === null ? 'right' : way
}

function offset(way: Way): string {
  const offsets = { left: `${-reach}px 0`, right: `${reach}px 0`, up: `0 ${-reach}px`, nowhere: '0 0' }
  return offsets[way]
}

function move(element: HTMLElement, from: DOMRect): void {
  const to = element.getBoundingClientRect()
  const [x, y] = [from.left - to.left, from.top - to.top]
  if (Math.abs(x) < 0.5 && Math.abs(y) < 0.5) return
  element.animate([{ translate: `${x}px ${y}px` }, { translate: '0 0' }], { duration: moveMs, easing })
}

function enter(element: HTMLElement): void {
  element.animate(
    [
      { translate: offset(wayIn(element)), opacity: 0 },
      { translate: '0 0', opacity: 1 },
    ],
    { duration: moveMs, easing },
  )
}

function glow(element: HTMLElement): void {
  const colour = getComputedStyle(element).getPropertyValue('--stamp-tint')
  const letter = element.firstElementChild ?? element
  letter.animate([{ backgroundColor: colour }, { backgroundColor: colour, offset: 0.6 }, {}], {
    duration: glowMs,
  })
}

/** The element itself may be drawn again, elsewhere: what goes is a picture of it. */
function leave({ element, rect, way }: Known, layer: HTMLElement): void {
  const around = layer.getBoundingClientRect()
  const picture = element.cloneNode(true)
  if (!(picture instanceof HTMLElement)) return
  delete picture.dataset['item']
  Object.assign(picture.style, {
    position: 'absolute',
    left: `${rect.left - around.left}px`,
    top: `${rect.top - around.top}px`,
    width: `${rect.width}px`,
    height: `${rect.height}px`,
  })
  layer.append(picture)
  const animation = picture.animate(
    [
      { translate: '0 0', opacity: 1 },
      { translate: offset(way), opacity: 0 },
    ],
    { duration: moveMs, easing, fill: 'forwards' },
  )
  animation.addEventListener('finish', () => picture.remove())
  animation.addEventListener('cancel', () => picture.remove())
}
