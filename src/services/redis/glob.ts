/**
 * Whether a byte string matches a pattern as KEYS, SCAN and PSUBSCRIBE read it: `*`, `?`, `[abc]`, `[^a]`, `[a-c]`, `\*`.
 * Odd patterns are read as Redis reads them: an unclosed bracket ends with the pattern.
 * @see https://redis.io/docs/latest/commands/keys/
 */
export function matchesGlob(pattern: string, text: string): boolean {
  return new Matcher(pattern, text).matches(0, 0)
}

class Matcher {
  readonly #pattern: string
  readonly #text: string
  /** Once a `*` found no end for its rest, an earlier `*` that took more would find none either: this keeps it quick. */
  #isHopeless = false

  constructor(pattern: string, text: string) {
    this.#pattern = pattern
    this.#text = text
  }

  matches(patternAt: number, textAt: number): boolean {
    const pattern = this.#pattern
    const text = this.#text
    let p = patternAt
    let t = textAt
    while (p < pattern.length && t < text.length) {
      const char = pattern[p]
      if (char === '*') return this.#matchesStar(p, t)
      if (char === '[') {
        const end = this.#bracketEnd(p + 1, text.charCodeAt(t))
        if (end < 0) return false
        p = end
      } else if (char !== '?') {
        if (char === '\\' && p + 1 < pattern.length) p++
        if (pattern[p] !== text[t]) return false
      }
      p++
      t++
    }
    // A text that was empty from the start is matched by no star; only what is left after the last character may be stars.
    if (t === text.length && t > textAt) while (pattern[p] === '*') p++
    return p >= pattern.length && t >= text.length
  }

  #matchesStar(star: number, textAt: number): boolean {
    let p = star
    while (this.#pattern[p + 1] === '*') p++
    if (p + 1 === this.#pattern.length) return true
    for (let t = textAt; t < this.#text.length; t++) {
      if (this.matches(p + 1, t)) return true
      if (this.#isHopeless) return false
    }
    this.#isHopeless = true
    return false
  }

  /** Where the bracket closes, if it holds the character; otherwise -1. */
  #bracketEnd(start: number, code: number): number {
    const pattern = this.#pattern
    let p = start
    const isNegated = pattern[p] === '^'
    if (isNegated) p++
    let isHeld = false
    for (; ; p++) {
      if (p >= pattern.length) {
        p = pattern.length - 1
        break
      }
      if (pattern[p] === '\\' && p + 1 < pattern.length) {
        p++
        if (pattern.charCodeAt(p) === code) isHeld = true
      } else if (pattern[p] === ']') break
      else if (pattern[p + 1] === '-' && p + 2 < pattern.length) {
        const [from = 0, to = 0] = [pattern.charCodeAt(p), pattern.charCodeAt(p + 2)].sort((a, b) => a - b)
        if (code >= from && code <= to) isHeld = true
        p += 2
      } else if (pattern.charCodeAt(p) === code) isHeld = true
    }
    return isHeld === isNegated ? -1 : p
  }
}
