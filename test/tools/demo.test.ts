import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/tools/project.ts'

function demo(...parameters: readonly string[]) {
  const tsx = join(projectRoot, 'node_modules/tsx/dist/cli.mjs')
  const file = join(projectRoot, 'src/tools/demo.ts')
  return spawnSync(process.execPath, [tsx, file, ...parameters], { encoding: 'utf8' })
}

test('100 visits send 100 mails; stdout is one line of JSON', { timeout: 60_000 }, () => {
  const { status, stdout, stderr } = demo('--mails', '100')
  expect(stderr).toContain('100/100 mails')
  expect(JSON.parse(stdout)).toEqual({
    queued: 100,
    sent: 100,
    failed: 0,
    seconds: expect.any(Number) as number,
  })
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  expect(status).toBe(0)
})

test('what is no number of mails is refused with what it should be', { timeout: 30_000 }, () => {
  const { status, stdout, stderr } = demo('--mails', 'many')
  expect(stderr).toContain("--mails is 'many', expected a number from 1 to 10000")
  expect([status, stdout]).toEqual([1, ''])
})
