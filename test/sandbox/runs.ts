import type { RunOptions } from '../../src/sandbox/run.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { ServicesLink } from '../../src/sandbox/services-link.ts'
import type { RunOutcome } from '../../src/wire/outcome.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'
import type { ConsoleEntry } from '../../src/wire/value-data.ts'

export interface Ran {
  readonly outcome: RunOutcome
  readonly entries: readonly ConsoleEntry[]
  /** Each with its thread's name before it, if a thread printed it. */
  readonly lines: readonly string[]
  readonly services: ServicesLink | null
  /** Real milliseconds from the call to the outcome. */
  readonly ms: number
}

/** Runs a program to its end. */
export async function runIn(sandbox: Sandbox, program: RunProgram, options: RunOptions = {}): Promise<Ran> {
  const entries: ConsoleEntry[] = []
  let services: ServicesLink | null = null
  const started = performance.now()
  const run = sandbox.run(
    program,
    {
      onConsole: (more) => entries.push(...more),
      onServices: (link) => {
        services = link
      },
    },
    options,
  )
  const outcome = await run.done
  return { outcome, entries, lines: entries.map(lineOf), services, ms: performance.now() - started }
}

export function lineOf(entry: ConsoleEntry): string {
  const thread = entry.thread === undefined ? '' : `${entry.thread}: `
  if (entry.error) return `${thread}${entry.error.name}: ${entry.error.message}`
  return thread + entry.values.map((value) => ('text' in value ? value.text : value.type)).join(' ')
}
