import type { Lesson, StepEntry } from '../../course/lesson.ts'
import type { Route } from './route.ts'
import type { AppServices } from './services.ts'

/** What is drawn in the page's middle. */
export type View =
  | { readonly kind: 'front' }
  | { readonly kind: 'step'; readonly lesson: Lesson }
  | { readonly kind: 'unknown'; readonly asked: string }
  | { readonly kind: 'failed'; readonly entry: StepEntry; readonly reason: string }

/** Fetches what a route needs to be drawn. Never rejects: what cannot be fetched is a view, too. */
export async function loadView(
  route: Exclude<Route, { readonly kind: 'none' }>,
  services: AppServices,
): Promise<View> {
  if (route.kind !== 'step') return route
  try {
    const [lesson] = await Promise.all([services.loadLesson(route.entry.id), stepPage(services)])
    return { kind: 'step', lesson }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', entry: route.entry, reason: /[.!?]$/.test(words) ? words : `${words}.` }
  }
}

async function stepPage(services: AppServices): Promise<void> {
  try {
    await services.loadStepPage()
  } catch (cause) {
    throw new Error('The editor’s part of Mailroom could not be downloaded. Check your connection.', {
      cause,
    })
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
      return `${view.entry.title} could not be loaded · Mailroom`
    default:
      return view satisfies never
  }
}
