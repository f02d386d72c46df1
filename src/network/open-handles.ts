/**
 * What keeps a program from being over: its open sockets and listening servers, without those it has called `unref()` on.
 *
 *     const handles = new OpenHandles()
 *     const net = makeNet(network, handles)
 *     await handles.allReleased()       // the program's last socket is closed
 */
export class OpenHandles {
  readonly #held = new Set<object>()
  #waiting: (() => void)[] = []

  get size(): number {
    return this.#held.size
  }

  [Symbol.iterator](): Iterator<object> {
    return this.#held.values()
  }

  hold(handle: object): void {
    this.#held.add(handle)
  }

  release(handle: object): void {
    if (!this.#held.delete(handle) || this.#held.size > 0) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  /** Resolves once nothing is held; at once if nothing is. */
  allReleased(): Promise<void> {
    return this.#held.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
