/** A figure of the issue: what was measured, in which unit, and what it is held against. */
export interface Figure {
  readonly name: string
  readonly unit: 'ms' | 'kB' | '/s' | '×'
  readonly median: number
  readonly min: number
  readonly max: number
  readonly samples: number
  /** `atMost` for times, sizes and ratios, `atLeast` for rates. */
  readonly target: { readonly atMost: number } | { readonly atLeast: number }
  readonly isMet: boolean
}

/** Median, extremes and verdict of some samples. */
export function figure(
  name: string,
  unit: Figure['unit'],
  samples: readonly number[],
  target: Figure['target'],
): Figure {
  const sorted = [...samples].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
  const isMet = 'atMost' in target ? median <= target.atMost : median >= target.atLeast
  return {
    ...{ name, unit, median, target, isMet },
    ...{ min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, samples: samples.length },
  }
}
