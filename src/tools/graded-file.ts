import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Lets the tests of a step grade another file than `exercise.ts`: its solution, a mistake, a submission.
 * `GRADE=solution` names a file of the step's folder without its ending, a value with a slash any file.
 */
export function gradedFile(which: string = process.env['GRADE'] ?? 'exercise'): Plugin {
  return {
    name: 'mailroom:graded-file',
    enforce: 'pre',
    resolveId(source, importer) {
      const from = importer?.split('?')[0] ?? ''
      if (!/^\.\/exercise(\.ts)?$/.test(source) || !from.endsWith('/exercise.test.ts')) return null
      const folder = dirname(from)
      const file = which.includes('/') ? resolve(which) : join(folder, `${which}.ts`)
      if (!existsSync(file)) throw new Error(`GRADE=${which}: there is no ${file}`)
      return file
    },
  }
}
