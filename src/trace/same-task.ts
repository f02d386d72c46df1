/** Longer ones are not compared: it would take too long for what it is worth. */
const longest = 20_000

/**
 * Whether one item is the other again, put back for another try: the same text, or the same JSON but for its numbers and
 * what is true or false, as where attempts are counted.
 *
 *     isSameTask('{"to":"ada@example.com","attempts":0}', '{"to":"ada@example.com","attempts":1}') // true
 */
export function isSameTask(before: string, after: string): boolean {
  if (before === after) return true
  if (!isObject(before) || !isObject(after)) return false
  const [old, young] = [textsOf(before), textsOf(after)]
  return old !== null && old !== '{}' && old === young
}

function isObject(text: string): boolean {
  return text.length <= longest && text.startsWith('{"') && text.endsWith('}')
}

/** The texts in it, as JSON; an `id` may be a number. */
function textsOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value, (key, part: unknown) =>
      (typeof part === 'number' && key !== 'id') || typeof part === 'boolean' || part === null
        ? undefined
        : part,
    )
  } catch {
    return null
  }
}
