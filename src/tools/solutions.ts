import { join } from 'node:path'
import { courseFolders, readText } from '../course/folders.ts'
import type { StepId } from '../course/lesson.ts'
import { readMistakes, type Mistake } from '../course/mistakes.ts'
import { CourseError, orThrow } from '../course/problem.ts'
import { testNames } from '../course/test-names.ts'
import { gradeFiles, type Job, type JobResult } from './grade-files.ts'
import { projectRoot } from './project.ts'
import { breachesOf, type StepRuns } from './proof.ts'
import { formatTable } from './table.ts'

/**
 * Long enough for some 400 files, a few of which wait for the end of a test's time. Only what never lets go of its
 * thread, an endless loop without an await, could hold the proof up for longer.
 */
const timeLimitMs = 600_000

interface StepFiles {
  readonly id: StepId
  readonly tests: readonly string[]
  readonly mistakes: readonly Mistake[]
}

/** Everything a step's proof needs to know from its files. `wanted` are beginnings of step ids, none for all. */
function readSteps(root: string, wanted: readonly string[]): readonly StepFiles[] {
  return orThrow((report) =>
    courseFolders(root, report)
      .flatMap(({ steps }) => steps)
      .filter(({ id }) => wanted.length === 0 || wanted.some((start) => id.startsWith(start)))
      .map(({ id }) => {
        const file = `lessons/${id}/exercise.test.ts`
        const test = readText(root, file, report)
        const tests = test === null ? [] : testNames(test, file, report)
        return { id, tests, mistakes: readMistakes(root, id, report) }
      }),
  )
}

function jobsOf(root: string, { id, mistakes }: StepFiles): readonly Job[] {
  const folder = `lessons/${id}`
  const solution = join(root, folder, 'solution.ts')
  const starter = join(root, folder, 'exercise.ts')
  return [
    { folder, file: solution, kind: 'tests' },
    { folder, file: solution, kind: 'main' },
    { folder, file: starter, kind: 'tests' },
    { folder, file: starter, kind: 'main' },
    ...mistakes.map(({ file }): Job => ({ folder, file: join(root, file), kind: 'tests' })),
  ]
}

/** Proves the lessons, or those asked for (`npm run solutions -- 01-lists/02`), and prints a table; returns whether everything holds. */
async function prove(root: string, wanted: readonly string[]): Promise<boolean> {
  const steps = readSteps(root, wanted)
  if (steps.length === 0) {
    console.error(`There is no step ${wanted.join(', ')} in lessons`)
    return false
  }
  const jobs = steps.map((step) => jobsOf(root, step))
  const results = [...(await gradeFiles(root, jobs.flat()))]
  const runs = steps.map((step, index): StepRuns => {
    const [solution, solutionMain, starter, starterMain, ...rest] = results.splice(0, jobs[index]?.length)
    if (!solution || !solutionMain || !starter || !starterMain) throw new Error(`${step.id} was not run`)
    const mistakes = step.mistakes.map((mistake, at) => ({
      mistake,
      result: rest[at] ?? { tests: [], errors: ['it was not run'] },
    }))
    return { id: step.id, tests: step.tests, solution, solutionMain, starter, starterMain, mistakes }
  })
  console.log(
    formatTable(['step', 'tests', 'solution passes', 'starter fails', 'mistakes told'], runs.map(rowOf)),
  )
  const breaches = runs.flatMap(breachesOf)
  for (const breach of breaches) console.error(breach)
  const mistakes = runs.reduce((sum, run) => sum + run.mistakes.length, 0)
  console.log(
    breaches.length === 0
      ? `\n${runs.length} steps and ${mistakes} mistakes: every promise holds.`
      : `\n${breaches.length} broken promises.`,
  )
  return breaches.length === 0
}

function rowOf(run: StepRuns): readonly string[] {
  const failed = (result: JobResult): number => result.tests.filter((test) => !test.isPassed).length
  const told = run.mistakes.filter((one) =>
    breachesOf({ ...run, mistakes: [one] }).every((line) => !line.startsWith(one.mistake.file)),
  )
  return [
    run.id,
    String(run.tests.length),
    String(run.solution.tests.length - failed(run.solution)),
    String(failed(run.starter)),
    `${told.length} of ${run.mistakes.length}`,
  ]
}

const limit = setTimeout(() => {
  console.error(
    `The lessons were not judged within ${timeLimitMs / 1000} s. Is there an endless loop in one of their files?`,
  )
  process.exit(1)
}, timeLimitMs)

try {
  process.exitCode = (await prove(projectRoot, process.argv.slice(2))) ? 0 : 1
} catch (error) {
  if (!(error instanceof CourseError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  clearTimeout(limit)
}
