import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { gradedFile } from '../../src/tools/graded-file.ts'

/** What the test file's `./exercise` turns out to be, and what is served for the test file itself. */
async function open(which: string | undefined, testFile: string) {
  const root = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const name of ['exercise', 'solution', 'exercise.test'])
    writeFileSync(join(root, `${name}.ts`), `'${name}'`)
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [gradedFile(which)],
    server: { middlewareMode: true, ws: false, watch: null },
  })
  onTestFinished(() => server.close())
  const container = server.environments.ssr.pluginContainer
  const importer = `${root}/${testFile.replace('ROOT', encodeURIComponent(root))}`
  const resolved = async (source: string) =>
    (await container.resolveId(source, importer))?.id.replace(`${root}/`, '')
  const code = async () => (await server.environments.ssr.transformRequest(importer))?.code ?? ''
  return { resolved, code }
}

test.for([
  [undefined, 'exercise.test.ts', 'exercise.ts'],
  ['solution', 'exercise.test.ts', 'solution.ts'],
  ['exercise', 'exercise.test.ts?grade=solution', 'solution.ts'],
  ['exercise', 'exercise.test.ts?grade=ROOT%2Fsolution.ts', 'solution.ts'],
  ['solution', 'other.test.ts', 'exercise.ts'],
] as const)('GRADE=%s in %s means %s', async ([which, testFile, expected]) => {
  const { resolved } = await open(which, testFile)
  expect(await resolved('./exercise.ts')).toBe(expected)
})

test('a file that is not there is named', async () => {
  const { resolved } = await open('solutoin', 'exercise.test.ts')
  await expect(resolved('./exercise')).rejects.toThrow('GRADE=solutoin: there is no')
})

test('asked for main, the test file only runs main', async () => {
  const { code } = await open(undefined, 'exercise.test.ts?grade=solution&main')
  expect(await code()).toContain('main() runs')
})
