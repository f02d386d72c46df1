import type { Diagnostic } from '../wire/program.ts'

/** Turns offsets of a text into lines and columns, both from 1, counted as editors count them (LF, CRLF, CR). */
export class Lines {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g))
      this.#starts.push(index + lineBreak.length)
  }

  at(offset: number): { line: number; column: number } {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 }
  }

  /** A `syntax` error about the text from `start` to `end`. */
  diagnostic(file: string, message: string, start: number, end: number): Diagnostic {
    const { line: endLine, column: endColumn } = this.at(Math.max(start, end))
    return { file, ...this.at(start), endLine, endColumn, severity: 'error', source: 'syntax', message }
  }
}
