import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepId } from './lesson.ts'
import type { Report } from './problem.ts'

/** A folder whose name begins with its number: `02-stack`. */
const numberedName = /^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/

export interface ChapterFolder {
  /** `01-lists` */
  readonly id: string
  readonly number: number
  readonly steps: readonly StepFolder[]
}

export interface StepFolder {
  readonly id: StepId
  /** `1.2` */
  readonly number: string
}

/** All chapters and steps on disk, in order; whatever is not named like one is reported. */
export function courseFolders(root: string, report: Report): readonly ChapterFolder[] {
  return numberedFolders(root, 'lessons', report).map((name) => {
    const chapter = Number.parseInt(name, 10)
    const steps = numberedFolders(root, `lessons/${name}`, report).map((step) => ({
      id: `${name}/${step}` as const,
      number: `${chapter}.${Number.parseInt(step, 10)}`,
    }))
    return { id: name, number: chapter, steps }
  })
}

export function isStepId(id: string): id is StepId {
  const [chapter, step, ...rest] = id.split('/')
  return rest.length === 0 && numberedName.test(chapter ?? '') && numberedName.test(step ?? '')
}

function numberedFolders(root: string, folder: string, report: Report): readonly string[] {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const numbers = new Map<number, string>()
  return names.filter((name) => {
    const file = `${folder}/${name}`
    if (!numberedName.test(name)) {
      report({ file, message: "the folder's name has no number, expected one like 02-stack" })
      return false
    }
    const number = Number.parseInt(name, 10)
    const other = numbers.get(number)
    if (other) report({ file, message: `has the same number as ${other}, expected a number of its own` })
    numbers.set(number, name)
    return true
  })
}

/** A text file with the project's line ends, or null where a problem was reported. `file` is relative to `root`. */
export function readText(root: string, file: string, report: Report): string | null {
  const path = join(root, file)
  if (!existsSync(path)) {
    report({ file, message: 'is missing, expected this file' })
    return null
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)).replace(/\r\n?/g, '\n')
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    report({ file, message: 'is not UTF-8, expected text saved as UTF-8' })
    return null
  }
}
