const lineBreaks = new Set(['\n', '\r', '\u2028', '\u2029'])

/**
 * Changes to a text that leave every line where it is, and every column too wherever the new text fits.
 *
 *     const edits = new Edits('let x: number = 1')
 *     edits.blank(5, 13)
 *     edits.finish().code               // 'let x         = 1'
 */
export class Edits {
  readonly text: string
  /** One entry a character; what was replaced by longer text holds all of it in its first entry. */
  readonly #characters: string[]
  readonly #after = new Map<number, string>()
  readonly #before = new Map<number, string>()

  constructor(text: string) {
    this.text = text
    this.#characters = text.split('')
  }

  /** Spaces instead of everything from `start` to `end` but line breaks. */
  blank(start: number, end: number): void {
    for (let index = start; index < end; index++) {
      if (!lineBreaks.has(this.text.charAt(index))) this.#characters[index] = ' '
    }
  }

  /** `text`, without line breaks, instead of what is there; padded with spaces, so what follows only moves if it must. */
  cover(start: number, end: number, text: string): void {
    this.blank(start, end)
    let width = 0
    while (start + width < end && !lineBreaks.has(this.text.charAt(start + width))) width++
    for (let index = 0; index < width; index++) this.#characters[start + index] = text.charAt(index) || ' '
    if (text.length <= width) return
    if (width === 0) this.before(start, text)
    else this.#characters[start + width - 1] = text.slice(width - 1)
  }

  /** Puts `text` in front of offset `at`; of several, the first call's text comes first. */
  before(at: number, text: string): void {
    this.#before.set(at, (this.#before.get(at) ?? '') + text)
  }

  /** Closes something that ends at offset `at`; of several, the first call's text comes last, as outer brackets do. */
  after(at: number, text: string): void {
    this.#after.set(at, text + (this.#after.get(at) ?? ''))
  }

  /** The changed text, and where in it the character at an offset of the old text is now. */
  finish(): { code: string; offsetOf: (offset: number) => number } {
    const offsets = new Int32Array(this.text.length + 1)
    const parts: string[] = []
    let length = 0
    const add = (part: string | undefined): void => {
      if (part === undefined) return
      parts.push(part)
      length += part.length
    }
    for (let index = 0; index <= this.text.length; index++) {
      if (this.#after.size > 0) add(this.#after.get(index))
      if (this.#before.size > 0) add(this.#before.get(index))
      offsets[index] = length
      add(this.#characters[index])
    }
    return { code: parts.join(''), offsetOf: (offset) => offsets[offset] ?? length }
  }
}
