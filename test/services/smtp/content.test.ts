import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ContentReader, type Content } from '../../../src/services/smtp/content.ts'
import { largestMessage } from '../../../src/services/smtp/replies.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = ({ source }: Content): string | null => source && new TextDecoder().decode(source)

/** Reads bytes in pieces of the given sizes; the last size is for all that follow. */
function read(bytes: Uint8Array, sizes: readonly number[]): { content: Content | null; taken: number } {
  const reader = new ContentReader()
  let at = 0
  for (let index = 0; at < bytes.length && reader.content === null; index++) {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? 1
    const piece = bytes.slice(at, at + size)
    at += reader.read(piece)
    // Nobody promises that a piece stays as it is.
    piece.fill(120)
  }
  return { content: reader.content, taken: at }
}

describe('a message', () => {
  test.for([
    ['nothing', '.\r\n', ''],
    ['one line', 'Hello\r\n.\r\n', 'Hello\r\n'],
    ['dots at the start of lines', '..\r\n...\r\n..a\r\n.b\r\n.\r\n', '.\r\n..\r\n.a\r\nb\r\n'],
    ['dots elsewhere', 'a.\r\na..b\r\n.\r\n', 'a.\r\na..b\r\n'],
    ['an empty line', '\r\n.\r\n', '\r\n'],
    ['NUL and other bytes', 'a\0b\x01é\r\n.\r\n', 'a\0b\x01é\r\n'],
  ] as const)('of %s', ([, sent, text]) => {
    const { content, taken } = read(encode(sent), [1000])
    expect(content && textOf(content)).toBe(text)
    expect(content).toMatchObject({ flaw: null, size: encode(text).length })
    expect(taken).toBe(encode(sent).length)
  })

  test('what follows its end is left', () => {
    const reader = new ContentReader()
    expect(reader.read(encode('a\r\n.\r\nQUIT\r\n'))).toBe(6)
  })

  test('is the same in pieces of any size', () => {
    const letters = fc.constantFrom('\r', '\n', '\r\n', '.', 'a', '\0', '.\r\n', '\r\n.\r\n', '\n.\n')
    fc.assert(
      fc.property(
        fc.array(letters),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        (parts, sizes) => {
          const bytes = encode(`${parts.join('')}\r\n.\r\n`)
          const whole = read(bytes, [Infinity])
          expect(whole.content).toEqual(expectedContent(bytes))
          expect(read(bytes, sizes)).toEqual(whole)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

/** The slow and plain way: the first dot that stands alone between CRLF and CRLF ends a message. */
function expectedContent(bytes: Uint8Array): Content {
  const text = `\r\n${new TextDecoder().decode(bytes)}`
  const raw = text.slice(2, Math.max(2, text.indexOf('\r\n.\r\n') + 2))
  const isBroken = /\r(?!\n)|(?<!\r)\n/.test(raw)
  const clean = `\r\n${raw}`.replaceAll('\r\n.', '\r\n').slice(2)
  return {
    source: encode(clean) as Uint8Array<ArrayBuffer>,
    size: clean.length,
    lines: clean.split('\n').length - 1,
    flaw: isBroken ? 'bare line end' : null,
  }
}

test.for(['\n.\n', '\n.\r\n', '\r.\r', '\r.\r\n', '\r\n.\n', '\r\n.\r', '\r\n\0.\r\n', '\n\n.\n\n'])(
  '%j ends no message, and the message that holds it is refused',
  (ending) => {
    const { content } = read(encode(`a${ending}MAIL FROM:<b@c>\r\n.\r\n`), [1000])
    expect(content).toMatchObject(ending.includes('\0') ? { flaw: null } : { flaw: 'bare line end' })
    expect(content && textOf(content)).toContain('MAIL FROM')
  },
)

describe('limits', () => {
  test.for([
    [998, null],
    [999, 'long line'],
  ] as const)('a line of %i characters and CRLF: %s', ([length, flaw]) => {
    expect(read(encode(`${'a'.repeat(length)}\r\n.\r\n`), [300]).content).toMatchObject({ flaw })
    // The dot that was added does not count.
    expect(read(encode(`..${'a'.repeat(length - 1)}\r\n.\r\n`), [300]).content).toMatchObject({ flaw })
  })

  const ofSize = (size: number): Uint8Array => {
    const line = `${'a'.repeat(98)}\r\n`
    return encode(`${line.repeat(size / 100)}${'b'.repeat(size % 100)}`)
  }

  test.for([0, 1])('the largest message, and %i bytes', (extra) => {
    const bytes = new Uint8Array([
      ...encode('c'.repeat(extra)),
      ...ofSize(largestMessage),
      ...encode('.\r\n'),
    ])
    const { content } = read(bytes, [7919])
    expect(content?.size).toBe(largestMessage + extra)
    expect(content?.source?.length ?? null).toBe(extra === 0 ? largestMessage : null)
  })
})
