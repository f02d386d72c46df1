import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../src/course/load.ts'
import { readMistakes } from '../../src/course/mistakes.ts'
import { gradeFiles } from '../../src/grade/grade.ts'
import type { Verdict } from '../../src/grade/verdict.ts'
import { projectRoot } from '../../src/tools/project.ts'

const steps = loadCatalogue(projectRoot).chapters.flatMap(({ steps: ids }) => ids.map(({ id }) => id))

/** All that a verdict says, as one text. */
const said = ({ message, tests }: Verdict): string =>
  [message, ...tests.map((result) => result.message)].join('\n').replace(/\s+/g, ' ')

// `npm run solutions` proves the same in a terminal's vitest.
describe.each(steps)('in the page’s checker, %s', (step) => {
  test(
    'the solution passes, the starter fails, every mistake fails with its words',
    { timeout: 120_000 },
    async () => {
      const folder = join(projectRoot, 'lessons', step)
      const mistakes = readMistakes(projectRoot, step, ({ file, message }) =>
        expect.fail(`${file}: ${message}`),
      )
      const paths = mistakes.map(({ file }) => join(projectRoot, file))
      const files = [join(folder, 'solution.ts'), join(folder, 'exercise.ts'), ...paths]
      const [solution, starter, ...others] = await gradeFiles(
        { step, files, isJson: true, timeLimitMs: 10_000 },
        { root: projectRoot, onVerdict: () => undefined },
      )
      expect(solution).toMatchObject({ verdict: 'pass', message: '' })
      expect(starter?.verdict).toBe('fail')
      const breaches = others.flatMap((verdict, index) => {
        const words = mistakes[index]?.words ?? ''
        const isTold = verdict.verdict !== 'pass' && words !== '' && said(verdict).includes(words)
        return isTold ? [] : [{ file: verdict.file, words, said: said(verdict) }]
      })
      expect(breaches).toEqual([])
    },
  )
})
