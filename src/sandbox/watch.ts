const pingEveryMs = 250
/** A worker that is silent for so long is in a loop that gives nobody else a turn. */
export const hungAfterMs = 2000
/** The first answer may take longer: the worker is still loading its script. */
const firstAnswerWithinMs = 10_000

export interface WatchOptions {
  /** How many milliseconds it may be silent. */
  readonly longestSilence: number
  /** It has loaded its script, and gives others a turn. */
  readonly onFirstAnswer: () => void
  /** It has been silent for too long. */
  readonly onHung: (ms: number) => void
}

/** Pings a worker. Returns the function that ends the watch. */
export function watch(
  control: MessagePort,
  { longestSilence, onFirstAnswer, onHung }: WatchOptions,
): () => void {
  let lastAnswer = Date.now()
  let lastLook = Date.now()
  let hasAnswered = false
  let silence = 0
  control.onmessage = () => {
    if (!hasAnswered) onFirstAnswer()
    hasAnswered = true
    silence = 0
    lastAnswer = Date.now()
  }
  control.postMessage('ping')
  const timer = setInterval(() => {
    const now = Date.now()
    // Count only time in which this thread itself was awake: a laptop that slept is no endless loop.
    silence += Math.min(now - lastLook, 2 * pingEveryMs)
    lastLook = now
    if (silence > (hasAnswered ? longestSilence : Math.max(longestSilence, firstAnswerWithinMs)))
      return onHung(now - lastAnswer)
    control.postMessage('ping')
  }, pingEveryMs)
  return () => {
    clearInterval(timer)
    control.close()
  }
}
