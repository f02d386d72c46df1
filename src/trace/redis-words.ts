/** Commands that take items out for whoever sent them; those that others may have queued can take as well. */
const taking = new Set([
  ...['lpop', 'rpop', 'blpop', 'brpop', 'lmpop', 'blmpop', 'lmove', 'blmove', 'rpoplpush', 'brpoplpush'],
  ...['zpopmin', 'zpopmax', 'bzpopmin', 'bzpopmax', 'zmpop', 'bzmpop', 'zrem'],
  ...['exec', 'eval', 'evalsha', 'fcall'],
])

const pushing = new Set(['rpush', 'lpush', 'rpushx', 'lpushx'])

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
