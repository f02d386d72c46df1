import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium, ensureEngines, ensureRedis, MissingProgramError } from './prerequisites.ts'
import { projectRoot } from './project.ts'
import { buildSite } from './site.ts'
import { broken, countTests, type Counts } from './test-counts.ts'

interface Phase {
  readonly name: string
  run(): Promise<Counts>
}

const isCi = Boolean(process.env['CI'])
const tsx = join(projectRoot, 'node_modules/tsx/dist/cli.mjs')
const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs')

/** Runs a script and passes its output on. */
function runScript(script: string, parameters: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...parameters], { cwd: projectRoot, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', resolve)
  })
}

/** A tool of ours that proves something as a whole: it counts as one test. */
function toolPhase(name: string, file: string): Phase {
  return {
    name,
    async run() {
      const isFine = (await runScript(tsx, [join(projectRoot, 'src/tools', file)])) === 0
      return isFine ? { passed: 1, failed: 0, failures: [] } : broken('its own words are above')
    },
  }
}

/** A project of `vite.config.ts`. */
function vitestPhase(project: string): Phase {
  return {
    name: project,
    async run() {
      const folder = mkdtempSync(join(tmpdir(), 'mailroom-test-'))
      const outputFile = join(folder, 'report.json')
      try {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`]
        const exitCode = await runScript(vitest, ['run', '--project', project, ...reporters])
        return countTests(
          existsSync(outputFile) ? readFileSync(outputFile, 'utf8') : null,
          exitCode,
          projectRoot,
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/** The site that the next phases drive. It counts only where it fails. */
const buildPhase: Phase = {
  name: 'build',
  async run() {
    await buildSite()
    return { passed: 0, failed: 0, failures: [] }
  },
}

const phases: readonly Phase[] = [
  toolPhase('check', 'check.ts'),
  vitestPhase('unit'),
  vitestPhase('browser'),
  toolPhase('lessons', 'solutions.ts'),
  buildPhase,
  vitestPhase('e2e'),
]
const enginePhases: readonly Phase[] = [vitestPhase('engines')]

async function test(): Promise<Counts> {
  const isEnginesOnly = process.argv.includes('engines')
  if (isEnginesOnly || isCi) ensureEngines()
  if (!isEnginesOnly) {
    ensureChromium()
    ensureRedis(isCi)
  }
  const wanted = isEnginesOnly ? [buildPhase, ...enginePhases] : isCi ? [...phases, ...enginePhases] : phases
  let passed = 0
  let failed = 0
  const failures: string[] = []
  for (const phase of wanted) {
    console.log(`\n── ${phase.name} ──`)
    const counts = await phase.run().catch((error: unknown): Counts => {
      console.error(error)
      return broken(String(error))
    })
    passed += counts.passed
    failed += counts.failed
    failures.push(...counts.failures.map((failure) => `${phase.name}: ${failure}`))
    if (counts.failed > 0) console.error(`${phase.name}: ${counts.failed} failed`)
    // What cannot be built cannot be driven either.
    if (phase === buildPhase && counts.failed > 0) break
  }
  return { passed, failed, failures }
}

try {
  const { passed, failed, failures } = await test()
  // Once more at the end, where one looks first: the output of all phases is long.
  if (failures.length > 0) console.error(`\nWhat failed:\n  ${failures.join('\n  ')}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof MissingProgramError)) throw error
  console.error(error.message)
  console.log('\n0 passed, 1 failed')
  process.exitCode = 1
}
