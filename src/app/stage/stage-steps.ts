import type { TraceLog } from '../../trace/log.ts'

/** To the next event at all, to the next of the same lane, or to the next of the same task. */
export type StepBy = 'event' | 'lane' | 'task'

interface Step {
  readonly direction: 1 | -1
  readonly by: StepBy
  /** The task that is followed. */
  readonly task: number | null
}

/** Where a step leads from event `seq`; null if there is nothing in that direction. */
export function stepTarget(log: TraceLog, seq: number, { direction, by, task }: Step): number | null {
  switch (by) {
    case 'event': {
      const target = seq + direction
      return target >= log.firstSeq && target <= log.lastSeq ? target : null
    }
    case 'lane':
      return log.nextInLane(seq, direction)
    case 'task': {
      const own = log.event(seq)?.task ?? null
      if (own !== null && (task === null || task === own)) return log.nextOfTask(seq, direction)
      return task === null ? nearestTask(log, seq, direction) : nearestOf(log, task, seq, direction)
    }
    default:
      return by satisfies never
  }
}

/** The first number above `seq` in an ascending list. */
export function nextAbove(seqs: readonly number[], seq: number): number | null {
  return seqs[countUpTo(seqs, seq)] ?? null
}

/** The last number below `seq` in an ascending list. */
export function lastBelow(seqs: readonly number[], seq: number): number | null {
  return seqs[countUpTo(seqs, seq - 1) - 1] ?? null
}

/** How many numbers of an ascending list are at most `seq`. */
export function countUpTo(seqs: readonly number[], seq: number): number {
  let low = 0
  let high = seqs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((seqs[middle] ?? Infinity) <= seq) low = middle + 1
    else high = middle
  }
  return low
}

function nearestOf(log: TraceLog, task: number, seq: number, direction: 1 | -1): number | null {
  const seqs = log.find({ text: '', lanes: null, groups: null, task })
  return direction === 1 ? nextAbove(seqs, seq) : lastBelow(seqs, seq)
}

/** The next event that is about any task: where one stands on an event that is about none. */
function nearestTask(log: TraceLog, seq: number, direction: 1 | -1): number | null {
  const { task } = log.columns
  for (let at = seq + direction; at >= log.firstSeq && at <= log.lastSeq; at += direction)
    if ((task[at - log.firstSeq] ?? 0) > 0) return at
  return null
}
