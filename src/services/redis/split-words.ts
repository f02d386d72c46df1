/**
 * The words of a line as typed into `telnet` or `redis-cli`: split at spaces; `"…"` with `\n`, `\xff` and the like, `'…'` as it
 * is. `null` if a quotation mark is not closed, or something follows it at once.
 */
export function splitWords(text: string): readonly string[] | null {
  // Redis reads lines as C does: a zero byte is their end.
  const line = text.split('\0', 1)[0] ?? ''
  const words: string[] = []
  let at = 0
  for (;;) {
    while (isSpace(line[at])) at++
    if (at >= line.length) return words
    const word = readWord(line, at)
    if (!word) return null
    words.push(word.text)
    at = word.end
  }
}

const escapes: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

function readWord(line: string, start: number): { readonly text: string; readonly end: number } | null {
  let text = ''
  let at = start
  while (at < line.length && !isSpace(line[at])) {
    const quote = line[at]
    if (quote !== '"' && quote !== "'") {
      text += line[at++]
      continue
    }
    at++
    while (line[at] !== quote) {
      if (at >= line.length) return null
      const hex = quote === '"' ? /^\\x([\da-f]{2})/i.exec(line.slice(at, at + 4)) : null
      if (hex) {
        text += String.fromCharCode(parseInt(hex[1] ?? '', 16))
        at += 4
      } else if (line[at] === '\\' && quote === '"' && at + 1 < line.length) {
        const letter = line[at + 1] ?? ''
        text += escapes[letter] ?? letter
        at += 2
      } else if (line[at] === '\\' && line[at + 1] === "'" && quote === "'") {
        text += "'"
        at += 2
      } else text += line[at++]
    }
    at++
    if (at < line.length && !isSpace(line[at])) return null
    return { text, end: at }
  }
  return { text, end: at }
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || (char !== undefined && char >= '\t' && char <= '\r')
}
