import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('schedule and threading work, frozen, in a Compartment of a realm that is locked down', async () => {
  const tsx = fileURLToPath(import.meta.resolve('tsx/cli'))
  const script = fileURLToPath(new URL('ses-for-test.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [tsx, script])
  expect(stdout.trim().split('\n')).toEqual([
    '6 IntervalError true',
    'mail true ENO at job (learner:///exercise.ts:3:5)',
    'Thread-2 cannot run a function without a name.',
    'TypeError',
  ])
}, 30_000)
