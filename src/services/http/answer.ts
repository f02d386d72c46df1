/**
 * A response as `fetch` gives it, made of parts. Its `text`, `json` and `arrayBuffer` are ours: a browser's own take
 * turns that no clock can see, so that at `fast` the time at which a text is there would differ from run to run.
 */
export function answerOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  { status, headers, url }: { status: number; headers: Headers; url: string },
): Response {
  return dress(new Response(body, { status, statusText: statusTexts.get(status) ?? '', headers }), url)
}

const statusTexts: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [500, 'Internal Server Error'],
  [503, 'Service Unavailable'],
])

function dress(response: Response, url: string): Response {
  const clone = response.clone.bind(response)
  const text = async (): Promise<string> => new TextDecoder().decode(await collect(response))
  const own = {
    url,
    type: 'basic',
    text,
    json: async () => JSON.parse(await text()) as unknown,
    arrayBuffer: async () => (await collect(response)).buffer,
    clone: () => dress(clone(), url),
  }
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(response, name, { value, writable: true, configurable: true })
  return response
}

/** All bytes of a body that nobody has read yet. */
async function collect(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (response.bodyUsed || response.body?.locked)
    throw new TypeError('Body is unusable: Body has already been read')
  const chunks: Uint8Array[] = []
  const reader = response.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) break
    chunks.push(chunk.value)
  }
  const all = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
