import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { lintCourse } from '../course/lint.ts'
import { formatProblem } from '../course/problem.ts'
import { importCycles, wrongDirections } from './import-directions.ts'
import { projectRoot } from './project.ts'
import { buildIfNeeded } from './site.ts'
import { measureSite } from './size-budget.ts'
import { readSources } from './sources.ts'

/** One part of `npm run check`: what it says when all is well, or what is wrong. */
interface Part {
  readonly name: string
  run(): Promise<Verdict>
}

interface Verdict {
  readonly isFine: boolean
  readonly text: string
}

const longestFile = 300

const fine = (text = 'fine'): Verdict => ({ isFine: true, text })
const verdictOf = (problems: readonly string[], text?: string): Verdict =>
  problems.length === 0 ? fine(text) : { isFine: false, text: problems.join('\n') }

/** A tool of `node_modules`, by the script that its package names as its program. */
function tool(name: string, script: string, parameters: readonly string[]): Part {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [join(projectRoot, 'node_modules', script), ...parameters], {
          cwd: projectRoot,
        })
        const output: Buffer[] = []
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (data: Buffer) => output.push(data))
        child.on('close', (code) => {
          resolve(code === 0 ? fine() : { isFine: false, text: Buffer.concat(output).toString().trim() })
        })
      }),
  }
}

const parts: readonly Part[] = [
  tool('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
  tool('lint', 'oxlint/bin/oxlint', [
    '--type-aware',
    '--deny-warnings',
    'src',
    'test',
    'lessons',
    'vite.config.ts',
  ]),
  tool('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  tool('unused', 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
  {
    name: 'imports',
    async run() {
      const sources = readSources(projectRoot, ['src'], ['.ts', '.mjs'])
      return verdictOf([...wrongDirections(sources), ...importCycles(sources)])
    },
  },
  {
    name: 'file length',
    async run() {
      const files = readSources(projectRoot, ['src', 'test', 'vite.config.ts'], ['.ts', '.mjs', '.css'])
      const long = files.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      const problems = long.filter(({ lines }) => lines > longestFile)
      return verdictOf(
        problems.map(({ path, lines }) => `${path}: has ${lines} lines, expected at most ${longestFile}`),
      )
    },
  },
  {
    name: 'lessons',
    async run() {
      const { problems, advice } = lintCourse(projectRoot)
      const text =
        advice.length === 0 ? 'fine' : `fine, with advice:\n${advice.map(formatProblem).join('\n')}`
      return verdictOf(problems.map(formatProblem), text)
    },
  },
  {
    name: 'size',
    async run() {
      await buildIfNeeded()
      const { table, problems } = measureSite(projectRoot)
      return verdictOf(problems.length > 0 ? [table, ...problems] : [], `fine\n${table}`)
    },
  },
]

/** Two at a time, in order; what a part says comes out whole. */
async function check(): Promise<string[]> {
  const waiting = [...parts]
  const failures: string[] = []
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const { isFine, text } = await part
        .run()
        .catch((error: unknown) => ({ isFine: false, text: String(error) }))
      if (!isFine) failures.push(part.name)
      console.log(isFine ? `${part.name}: ${text}` : `\n${part.name}: not fine\n${text}\n`)
    }
  }
  await Promise.all([work(), work()])
  return failures
}

const failures = await check()
if (failures.length > 0)
  console.error(`${failures.length} of ${parts.length} checks found something: ${failures.join(', ')}`)
process.exitCode = failures.length === 0 ? 0 : 1
