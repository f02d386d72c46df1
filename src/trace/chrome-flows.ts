import type { Span } from './chrome-spans.ts'
import type { TraceEvent } from './event.ts'

/** Part that an event has in an arrow: where it starts, a step on its way, its end. */
export interface FlowMark {
  readonly id: number
  readonly ph: 's' | 't' | 'f'
}

/**
 * Arrows from causes to what they brought about, as chains: push → pop → mail. An event with several effects starts a
 * chain for each but the first. From the beginning of a span to its end there is none: the span says it.
 */
export function findFlows(
  events: readonly TraceEvent[],
  spans: readonly Span[],
): ReadonlyMap<number, readonly FlowMark[]> {
  const beginnings = new Map(spans.map(({ from, to }) => [to?.seq, from.seq]))
  const seen = new Set<number>()
  const chains: number[][] = []
  const openEnds = new Map<number, number[]>()
  for (const { seq, cause } of events) {
    seen.add(seq)
    // Of a cause that was folded away nothing can be drawn.
    if (cause === null || cause === seq || !seen.has(cause) || beginnings.get(seq) === cause) continue
    const known = openEnds.get(cause)
    const chain = known ?? [cause]
    if (!known) chains.push(chain)
    openEnds.delete(cause)
    chain.push(seq)
    openEnds.set(seq, chain)
  }

  const marks = new Map<number, FlowMark[]>()
  for (const [index, chain] of chains.entries())
    for (const [place, seq] of chain.entries()) {
      const ph = place === 0 ? 's' : place === chain.length - 1 ? 'f' : 't'
      const ofEvent = marks.get(seq)
      if (ofEvent) ofEvent.push({ id: index + 1, ph })
      else marks.set(seq, [{ id: index + 1, ph }])
    }
  return marks
}
