import type { EventKind } from '../../../trace/event.ts'

export type Shape =
  | 'square'
  | 'square-open'
  | 'diamond'
  | 'diamond-open'
  | 'envelope'
  | 'tick'
  | 'lines'
  | 'circle'
  | 'circle-open'
  | 'start'
  | 'end'
  | 'down'
  | 'dot'
  | 'enter'
  | 'leave'
  | 'flag'
  | 'gap'
  | 'cross'
  | 'check'
  | 'hourglass'

/** How an event looks: shapes tell kinds apart without colour. Of many in one place, the weightiest is seen. */
export interface Mark {
  readonly shape: Shape
  /** 1 … 10 */
  readonly weight: number
}

const mark = (shape: Shape, weight: number): Mark => ({ shape, weight })

export const marks: { readonly [K in EventKind]: Mark } = {
  command: mark('square', 6),
  blocked: mark('square-open', 6),
  gone: mark('square-open', 3),
  'client-opened': mark('tick', 3),
  'client-closed': mark('tick', 3),
  message: mark('diamond', 6),
  expired: mark('hourglass', 6),
  session: mark('tick', 3),
  smtp: mark('tick', 4),
  mail: mark('envelope', 9),
  fetch: mark('diamond-open', 5),
  fetched: mark('diamond', 5),
  request: mark('diamond-open', 5),
  response: mark('diamond', 5),
  console: mark('lines', 5),
  'timer-set': mark('circle-open', 4),
  'timer-fired': mark('circle', 4),
  'timer-cleared': mark('circle-open', 2),
  start: mark('start', 8),
  end: mark('end', 8),
  thread: mark('down', 7),
  test: mark('flag', 6),
  failed: mark('cross', 7),
  tested: mark('check', 8),
  enter: mark('enter', 3),
  step: mark('dot', 1),
  await: mark('circle-open', 2),
  resume: mark('circle', 2),
  leave: mark('leave', 2),
  structure: mark('square-open', 4),
  'lines-end': mark('gap', 7),
  snapshot: mark('flag', 2),
  gap: mark('gap', 9),
  over: mark('end', 8),
}

/** Of an error, whatever its kind. */
export const troubleMark: Mark = mark('cross', 10)

/** Drawn as lines; the others are filled. */
export const openShapes: ReadonlySet<Shape> = new Set<Shape>([
  'square-open',
  'diamond-open',
  'circle-open',
  'envelope',
  'tick',
  'lines',
  'enter',
  'leave',
  'gap',
  'cross',
  'check',
])
