/** Commands that take items out for whoever sent them; those that others may have queued can take as well. */
const taking = new Set([
  ...['lpop', 'rpop', 'blpop', 'brpop', 'lmpop', 'blmpop', 'lmove', 'blmove', 'rpoplpush', 'brpoplpush'],
  ...['zpopmin', 'zpopmax', 'bzpopmin', 'bzpopmax', 'zmpop', 'bzmpop', 'zrem'],
  ...['exec', 'eval', 'evalsha', 'fcall'],
])

const pushing = new Set(['rpush', 'lpush', 'rpushx', 'lpushx'])

/** What clients send by themselves when they connect and leave. */
const connecting = new Set(['auth', 'client', 'hello', 'info', 'quit', 'readonly', 'select'])

/** Whether a command is about its connection only. */
export function isConnecting([name = '']: readonly string[]): boolean {
  return connecting.has(name.toLowerCase())
}

export function isTaking(name: string): boolean {
  return taking.has(name)
}

/** What a command puts into a list, as its words tell it. */
export function pushedBy(
  words: readonly string[],
): { readonly key: string; readonly texts: readonly string[] } | null {
  const [name = '', key = '', ...texts] = words
  return pushing.has(name.toLowerCase()) ? { key, texts } : null
}

/** What a command puts where another can take it: into a list or a sorted set. */
export function putsInto(words: readonly string[]): ReturnType<typeof pushedBy> {
  const [name = '', key = '', ...rest] = words
  if (name.toLowerCase() !== 'zadd') return pushedBy(words)
  // Options come first, then scores and members in turns.
  const start = rest.findIndex((word) => !/^(?:nx|xx|gt|lt|ch|incr)$/i.test(word))
  return { key, texts: rest.slice(Math.max(0, start)).filter((_, place) => place % 2 === 1) }
}
