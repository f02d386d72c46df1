/** The candidate that a misspelt word most likely means, at most two slips away (one in short words). */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let fewest = word.length > 5 ? 3 : word.length > 2 ? 2 : 1
  for (const candidate of candidates) {
    const count = slips(word.toLowerCase(), candidate.toLowerCase())
    if (count >= fewest) continue
    fewest = count
    best = candidate
  }
  return best
}

/** Letters missed, added, replaced, or two neighbours swapped, between two words. */
function slips(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2 || from.length > 100) return 9
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (isSwap) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[to.length] ?? 9
}
