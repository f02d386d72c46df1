/** `AbortSignal.timeout` by a clock. As in Node, a program does not wait for it. */
export function timeoutBy(clock: {
  setTimeout(callback: () => void, ms: number): unknown
}): typeof AbortSignal.timeout {
  const { AbortController, DOMException } = globalThis
  return (ms) => {
    const controller = new AbortController()
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    clock.setTimeout(() => controller.abort(reason), ms)
    return controller.signal
  }
}
