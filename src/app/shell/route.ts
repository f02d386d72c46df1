import type { Catalogue, StepEntry, StepId } from '../../course/lesson.ts'

/** Where the address after `#` leads. */
export type Route =
  | { readonly kind: 'front' }
  | { readonly kind: 'step'; readonly entry: StepEntry }
  /** A step that the course does not have; `asked` is what the address says, for showing only. */
  | { readonly kind: 'unknown'; readonly asked: string }
  /** A fragment that is no address of ours, such as an anchor in a text: stay where you are. */
  | { readonly kind: 'none' }

/** `readRoute('#/01-lists/02-stack', catalogue)` */
export function readRoute(hash: string, catalogue: Catalogue): Route {
  if (hash === '' || hash === '#' || hash === '#/') return { kind: 'front' }
  if (!hash.startsWith('#/')) return { kind: 'none' }
  const asked = decode(hash.slice(2)).replace(/\/+$/, '')
  const entry = allSteps(catalogue).find((step) => step.id === asked)
  return entry ? { kind: 'step', entry } : { kind: 'unknown', asked }
}

/** A step's address in this page. */
export function stepHref(id: StepId): string {
  return `#/${id}`
}

export function allSteps(catalogue: Catalogue): readonly StepEntry[] {
  return catalogue.chapters.flatMap((chapter) => chapter.steps)
}

/** The steps before and after one, across chapters. */
export function neighbours(
  catalogue: Catalogue,
  id: StepId,
): { readonly previous: StepEntry | null; readonly next: StepEntry | null } {
  const steps = allSteps(catalogue)
  const index = steps.findIndex((step) => step.id === id)
  if (index < 0) return { previous: null, next: null }
  return { previous: steps[index - 1] ?? null, next: steps[index + 1] ?? null }
}

/** The step whose address is most like what was asked for: same chapter first, then fewest different letters. */
export function nearestStep(catalogue: Catalogue, asked: string): StepEntry | null {
  const wanted = asked.slice(0, 80).toLowerCase()
  const folder = wanted.split('/')[0] ?? ''
  let best: { entry: StepEntry; cost: number } | null = null
  for (const entry of allSteps(catalogue)) {
    const isSameChapter = entry.id.startsWith(`${folder}/`)
    const slug = entry.id.split('/')[1] ?? ''
    const cost = Math.min(distance(wanted, entry.id), distance(wanted, slug)) - (isSameChapter ? 3 : 0)
    if (!best || cost < best.cost) best = { entry, cost }
  }
  return best?.entry ?? null
}

/** Levenshtein's distance, one row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
