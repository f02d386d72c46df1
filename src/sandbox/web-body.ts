/** So much of a body is shown, in bytes. */
export const mostBodyBytes = 256_000

/** What came of a body. */
export interface ReadBody {
  readonly text: string
  /** `size`: there was more. `time`: it did not end. */
  readonly cut: 'size' | 'time' | null
}

// Taken before the learner's code is loaded, which may replace any of them.
const { apply } = Reflect
const { getReader } = ReadableStream.prototype
const { read, cancel } = ReadableStreamDefaultReader.prototype
const { TextDecoder } = globalThis

function lock(body: ReadableStream): ReadableStreamDefaultReader<unknown> {
  try {
    return apply(getReader, body, []) as ReadableStreamDefaultReader<unknown>
  } catch {
    throw new TypeError(
      'The body of this Response is being read elsewhere already. Give back one that nobody has read: response.clone()',
    )
  }
}

interface ReadLimits {
  /** A body that goes on for longer is cut, in ms. */
  readonly withinMs: number
  /** Calls back after real milliseconds. */
  wait(callback: () => void, ms: number): void
  readonly signal: AbortSignal
}

/**
 * The beginning of a body as text; never waits for the end of one that has none.
 * @throws what the stream throws; a TypeError for a body that is read already, or of other than bytes
 */
export async function readBody(
  body: ReadableStream | null,
  { withinMs, wait, signal }: ReadLimits,
): Promise<ReadBody> {
  if (!body) return { text: '', cut: null }
  const reader = lock(body)
  const late = new Promise<'late'>((resolve) => {
    wait(() => resolve('late'), withinMs)
    signal.addEventListener('abort', () => resolve('late'))
  })
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  let cut: ReadBody['cut'] = null
  while (!cut) {
    const part = await Promise.race([apply(read, reader, []) as ReturnType<typeof reader.read>, late])
    if (part === 'late') cut = 'time'
    else if (part.done) break
    else {
      const bytes = part.value
      if (!(bytes instanceof Uint8Array))
        throw new TypeError(`A body is made of bytes (Uint8Array); its stream gave ${typeof bytes}`)
      const room = mostBodyBytes - size
      if (bytes.length > room) cut = 'size'
      size += bytes.length
      text += decoder.decode(bytes.subarray(0, room), { stream: true })
    }
  }
  if (cut) void (apply(cancel, reader, []) as Promise<void>).catch(() => undefined)
  return { text: cut ? text : text + decoder.decode(), cut }
}
