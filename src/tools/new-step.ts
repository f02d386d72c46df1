import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isStepId } from '../course/folders.ts'
import { projectRoot } from './project.ts'
import { chapterTemplate, stepTemplate } from './step-template.ts'

/** The step cannot be made as asked; the message says why. */
export class NewStepError extends Error {
  override readonly name = 'NewStepError'
}

const usage = 'npm run new-step -- 01-lists/05-name "The title"'

/**
 * Writes a new step, and its chapter if that is new too; returns the files it made, relative to `root`.
 * @throws NewStepError for a folder that is there already, has a taken number, or no number at all
 */
export function makeStep(root: string, id: string | undefined, title: string | undefined): readonly string[] {
  if (!id || !title?.trim()) throw new NewStepError(`A new step needs a folder and a title: ${usage}`)
  if (!isStepId(id))
    throw new NewStepError(`'${id}' is no folder of a step, expected one like 01-lists/05-name: ${usage}`)
  const folder = `lessons/${id}`
  if (existsSync(join(root, folder)))
    throw new NewStepError(`${folder} is there already, expected a new folder`)
  const [chapter = '', name = ''] = id.split('/')
  refuseTakenNumber(root, 'lessons', chapter)
  refuseTakenNumber(root, `lessons/${chapter}`, name)
  const files = new Map(
    Object.entries(stepTemplate(title.trim())).map(([file, text]) => [`${folder}/${file}`, text]),
  )
  const chapterFile = `lessons/${chapter}/chapter.md`
  if (!existsSync(join(root, chapterFile))) files.set(chapterFile, chapterTemplate)
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return [...files.keys()]
}

function refuseTakenNumber(root: string, folder: string, name: string): void {
  const path = join(root, folder)
  if (!existsSync(path)) return
  const other = readdirSync(path).find((entry) => entry !== name && entry.startsWith(`${name.slice(0, 2)}-`))
  if (other)
    throw new NewStepError(
      `The number ${name.slice(0, 2)} belongs to ${folder}/${other} already, expected a free one`,
    )
}

function main(): number {
  try {
    const files = makeStep(projectRoot, process.argv[2], process.argv[3])
    console.log(`Made:\n${files.map((file) => `  ${file}`).join('\n')}`)
    console.log(`
Now fill in:
  lesson.md           the front matter, then 60 to 120 words
  exercise.ts         the starter: it runs, and shows what is missing
  solution.ts         the same with few lines changed
  exercise.test.ts    3 to 8 tests of what it does; each message says what should happen, what happened, where to look
  hints.md            the concept, the place, nearly the code
  mistakes/*.ts       wrong answers people really write, each with the words its feedback must show
  seed.redis          only if Redis is to hold something at the start: commands as at a redis-cli prompt, # for comments
  src/course/contract.ts gets the names it exports.
Then: npm run lint:lessons, npm run solutions -- ${process.argv[2]}`)
    return 0
  } catch (error) {
    if (!(error instanceof NewStepError)) throw error
    console.error(error.message)
    return 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main()
