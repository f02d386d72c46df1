import { Buffer } from 'node:buffer'

/** `node:crypto`: SHA-1 alone, by which Redis knows its scripts. */

interface Hash {
  update(data: string | Uint8Array): Hash
  digest(encoding?: BufferEncoding): Buffer | string
}

export function createHash(algorithm: string): Hash {
  if (algorithm.toLowerCase() !== 'sha1')
    throw new Error(`createHash('${algorithm}'): the page has 'sha1' only`)
  const parts: Uint8Array[] = []
  const hash: Hash = {
    update(data) {
      parts.push(Buffer.from(data as string))
      return hash
    },
    digest(encoding) {
      const digest = Buffer.from(sha1(Buffer.concat(parts)))
      return encoding ? digest.toString(encoding) : digest
    },
  }
  return hash
}

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

/** FIPS 180-4, section 6.1. */
function sha1(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((message.length + 8) >> 6) + 1) << 6)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let block = 0; block < padded.length; block += 64) addBlock(state, view, block)
  const digest = new DataView(new ArrayBuffer(20))
  state.forEach((word, index) => digest.setUint32(index * 4, word))
  return new Uint8Array(digest.buffer)
}

function addBlock(state: number[], view: DataView, block: number): void {
  const words = Array.from({ length: 16 }, (_, index) => view.getUint32(block + index * 4))
  const word = (index: number): number => words[index] ?? 0
  for (let t = 16; t < 80; t++) words.push(rotate(word(t - 3) ^ word(t - 8) ^ word(t - 14) ^ word(t - 16), 1))
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (let t = 0; t < 80; t++) {
    const next = (rotate(a, 5) + mix(t, b, c, d) + e + word(t)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  for (const [index, value] of [a, b, c, d, e].entries()) state[index] = ((state[index] ?? 0) + value) | 0
}

/** The function and the constant of step `t`. */
function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
