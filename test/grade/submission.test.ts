import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSubmission } from '../../src/grade/submission.ts'

const folder = mkdtempSync(join(tmpdir(), 'mailroom-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(content: string | Uint8Array): string {
  const path = join(folder, 'answer.ts')
  writeFileSync(path, content)
  return path
}

test('reads UTF-8, with or without a byte order mark', async () => {
  expect(await readSubmission(fileWith('const 信 = 1'))).toEqual({ kind: 'read', text: 'const 信 = 1' })
  expect(await readSubmission(fileWith('\uFEFFconst a = 1'))).toEqual({ kind: 'read', text: 'const a = 1' })
})

test.each([
  ['another encoding', () => fileWith(Uint8Array.of(0xff, 0xfe, 0x61, 0x00)), 'is not UTF-8 text'],
  ['too many bytes', () => fileWith('x'.repeat(200_001)), 'has 200001 bytes'],
  ['a folder', () => folder, 'is not a file'],
  ['nothing', () => join(folder, 'missing.ts'), 'does not exist'],
])('refuses %s by name', async (_name, path, words) => {
  expect(await readSubmission(path())).toEqual({ kind: 'refused', message: expect.stringContaining(words) })
})
