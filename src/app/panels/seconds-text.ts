/** Seconds of a world's clock since something began there: `0.007`, `12.500`, `345`. */
export function secondsText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  return seconds < 100 ? seconds.toFixed(3) : seconds.toFixed(0)
}
