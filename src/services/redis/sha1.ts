/**
 * The SHA-1 of a byte string as 40 hexadecimal digits: the name by which Redis knows a script. The engine's own makes it in a
 * later task, and a command answers at once.
 * @see https://www.rfc-editor.org/rfc/rfc3174
 */
export function sha1(text: string): string {
  const bytes = paddedBytes(text)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  for (let at = 0; at < bytes.byteLength; at += 64) addBlock(state, new DataView(bytes.buffer, at, 64))
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** One bit, zeros, and the number of bits, up to a multiple of 64 bytes. */
function paddedBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((text.length + 9) / 64) * 64)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  bytes[text.length] = 0x80
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(text.length) * 8n)
  return bytes
}

function addBlock(state: Int32Array, block: DataView): void {
  const words = new Int32Array(80)
  for (let at = 0; at < 80; at++)
    words[at] =
      at < 16
        ? block.getInt32(at * 4)
        : rotate(word(words, at - 3) ^ word(words, at - 8) ^ word(words, at - 14) ^ word(words, at - 16), 1)
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (let at = 0; at < 80; at++) {
    const next = (rotate(a, 5) + mix(at, b, c, d) + e + word(words, at)) | 0
    ;[a, b, c, d, e] = [next, a, rotate(b, 30), c, d]
  }
  for (const [index, value] of [a, b, c, d, e].entries()) state[index] = word(state, index) + value
}

/** The round's function of three words, with its constant. */
function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function word(words: Int32Array, at: number): number {
  return words[at] ?? 0
}
