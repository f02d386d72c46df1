import { prepareCheck } from '../../src/checker/prepare-check.ts'
import { answerRequest } from '../../src/compiler/answer-request.ts'
import { builtinModules } from '../../src/runtime/builtins.ts'
import type { CheckJob } from '../../src/wire/sandbox-messages.ts'

export interface SourceStep {
  /** In TypeScript, imports and exports as a learner writes them. */
  readonly exercise: string
  /** Name → body of a test; the exercise's exports are in `exercise`. */
  readonly tests: Readonly<Record<string, string>>
  /** Above the tests: imports, hooks. */
  readonly head?: string
  readonly files?: Readonly<Record<string, string>>
  readonly timeLimitMs?: number
  /** In this test the exercise tells of its lines. */
  readonly linesOf?: string
}

/** A check of sources, compiled as the page and the grader do. */
export async function jobOfSources({
  exercise,
  tests,
  head = '',
  files = {},
  timeLimitMs = 5000,
  linesOf,
}: SourceStep): Promise<CheckJob> {
  const bodies = Object.entries(tests).map(
    ([name, body]) => `test(${JSON.stringify(name)}, async () => {\n${body}\n})`,
  )
  const imports = `import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'\nimport * as exercise from './exercise'`
  const prepared = await prepareCheck(
    exercise,
    {
      test: [imports, head, ...bodies].join('\n'),
      tests: Object.keys(tests),
      files: Object.entries(files).map(([name, text]) => ({ name, text })),
    },
    { compile: (request) => answerRequest(request), builtins: builtinModules, timeLimitMs, linesOf },
  )
  if (prepared.kind !== 'ready') throw new Error(JSON.stringify(prepared.report))
  return prepared.job
}
