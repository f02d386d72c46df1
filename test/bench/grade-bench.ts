import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gradeFiles } from '../../src/grade/grade.ts'
import { projectRoot } from '../../src/tools/project.ts'
import { figure, type Figure } from './statistics.ts'

const submissions = 60

/** Single-file answers judged a second, after start-up: the first verdicts, in which the browser starts, do not count. */
export async function benchGrade(): Promise<Figure> {
  const step = '01-lists/01-queue'
  const folder = mkdtempSync(join(tmpdir(), 'mailroom-bench-'))
  try {
    const files = Array.from({ length: submissions }, (_, index) => join(folder, `answer-${index}.ts`))
    for (const file of files) copyFileSync(join(projectRoot, 'lessons', step, 'solution.ts'), file)
    const times: number[] = []
    await gradeFiles(
      { step, files, isJson: true, timeLimitMs: 5000 },
      { root: projectRoot, onVerdict: () => times.push(performance.now()) },
    )
    // Windows of ten verdicts each.
    const rates: number[] = []
    for (let end = 14; end < times.length; end += 2) {
      rates.push(10_000 / ((times[end] ?? NaN) - (times[end - 10] ?? NaN)))
    }
    return figure('answers graded', '/s', rates, { atLeast: 4 })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
