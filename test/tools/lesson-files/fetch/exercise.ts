/** What is asked for in the tests goes through here, as it does in a learner's file. */
export async function lengthOf(url: string, signal?: AbortSignal): Promise<number> {
  const response = await fetch(url, signal ? { signal } : {})
  return (await response.text()).length
}

export async function statusOf(url: string | URL | Request, init?: RequestInit): Promise<number> {
  return (await fetch(url, init)).status
}

export async function music(id: number | string): Promise<{ status: number; entry: unknown }> {
  const response = await fetch(`https://api.example.com/music/${id}`)
  return { status: response.status, entry: await response.json() }
}

/** What a call comes to: an error's words, its name and its cause, as far as a program looks at them. */
export async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call()
    return 'no failure'
  } catch (error) {
    const { name, message, cause } = error as Error
    return { name, message, ...(cause instanceof Error && { cause: { ...cause, message: cause.message } }) }
  }
}

export const failureOfFetch = (url: string): Promise<unknown> => failureOf(() => fetch(url))

/** Tries to give everybody another `fetch`. */
export function cheat(): string[] {
  const fake = (): unknown => ({ status: 200, text: () => 'cheated' })
  const tries: Record<string, () => unknown> = {
    assign: () => Object.assign(globalThis, { fetch: fake }),
    response: () => Object.assign(Response.prototype, { text: fake }),
    headers: () => Object.assign(Object.getPrototypeOf(new Headers().entries()) as object, { next: fake }),
    reader: () => {
      const body = new Response('x').body as ReadableStream
      Object.assign(Object.getPrototypeOf(body.getReader()) as object, { read: fake })
    },
  }
  return Object.keys(tries).filter((name) => {
    try {
      tries[name]?.()
      return true
    } catch {
      return false
    }
  })
}
