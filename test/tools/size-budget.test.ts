import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { measureSite } from '../../src/tools/size-budget.ts'

/** A built site whose chunks weigh 1 kB each, and nothing can compress them. */
function site(): string {
  const root = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'dist/assets'), { recursive: true })
  mkdirSync(join(root, 'dist/.vite'))
  for (const name of ['page', 'lit', 'step', 'later', 'worker']) {
    writeFileSync(join(root, `dist/assets/${name}-12345678.js`), randomBytes(1000))
  }
  const chunk = (name: string, ...imports: string[]) => ({ file: `assets/${name}-12345678.js`, imports })
  const manifest = {
    'index.html': chunk('page', '_lit.js'),
    'step.ts': chunk('step', '_lit.js'),
    '_lit.js': chunk('lit'),
    'later.ts': chunk('later'),
  }
  writeFileSync(join(root, 'dist/.vite/manifest.json'), JSON.stringify(manifest))
  return root
}

const budget = { name: 'first', limit: 4.2, modules: ['index.html', 'step.ts'], files: ['worker.js'] }

test('counts each chunk once, with what it imports', () => {
  const { table, problems } = measureSite(site(), [budget])
  expect(problems).toEqual([])
  expect(table).toMatch(/first \(at most 4\.2 kB\) +4\.1 kB/)
  expect(table).not.toContain('later')
})

test('does not count again what an earlier budget has', () => {
  const later = { name: 'then', limit: 1.1, modules: ['later.ts', 'step.ts'], files: [], after: 'first' }
  const { totals, problems } = measureSite(site(), [budget, later])
  expect(problems).toEqual([])
  expect(totals.get('then')).toBeCloseTo(1, 1)
})

test('says what is too large and what is not there', () => {
  expect(measureSite(site(), [{ ...budget, limit: 4 }]).problems).toEqual([
    'size: first: 4.1 kB, expected at most 4.0 kB',
  ])
  expect(
    measureSite(site(), [{ ...budget, modules: ['index.html', 'gone.ts'], files: ['none.js'] }]).problems,
  ).toEqual([
    'size: first: the build has no gone.ts, expected it',
    'size: first: the build has no none.js, expected it',
  ])
})
