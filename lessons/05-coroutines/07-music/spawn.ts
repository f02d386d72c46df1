/** Something that was started, and goes on beside you. */
export interface Coroutine<T> {
  /** What the function gives, or throws. */
  join(): Promise<T>
  /** Whether it has ended, well or not. */
  readonly done: boolean
}

/** Starts a function at once and does not wait for it: the one of step 1. */
export function spawn<T, A extends unknown[]>(fn: (...args: A) => Promise<T>, ...args: A): Coroutine<T> {
  let done = false
  const running = (async () => fn(...args))()
  const end = () => {
    done = true
  }
  running.then(end, end)

  return {
    join: () => running,
    get done() {
      return done
    },
  }
}
