/** Errors that a program prints. hono answers an error of a view with 500, and gives the error itself to `console.error`. */
export interface LoggedErrors {
  /** How many there were so far. */
  readonly count: number
  /** The last one, if it came after so many, and nobody has taken it. */
  take(after: number): Error | null
}

/** Listens at a console's `error` from now on. */
export function watchLoggedErrors(console: object): LoggedErrors {
  const target = console as { error(...values: unknown[]): void }
  const print = target.error
  let count = 0
  let last: Error | null = null
  target.error = (...values) => {
    print(...values)
    const [first] = values
    if (!(first instanceof Error)) return
    count++
    last = first
  }
  return {
    get count() {
      return count
    },
    take: (after) => {
      const taken = count > after ? last : null
      last = null
      return taken
    },
  }
}
