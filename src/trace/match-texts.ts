/** Beyond so many pairs only the same beginnings and ends are compared, and what is left is taken to have moved. */
const mostPairs = 40_000

/**
 * Which of the old texts each new one is, or -1: the same beginning and the same end, then the longest common part of what
 * is between, then equal texts in their order, which have moved.
 *
 *     matchTexts(['a', 'b'], ['b', 'c']) // [1, -1]
 */
export function matchTexts(before: readonly string[], after: readonly string[]): readonly number[] {
  const matches = after.map(() => -1)
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) matches[start] = start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    matches[after.length - 1 - end] = before.length - 1 - end
    end++
  }
  const old = { texts: before, start, end: before.length - end }
  const young = { texts: after, start, end: after.length - end }
  const pairs = (old.end - old.start) * (young.end - young.start)
  if (pairs > 0 && pairs <= mostPairs) matchLongest(old, young, matches)
  if (pairs > 0) matchMoved(old, young, matches)
  return matches
}

interface Part {
  readonly texts: readonly string[]
  readonly start: number
  readonly end: number
}

/** The longest common subsequence. */
function matchLongest(old: Part, young: Part, matches: number[]): void {
  const width = young.end - young.start + 1
  const lengths = new Uint16Array((old.end - old.start + 1) * width)
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = old.end - old.start - 1; row >= 0; row--)
    for (let column = width - 2; column >= 0; column--)
      lengths[row * width + column] =
        old.texts[old.start + row] === young.texts[young.start + column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
  let [row, column] = [0, 0]
  while (row < old.end - old.start && column < width - 1)
    if (old.texts[old.start + row] === young.texts[young.start + column])
      matches[young.start + column++] = old.start + row++
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++
    else column++
}

function matchMoved(old: Part, young: Part, matches: number[]): void {
  const isTaken = new Set(matches)
  const places = new Map<string, number[]>()
  // From the end, so that the first of equal ones is taken first.
  for (let place = old.end - 1; place >= old.start; place--) {
    const text = old.texts[place]
    if (text === undefined || isTaken.has(place)) continue
    const same = places.get(text)
    if (same) same.push(place)
    else places.set(text, [place])
  }
  if (places.size === 0) return
  for (let place = young.start; place < young.end; place++)
    if (matches[place] === -1) matches[place] = places.get(young.texts[place] ?? '')?.pop() ?? -1
}
