import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { courseFolders, readText, type StepFolder } from './folders.ts'
import { lintExports, lintGivenFiles, lintMistakeWords, lintRequests } from './lint-code.ts'
import { lintDrawing } from './lint-drawing.ts'
import { lintSeed } from './lint-seed.ts'
import { lintStage } from './lint-stage.ts'
import { lintLinks, lintWords } from './lint-text.ts'
import { readCatalogue, readLesson, readTranslation } from './load.ts'
import { readMistakes } from './mistakes.ts'
import { formatProblem, type Problem, type Report } from './problem.ts'
import type { MarkdownSource } from './render.ts'

const longestFile = 300

export interface LintResult {
  readonly steps: number
  readonly problems: readonly Problem[]
  /** What is asked for but not demanded. */
  readonly advice: readonly Problem[]
}

/** Everything that is wrong in `lessons`, each problem once. */
export function lintCourse(root: string): LintResult {
  const problems = new Map<string, Problem>()
  const advice: Problem[] = []
  const report: Report = (problem) => void problems.set(formatProblem(problem), problem)
  readCatalogue(root, report)
  const steps = courseFolders(root, report).flatMap((chapter) => chapter.steps)
  if (steps.length === 0)
    report({ file: 'lessons', message: 'has no steps, expected folders like 01-lists/01-queue' })
  const ids = steps.map(({ id }) => id)
  for (const step of steps) lintStep(root, step, ids, report, (problem) => advice.push(problem))
  return { steps: steps.length, problems: [...problems.values()], advice }
}

function lintStep(
  root: string,
  step: StepFolder,
  ids: readonly string[],
  report: Report,
  advise: Report,
): void {
  const folder = `lessons/${step.id}`
  const lesson = readLesson(step, { root }, report)
  const translation = readTranslation(step, { root }, report)
  const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(join(root, folder).length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
  const read = (name: string): string => readText(root, `${folder}/${name}`, report) ?? ''
  for (const name of names) lintLength(read(name), `${folder}/${name}`, report)
  for (const name of names.filter((candidate) => candidate.endsWith('.md'))) {
    const source = markdownOf(read(name), `${folder}/${name}`)
    lintLinks(source, ids, report)
    if (name === 'lesson.md') lintWords(source, report, advise)
  }
  for (const name of names.filter((candidate) => candidate.endsWith('.svg'))) {
    lintDrawing(read(name), `${folder}/${name}`, report)
    if (!['lesson.md', 'hints.md'].some((text) => names.includes(text) && read(text).includes(`](${name}`))) {
      report({ file: `${folder}/${name}`, message: 'is shown nowhere, expected it in lesson.md or hints.md' })
    }
  }
  if (names.includes('seed.redis')) lintSeed(lesson.seed, `${folder}/seed.redis`, report)
  lintGivenFiles(step.id, names, report)
  if (lesson.starter && lesson.solution) lintExports(step.id, lesson.starter, lesson.solution, report)
  lintRequests(lesson, folder, report)
  lintStage(lesson, translation, folder, report)
  const mistakes = readMistakes(root, step.id, report)
  if (!names.some((name) => name.startsWith('mistakes/')))
    report({ file: folder, message: 'has no mistakes, expected at least one in mistakes/' })
  lintMistakeWords(lesson.test, `${folder}/exercise.test.ts`, mistakes, report)
}

function lintLength(text: string, file: string, report: Report): void {
  const lines = text.trimEnd().split('\n').length
  if (lines > longestFile) report({ file, message: `has ${lines} lines, expected at most ${longestFile}` })
}

/** A Markdown file without its front matter. */
function markdownOf(text: string, file: string): MarkdownSource {
  const [frontMatter] = /^---\n[^]*?\n---\n/.exec(text) ?? ['']
  return { text: text.slice(frontMatter.length), file, line: frontMatter.split('\n').length }
}
