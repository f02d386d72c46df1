import type { Lesson } from '../../course/lesson.ts'
import type { Route } from './route.ts'
import type { AppServices } from './services.ts'

/** What is drawn in the page's middle. */
export type View =
  | { readonly kind: 'front' }
  | { readonly kind: 'step'; readonly lesson: Lesson }
  | { readonly kind: 'unknown'; readonly asked: string }
  /** `name` is what did not arrive: `1.2 Last in, first out`. */
  | { readonly kind: 'failed'; readonly name: string; readonly reason: string }

/** Fetches what a route needs to be drawn. Never rejects: what cannot be fetched is a view, too. */
export async function loadView(
  route: Exclude<Route, { readonly kind: 'none' }>,
  services: AppServices,
): Promise<View> {
  if (route.kind === 'unknown') return route
  try {
    if (route.kind === 'front') {
      await arrived(services.loadFrontPage(), 'This page')
      return route
    }
    const stepPage = arrived(services.loadStepPage(), 'The editor’s part of Mailroom')
    const [lesson] = await Promise.all([services.loadLesson(route.entry.id), stepPage])
    return { kind: 'step', lesson }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const name = route.kind === 'front' ? 'The front page' : `${route.entry.number} ${route.entry.title}`
    return { kind: 'failed', name, reason: /[.!?]$/.test(words) ? words : `${words}.` }
  }
}

async function arrived(script: Promise<unknown>, what: string): Promise<void> {
  try {
    await script
  } catch (cause) {
    throw new Error(`${what} could not be downloaded. Check your connection.`, { cause })
  }
}

/** The browser tab's title. */
export function titleOf(view: View): string {
  switch (view.kind) {
    case 'front':
      return 'Mailroom · Build the queue that delivers the mail'
    case 'step':
      return `${view.lesson.title} · Mailroom`
    case 'unknown':
      return 'No such step · Mailroom'
    case 'failed':
      return `${view.name} could not be loaded · Mailroom`
    default:
      return view satisfies never
  }
}
