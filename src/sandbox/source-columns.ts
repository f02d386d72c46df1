import type { ColumnShifts, CompiledModule } from '../wire/program.ts'

const { min } = Math

/** Finds the columns of the source, for modules that have text of their own between the source's. */
export function columnsOf(
  modules: readonly CompiledModule[],
): (file: string, line: number, column: number) => number {
  const shifts: { [file: string]: ColumnShifts } = Object.create(null) as typeof shifts
  for (const module of modules) if (module.shifts) shifts[module.name] = module.shifts
  return (file, line, column) => sourceColumn(shifts[file]?.[line - 1] ?? [], column)
}

function sourceColumn(shifts: ColumnShifts[number], column: number): number {
  let shift = 0
  for (let index = 0; index < shifts.length; index += 2) {
    const start = shifts[index] ?? 0
    const next = shifts[index + 1] ?? 0
    // In a text that was put in: what follows it was meant.
    if (column < start) return min(column - shift, start - next)
    shift = next
  }
  return column - shift
}
