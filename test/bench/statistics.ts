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
  const middle = median(samples)
  const isMet = 'atMost' in target ? middle <= target.atMost : middle >= target.atLeast
  const [min, max] = samples.length > 0 ? [Math.min(...samples), Math.max(...samples)] : [NaN, NaN]
  return { name, unit, median: middle, min, max, samples: samples.length, target, isMet }
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}
