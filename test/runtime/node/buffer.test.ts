import { Buffer as NodeBuffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { Buffer, constants } from '../../../src/runtime/node/buffer.ts'

const texts = [
  '',
  'PING',
  'a line of plain text that is longer than thirty-two letters',
  'grüße, 世界 🌍',
  '\uFEFFmark',
  'half \uD83C of a pair',
  '\uDF0D other half',
  '\uD83C',
  'é'.repeat(20),
  'x'.repeat(100_000) + '€',
]

test.for(texts.map((text) => [text.slice(0, 30), text] as const))('%s, as in Node', ([, text]) => {
  const ours = Buffer.from(text)
  const theirs = NodeBuffer.from(text)
  expect(Buffer.isBuffer(ours)).toBe(true)
  expect(ours.toString('hex')).toBe(theirs.toString('hex'))
  expect(Buffer.byteLength(text)).toBe(theirs.length)
  expect(String(ours)).toBe(String(theirs))
  expect(ours.toString('utf-8', 1, 9)).toBe(theirs.toString('utf-8', 1, 9))
  expect(ours.subarray(1, -1).toString()).toBe(theirs.subarray(1, -1).toString())
  expect(Buffer.concat([ours, Buffer.from('!')]).toString('base64')).toBe(
    NodeBuffer.from(theirs.toString() + '!').toString('base64'),
  )
  for (const encoding of ['latin1', 'base64', 'base64url', 'hex', 'utf16le'] as const) {
    const coded = theirs.subarray(0, theirs.length & ~1).toString(encoding)
    expect(ours.subarray(0, ours.length & ~1).toString(encoding)).toBe(coded)
    expect(Buffer.from(coded, encoding).toString('hex')).toBe(
      NodeBuffer.from(coded, encoding).toString('hex'),
    )
    expect(Buffer.byteLength(coded, encoding)).toBe(NodeBuffer.byteLength(coded, encoding))
  }
})

test('what is no UTF-8 is replaced, as in Node', () => {
  const bytes = [0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0xf0, 0x9f, 0x98]
  expect(Buffer.from(bytes).toString()).toBe(NodeBuffer.from(bytes).toString())
})

test.for([
  ['ab€', [], 5],
  ['€€', [], 3],
  ['ab', [1], 2],
  ['abcdef', [1, 2], 2],
  ['6162', ['hex'], 2],
  ['ü', ['utf8'], 2],
] as const)('writes %j with %j', ([text, rest, written]) => {
  const [ours, theirs] = [Buffer.alloc(5), NodeBuffer.alloc(5)]
  const write = (buffer: NodeBuffer): number => Reflect.apply(buffer.write, buffer, [text, ...rest]) as number
  expect(write(ours)).toBe(written)
  expect(write(theirs)).toBe(written)
  expect(ours.toString('hex')).toBe(theirs.toString('hex'))
})

test('has its constants', () => {
  expect(constants.MAX_STRING_LENGTH).toBe(536_870_888)
})
