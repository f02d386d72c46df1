import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from './folders.ts'
import type { StepId } from './lesson.ts'
import type { Report } from './problem.ts'

/** A wrong answer that people really write. */
export interface Mistake {
  /** Name of its file without the ending: `pops-the-newest`. */
  readonly name: string
  /** Relative to the project. */
  readonly file: string
  /** What a failing test must say about it. */
  readonly words: string
}

/** A step's `mistakes/*.ts`; one that does not begin with its words is reported and left out. */
export function readMistakes(root: string, step: StepId, report: Report): readonly Mistake[] {
  const folder = `lessons/${step}/mistakes`
  if (!existsSync(join(root, folder))) return []
  const mistakes: Mistake[] = []
  for (const name of readdirSync(join(root, folder)).sort()) {
    const file = `${folder}/${name}`
    if (!name.endsWith('.ts')) {
      report({ file, message: 'is no TypeScript file, expected only *.ts in mistakes' })
      continue
    }
    const [first = '', second = ''] = (readText(root, file, report) ?? '').split('\n')
    const words = /^\/\/ words: (.*\S)\s*$/.exec(first)?.[1]
    if (!words)
      report({
        file,
        line: 1,
        message: `begins with '${first}', expected '// words: …' that its feedback must show`,
      })
    else mistakes.push({ name: name.slice(0, -3), file, words: plainSpaces(words) })
    if (words && !/^\/\/ \S/.test(second)) {
      report({ file, line: 2, message: `is '${second}', expected a comment that says what the mistake is` })
    }
  }
  return mistakes
}

/** Messages are compared without regard to how they are broken into lines. */
export function plainSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
