const escapes: { readonly [char: string]: string } = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
}

/** A text as redis-cli and MONITOR show it: in quotes, what cannot be read escaped, a byte each. */
export function quote(word: string): string {
  const inner = word.replace(
    /[^ !#-[\]-~]/g,
    (char) => escapes[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `"${inner}"`
}
