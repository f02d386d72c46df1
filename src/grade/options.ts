import { parseArgs } from 'node:util'

/** What `npm run grade` was asked for. */
export interface GradeOptions {
  readonly step: string
  readonly files: readonly string[]
  readonly isJson: boolean
  /** For each test; see CheckLimit. */
  readonly timeLimitMs: number
}

/** The command line is not understood; the message says how it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `Usage: npm run -s grade -- --step 01-lists/01-queue [--json] [--time-limit SECONDS] FILE...
Judges answer files with the step's tests. Exit code: 0 all pass, 1 some do not, 2 could not judge.
--time-limit: seconds that loading a file, and each of the step's tests, may take (5); a file may take 12 times as long.`

/** @throws UsageError */
export function parseOptions(args: readonly string[]): GradeOptions {
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        step: { type: 'string' },
        json: { type: 'boolean', default: false },
        'time-limit': { type: 'string', default: '5' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
  const { values, positionals } = parsed
  if (!values.step) throw new UsageError(`--step is missing: which step are the files answers to?\n${usage}`)
  if (positionals.length === 0) throw new UsageError(`No files were named.\n${usage}`)
  const seconds = Number(values['time-limit'])
  if (!(seconds >= 0.1 && seconds <= 600)) {
    throw new UsageError(`--time-limit is '${values['time-limit']}', expected seconds from 0.1 to 600`)
  }
  return { step: values.step, files: positionals, isJson: values.json, timeLimitMs: seconds * 1000 }
}
