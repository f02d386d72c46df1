import type { ColumnShifts } from '../wire/program.ts'

/** How far the columns of each line moved when text was put into it. `offsetOf`: where a character of `text` is now. */
export function columnShifts(text: string, offsetOf: (offset: number) => number): ColumnShifts {
  const shifts: number[][] = []
  let line: number[] = []
  let lineStart = 0
  let newLineStart = 0
  let last = 0
  for (let index = 0; index <= text.length; index++) {
    const column = index - lineStart
    const newColumn = offsetOf(index) - newLineStart
    if (newColumn - column !== last) {
      last = newColumn - column
      line.push(newColumn + 1, last)
    }
    const isBreak = text[index] === '\n' || (text[index] === '\r' && text[index + 1] !== '\n')
    if (!isBreak && index < text.length) continue
    shifts.push(line)
    line = []
    last = 0
    lineStart = index + 1
    newLineStart = offsetOf(index) + 1
  }
  return shifts
}
