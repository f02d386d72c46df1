import type { Browser, Page } from 'playwright'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the processor's time, which others on a busy machine do not lengthen. */
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

const categories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata']

/**
 * The longest time, in ms of the processor, for which the page answered nobody while `act` was going on: one task of its main
 * thread. What the test itself asks of the page counts as well.
 */
export async function longestTask(browser: Browser, page: Page, act: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[]
  }
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, pid, tid, tdur }) => name === 'RunTask' && tdur !== undefined && mains.has(`${pid} ${tid}`),
  )
  if (tasks.length === 0) throw new Error('Chromium told of no task of the page')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
