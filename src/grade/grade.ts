import { CourseError } from '../course/problem.ts'
import { loadCatalogue, loadLesson } from '../course/load.ts'
import type { Lesson } from '../course/lesson.ts'
import { launchChromium } from './chromium.ts'
import { bundleJudgeScript } from './judge-script.ts'
import { Judge } from './judge.ts'
import type { GradeOptions } from './options.ts'
import { readSubmission } from './submission.ts'
import { errored, judgedReport, type Verdict } from './verdict.ts'

/** Two at once is best on two cores (FACTS). */
const judgesAtOnce = 2

/** The step asked for does not exist, or cannot be read. */
export class UnknownStepError extends Error {
  override readonly name = 'UnknownStepError'
}

/**
 * Judges files one by one, two side by side, each on its own.
 * @param onVerdict called as each is ready, in no particular order
 * @returns the verdicts in the order of the files
 * @throws UnknownStepError, NoBrowserError
 */
export async function gradeFiles(
  { step, files, timeLimitMs }: GradeOptions,
  { root, onVerdict }: { root: string; onVerdict: (verdict: Verdict) => void },
): Promise<Verdict[]> {
  const lesson = readStep(root, step)
  const launching = launchChromium()
  try {
    const [browser, script] = await Promise.all([launching, bundleJudgeScript()])
    const verdicts: Verdict[] = []
    let next = 0
    const work = async (): Promise<void> => {
      const judge = new Judge(browser, script)
      for (let index = next++; index < files.length; index = next++) {
        const file = files[index] ?? ''
        const submission = await readSubmission(file)
        const judged =
          submission.kind === 'refused'
            ? errored(submission.message)
            : judgedReport(await judge.judge({ text: submission.text, step: lesson, timeLimitMs }))
        const verdict = { step, file, ...judged }
        verdicts[index] = verdict
        onVerdict(verdict)
      }
    }
    await Promise.all(Array.from({ length: Math.min(judgesAtOnce, files.length) }, work))
    return verdicts
  } finally {
    // Also when there was nothing to judge with.
    await launching.then(
      (browser) => browser.close(),
      () => undefined,
    )
  }
}

function readStep(root: string, step: string): Pick<Lesson, 'test' | 'tests' | 'files'> {
  try {
    const { test, tests, files } = loadLesson(step, { root })
    return { test, tests, files }
  } catch (error) {
    if (error instanceof CourseError) throw new UnknownStepError(`The step cannot be read:\n${error.message}`)
    const known = loadCatalogue(root).chapters.flatMap((chapter) => chapter.steps.map(({ id }) => id))
    throw new UnknownStepError(`There is no step '${step}'. The steps are: ${known.join(', ')}`)
  }
}
