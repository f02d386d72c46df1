import type { RawEvent } from './event.ts'
import type { Packed } from './packed-events.ts'

/**
 * An event, packed or not, as JSON text that `JSON.parse` gives back as it was, infinite scores of sorted sets as well, for
 * which JSON has no number: `1e999` is read as Infinity.
 *
 * @throws TypeError, RangeError for what is no event: with a cycle, or too deep
 */
export function eventJson(event: RawEvent | Packed): string {
  const text = JSON.stringify(event)
  // Within a text the quotes would be escaped.
  if (!text.includes('"score":null')) return text
  const marked = JSON.stringify(event, (key, value: unknown) =>
    key === 'score' && value === -Infinity ? [] : value,
  )
  return marked.replaceAll('"score":null', '"score":1e999').replaceAll('"score":[]', '"score":-1e999')
}
