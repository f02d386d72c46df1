import type { CompiledModule } from '../../src/wire/program.ts'
import type { CheckJob } from '../../src/wire/sandbox-messages.ts'

/** A module for the target `function`, its imports and exports written by hand. */
export function functionModule(name: string, body: string, imports: readonly string[] = []): CompiledModule {
  const sites = imports.map((resolved) => ({ specifier: resolved, resolved, start: 0, end: 0 }))
  return {
    name,
    code: `(async function ($require, $export, $load) {\n${body}\n})`,
    imports: sites,
    exports: [],
    globals: [],
  }
}

/** A check of an `exercise.ts` that exports what `exportNames` says, by tests that see it as `exercise`. */
export function jobOf(
  exercise: string,
  exportNames: readonly string[],
  tests: Readonly<Record<string, string>>,
  timeLimitMs = 3000,
): CheckJob {
  const getters = exportNames.map((name) => `${name}: () => ${name}`).join(', ')
  const body = Object.entries(tests)
    .map(([name, code]) => `test(${JSON.stringify(name)}, async () => {\n${code}\n})`)
    .join('\n')
  return {
    test: [
      functionModule(
        'exercise.test.ts',
        `const { test, expect, vi } = $require('vitest'); const exercise = $require('exercise.ts')\n${body}`,
        ['vitest', 'exercise.ts'],
      ),
    ],
    learner: [functionModule('exercise.ts', `$export({ ${getters} })\n${exercise}`)],
    threads: null,
    expectedTests: Object.keys(tests),
    timeLimitMs,
  }
}
