import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { installReason, nodeProblem } from '../../src/tools/install.mjs'

test.for(['v18.20.4', 'v20.18.3', 'v8.0.0'])('%s is too old, and it says so', (version) => {
  expect(nodeProblem(version)).toContain(`needs Node 20.19 or newer, and this is Node ${version}`)
})

test.for(['v20.19.0', 'v20.20.1', 'v22.0.0', 'v100.1.0'])('%s will do', (version) => {
  expect(nodeProblem(version)).toBeNull()
})

test('packages are installed when they are missing or older than the lock file', () => {
  const root = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const lock = join(root, 'package-lock.json')
  writeFileSync(lock, '{}')
  expect(installReason(root)).toBe('they are not there yet')
  mkdirSync(join(root, 'node_modules'))
  const installed = join(root, 'node_modules/.package-lock.json')
  writeFileSync(installed, '{}')
  utimesSync(lock, 1000, 1000)
  utimesSync(installed, 1001, 1001)
  expect(installReason(root)).toBeNull()
  utimesSync(lock, 1002, 1002)
  expect(installReason(root)).toBe('package-lock.json is newer than they are')
})
