import { NoBrowserError } from './chromium.ts'
import { gradeFiles, UnknownStepError } from './grade.ts'
import { parseOptions, UsageError } from './options.ts'
import { drawOver, progressBar } from '../tools/progress-bar.ts'
import { printable, verdictTable } from './report.ts'

/** Where a command writes; `isTerminal` says whether a line can be drawn over. */
export interface Output {
  out(text: string): void
  err(text: string): void
  readonly isTerminal: boolean
}

/**
 * The grading command. With `--json`, stdout gets the JSON array and nothing else.
 * @returns the exit code: 0 all pass, 1 some do not, 2 could not judge
 */
export async function gradeCommand(
  args: readonly string[],
  root: string,
  output: Output,
): Promise<0 | 1 | 2> {
  try {
    const options = parseOptions(args)
    let done = 0
    const verdicts = await gradeFiles(options, {
      root,
      onVerdict: ({ file }) => {
        done++
        if (output.isTerminal)
          output.err(`${drawOver}${progressBar(done, options.files.length, printable(file))}`)
      },
    })
    if (output.isTerminal) output.err(drawOver)
    output.out(options.isJson ? `${JSON.stringify(verdicts, null, 2)}\n` : `${verdictTable(verdicts)}\n`)
    return verdicts.every(({ verdict }) => verdict === 'pass') ? 0 : 1
  } catch (error) {
    const isOurs = [UsageError, UnknownStepError, NoBrowserError].some((known) => error instanceof known)
    output.err(`${isOurs ? (error as Error).message : `Could not judge: ${String(error)}`}\n`)
    return 2
  }
}
