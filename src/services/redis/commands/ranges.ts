/**
 * A range as LRANGE and ZRANGE take it, both ends included, negative ones counted from the end: as places from `start` up to,
 * not including, `end`. Nothing in it: both are 0.
 */
export function rangeOf(
  first: number,
  last: number,
  size: number,
): { readonly start: number; readonly end: number } {
  const start = Math.max(0, first < 0 ? size + first : first)
  const stop = Math.min(size - 1, last < 0 ? size + last : last)
  return start > stop ? { start: 0, end: 0 } : { start, end: stop + 1 }
}
