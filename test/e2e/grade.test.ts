import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Verdict } from '../../src/grade/verdict.ts'
import { projectRoot } from '../../src/tools/project.ts'
import { cheats, honestAnswers } from './submissions.ts'

const step = '01-lists/01-queue'
const lesson = join(projectRoot, 'lessons', step)

interface Graded {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function grade(...args: string[]): Promise<Graded> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '-s', 'grade', '--', ...args], { cwd: projectRoot }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}

let folder: string
let hits: string[] = []
const trap = createServer((request, response) => {
  hits.push(request.url ?? '')
  response.end()
})

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailroom-'))
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  trap.close()
  rmSync(folder, { recursive: true })
})

function write(answers: Readonly<Record<string, string>>): string[] {
  const address = trap.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return Object.entries(answers).map(([name, text]) => {
    const path = join(folder, `${name}.ts`)
    writeFileSync(path, text.replaceAll('PROOF_URL', url))
    return path
  })
}

describe('npm run grade', () => {
  test('passes the solution and honest answers of unusual styles', async () => {
    const files = [join(lesson, 'solution.ts'), ...write(honestAnswers)]
    const { code, stdout } = await grade('--step', step, '--json', ...files)
    const verdicts = JSON.parse(stdout) as Verdict[]
    expect(verdicts.map(({ file, verdict, message }) => ({ file, verdict, message }))).toEqual(
      files.map((file) => ({ file, verdict: 'pass', message: '' })),
    )
    expect(code).toBe(0)
  })

  test('no cheat passes, each bad file costs itself only, and nothing reaches the network or the disk', async () => {
    hits = []
    const before = readdirSync(lesson).sort()
    const files = [...write(cheats), join(lesson, 'solution.ts'), join(folder, 'missing.ts')]
    const { code, stdout } = await grade('--step', step, '--json', '--time-limit', '3', ...files)
    const verdicts = JSON.parse(stdout) as Verdict[]
    expect(verdicts.map(({ file }) => file)).toEqual(files)
    const passed = verdicts.filter(({ verdict }) => verdict === 'pass').map(({ file }) => file)
    expect(passed).toEqual([join(lesson, 'solution.ts')])
    const verdictOf = (name: string) => verdicts.find(({ file }) => file.endsWith(`${name}.ts`))
    expect(verdictOf('hang')).toMatchObject({ verdict: 'timeout' })
    // On a slow machine the watchdog may be first.
    expect(verdictOf('memory')?.message).toMatch(/memory|did not end/)
    expect(verdictOf('missing')).toMatchObject({ verdict: 'error', message: 'The file does not exist.' })
    expect(hits).toEqual([])
    expect(readdirSync(lesson).sort()).toEqual(before)
    expect(readdirSync(projectRoot)).not.toContain('proof')
    expect(code).toBe(1)
  }, 120_000)

  test('prints a table for people', async () => {
    const { code, stdout } = await grade(
      '--step',
      step,
      join(lesson, 'solution.ts'),
      join(lesson, 'exercise.ts'),
    )
    expect(stdout).toMatch(/^verdict +tests +file/)
    expect(stdout).toContain('2 graded: 1 pass, 1 fail, 0 error, 0 timeout')
    expect(code).toBe(1)
  })

  test('says on stderr why it could not judge', async () => {
    const unknown = await grade('--step', '01-lists/99-nothing', '--json', join(lesson, 'solution.ts'))
    expect(unknown).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('01-lists/01-queue'),
    })
    const nothing = await grade('--json')
    expect(nothing).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--step is missing'),
    })
  })
})
