/** Deeper is nothing to read, and its indentation would outgrow it. */
const mostDepth = 50

/**
 * JSON with its lines broken and indented; null for what is none, no object or list, or nested too deep. The text itself
 * stays as it is: to parse and print it would change long numbers and lose keys that come twice.
 *
 *     indentJson('{"ids":[1,2]}')     // '{\n  "ids": [\n    1,\n    2\n  ]\n}'
 */
export function indentJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const parts: string[] = []
  let depth = 0
  const newLine = (): string => `\n${'  '.repeat(depth)}`
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[\]{},:]|[^\s[\]{},:"]+/gs)) {
    if (token === '{' || token === '[') {
      if (++depth > mostDepth) return null
      parts.push(token, newLine())
    } else if (token === '}' || token === ']') {
      depth--
      parts.push(newLine(), token)
    } else if (token === ',') parts.push(token, newLine())
    else if (token === ':') parts.push(': ')
    else parts.push(/^[[{]/.test(token) ? token.replace(/\s/g, '') : token)
  }
  return parts.join('')
}
