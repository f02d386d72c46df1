import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const testFile = '/exercise.test.ts'

/** Instead of the tests: does `main()` run? */
const mainTest = `import { test } from 'vitest'
import { main } from './exercise'
test('main() runs', async () => { await main() })`

/**
 * Lets the tests of a step grade another file than `exercise.ts`: its solution, a mistake, a submission.
 * `GRADE=solution` names a file of the step's folder without its ending, a value with a slash any file. A test file's
 * own query goes before it, so that one vitest can grade many files side by side:
 *
 *     exercise.test.ts?grade=solution          // the tests grade solution.ts
 *     exercise.test.ts?grade=solution&main     // one test: its main() runs
 */
export function gradedFile(which: string = process.env['GRADE'] ?? 'exercise'): Plugin {
  /** Graded file → folder of its step. */
  const steps = new Map<string, string>()
  return {
    name: 'mailroom:graded-file',
    enforce: 'pre',
    resolveId(source, importer) {
      const [from = '', query] = importer?.split('?') ?? []
      if (!from.endsWith(testFile)) return givenFile(source, steps.get(from))
      if (!/^\.\/exercise(\.ts)?$/.test(source)) return null
      const grade = new URLSearchParams(query).get('grade') ?? which
      const file = grade.includes('/') ? resolve(grade) : join(dirname(from), `${grade}.ts`)
      if (!existsSync(file)) throw new Error(`GRADE=${grade}: there is no ${file}`)
      steps.set(file, dirname(from))
      return file
    },
    load(id) {
      const [file = '', query] = id.split('?')
      return file.endsWith(testFile) && new URLSearchParams(query).has('main') ? mainTest : null
    },
  }
}

/** A step's read-only file, `./stack.ts`, for an answer that lies elsewhere: the very one the tests use. Solutions are not given. */
function givenFile(source: string, step: string | undefined): string | null {
  const name = /^\.\/([\w-]+\.ts)$/.exec(source)?.[1]
  if (!step || !name || name === 'exercise.ts' || name === 'solution.ts') return null
  const file = join(step, name)
  return existsSync(file) ? file : null
}
