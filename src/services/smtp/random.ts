/**
 * Numbers from 0 up to, but without, 1: as if by chance, and the same for the same seed. It is mulberry32, a generator
 * of 32 bits by Tommy Ettinger: quick, evenly spread, and good enough for lessons; not for secrets.
 */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
