/** Something for the conformance tests to judge: a counter, a promise, an error, a timer. */
export class Counter {
  count = 0
  add(by = 1): number {
    return (this.count += by)
  }
}

export class OutOfStampsError extends Error {
  override name = 'OutOfStampsError'
}

export async function stamp(letters: number): Promise<string[]> {
  if (letters > 3) throw new OutOfStampsError(`${letters} letters, 3 stamps`)
  return Array.from({ length: letters }, (_, index) => `letter ${index + 1}`)
}

export function later(ms: number, then: (at: number) => void): void {
  setTimeout(() => then(Date.now()), ms)
}
