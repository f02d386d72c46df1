const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/**
 * Redis knows bytes, not text. Inside the server a piece of data is a *byte string*: a JavaScript string whose every
 * character is one byte (0–255), so that length, slices and comparisons are those of the bytes.
 */
export function byteString(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const length = end - start
  // Longer texts than 12 would be kept as a tree of pieces when they are put together like this.
  if (length <= 12) {
    let text = ''
    for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number)
    return text
  }
  return (length > 500 && asciiText(bytes.subarray(start, end))) || fromCodes(bytes, start, end)
}

/** Most long texts are ASCII, for which there is a way ten times as quick; null if this one is not. */
function asciiText(bytes: Uint8Array): string | null {
  try {
    const text = utf8.decode(bytes)
    return text.length === bytes.length ? text : null
  } catch {
    return null
  }
}

function fromCodes(bytes: Uint8Array, start: number, end: number): string {
  const step = 8192
  let text = ''
  for (let at = start; at < end; at += step)
    text += Reflect.apply(String.fromCharCode, null, bytes.subarray(at, Math.min(at + step, end))) as string
  return text
}

/** A byte string as the bytes it stands for. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const ascii = encoder.encode(text)
  if (ascii.length === text.length) return ascii
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** Whether it is the same as bytes and as text to read. */
export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(text)
}

/** What a person reads in a byte string: its UTF-8 text; bytes that are no UTF-8 as `\xff`. */
export function readableText(text: string): string {
  if (isAscii(text)) return text
  try {
    return utf8.decode(toBytes(text))
  } catch {
    return text.replace(/[^ -~]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
  }
}
