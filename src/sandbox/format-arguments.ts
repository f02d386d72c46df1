/**
 * Arguments of `console.log` with the placeholders of its first text filled in
 * (https://console.spec.whatwg.org/#formatter): `%s %d %i %f %o %O %c %%`. What is left over follows.
 */
export function formatArguments(values: readonly unknown[]): readonly unknown[] {
  const [format, ...rest] = values
  if (typeof format !== 'string' || rest.length === 0 || !format.includes('%')) return values
  const parts: unknown[] = []
  let text = ''
  let start = 0
  for (let at = format.indexOf('%'); at >= 0 && at < format.length - 1; at = format.indexOf('%', start)) {
    const letter = format[at + 1] ?? ''
    const isKnown = letter === '%' || ('sdifoOc'.includes(letter) && rest.length > 0)
    text += format.slice(start, at)
    start = at + 2
    if (!isKnown) text += `%${letter}`
    else if (letter === '%') text += '%'
    else if (letter === 'c') rest.shift()
    else if (letter === 's') text += print(rest.shift())
    else if (letter === 'o' || letter === 'O') {
      if (text) parts.push(text)
      text = ''
      parts.push(rest.shift())
    } else text += printNumber(letter, rest.shift())
    if (start > format.length) break
  }
  text += format.slice(start)
  if (text) parts.push(text)
  return [...parts, ...rest]
}

function print(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[array]' : '[object]'
  return String(value)
}

function printNumber(letter: string, value: unknown): string {
  if (typeof value === 'symbol' || typeof value === 'object') return 'NaN'
  const number = Number(value)
  return String(letter === 'f' ? number : Math.trunc(number))
}
