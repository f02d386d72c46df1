import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Input, longestLine, type CommandLine } from '../../../src/services/smtp/input.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** All lines, when the bytes come in pieces of a size. */
function linesOf(bytes: Uint8Array, size = Infinity): readonly CommandLine[] {
  const input = new Input()
  const lines: CommandLine[] = []
  for (let at = 0; at < bytes.length; at += size) {
    input.feed(bytes.subarray(at, at + size))
    for (let line = input.line(); line; line = input.line()) lines.push(line)
  }
  return lines
}

test('lines come out as they were sent, whatever the pieces', () => {
  const texts = fc.array(fc.stringMatching(/^[ -~]{0,40}$/))
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 50 }), (lines, size) => {
      const bytes = encode(lines.map((line) => `${line}\r\n`).join(''))
      expect(linesOf(bytes, size).map(({ text }) => text)).toEqual(lines)
    }),
  )
})

test.for([
  ['NOOP\n', 'bare line feed'],
  ['NO\rOP\r\n', 'control character'],
  ['NOOP \0\r\n', 'control character'],
  ['NOOP \x7f\r\n', 'control character'],
  ['NOOP\tnow\r\n', null],
  ['RCPT TO:<zoë@example.com>\r\n', null],
] as const)('%j: %s', ([line, flaw]) => {
  expect(linesOf(encode(line))).toMatchObject([{ flaw }])
})

test('bytes that are no UTF-8 are no command', () => {
  expect(linesOf(new Uint8Array([78, 0xff, 13, 10]))).toMatchObject([{ flaw: 'no UTF-8' }])
})

test.for([1, 1000, Infinity])(
  'of a line that is too long, in pieces of %s, only the length is kept',
  (size) => {
    const bytes = encode(`${'a'.repeat(longestLine)}\r\nNOOP\r\n`)
    expect(linesOf(bytes, size)).toMatchObject([
      { flaw: 'too long', size: longestLine + 2 },
      { text: 'NOOP', size: 6, flaw: null },
    ])
    const input = new Input()
    for (let count = 0; count < 100; count++) input.feed(encode('a'.repeat(10_000)))
    while (input.line()) expect.fail('There is no end of a line')
    expect(input.unfinished).toBe(1_000_000)
  },
)

test('what was read otherwise is not read again', () => {
  const input = new Input()
  input.feed(encode('abc'))
  expect(input.line()).toBeNull()
  input.feed(encode('\r\ncontent\r\nNOOP\r\n'))
  expect(input.line()?.text).toBe('abc')
  input.read(() => 9)
  expect(input.line()?.text).toBe('NOOP')
  expect(input.size).toBe(0)
})
