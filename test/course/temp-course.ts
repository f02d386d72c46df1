import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

const words = Array.from({ length: 70 }, (_, index) => `word${index}`).join(' ')

/** The files of a step in which nothing is wrong. */
function goodStep(title: string): { readonly [name: string]: string } {
  return {
    'lesson.md': `---\ntitle: ${title}\nminutes: 5\nconcepts: [queue, 'first in, first out']\nlearned: You can *queue*.\n---\n\n${words}\n\n![A queue](queue.svg)\n`,
    'queue.svg': '<svg viewBox="0 0 10 10"><path id="queue-arrow" d="M0 0h10"/></svg>\n',
    'hints.md': 'The concept.\n\n---\n\nThe place.\n\n---\n\nNearly `the code`.\n',
    'exercise.ts': 'export function answer(): number {\n  return 0\n}\n\nexport async function main() {}\n',
    'solution.ts': 'export function answer(): number {\n  return 42\n}\n\nexport async function main() {}\n',
    'exercise.test.ts': [
      "import { expect, test } from 'vitest'",
      "import { answer } from './exercise'",
      "test('answers', () => {",
      "  const message = answer() === 41 ? `\\n→ ${answer()} is one too few` : ''",
      '  expect(answer(), `answer() should be 42; it was ${answer()}.${message}`).toBe(42)',
      '})',
    ].join('\n'),
    'mistakes/one-less.ts':
      '// words: is one too few\n// Stops one early.\nexport function answer(): number {\n  return 41\n}\n',
  }
}

export interface TempCourse {
  readonly root: string
  /** Writes files, by their path from `lessons`; null removes one. */
  write(files: { readonly [path: string]: string | null }): void
}

/** A course of one chapter and two steps in a folder of its own, gone after the test. */
export function tempCourse(changes: { readonly [path: string]: string | null } = {}): TempCourse {
  const root = mkdtempSync(join(tmpdir(), 'mailroom-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write: TempCourse['write'] = (files) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, 'lessons', path)
      if (text === null) {
        rmSync(file)
        continue
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
  const step = (folder: string, title: string): [string, string][] =>
    Object.entries(goodStep(title)).map(([name, text]) => [`${folder}/${name}`, text])
  write({ '01-lists/chapter.md': '---\ntitle: Lists\nsummary: Lists that queue.\n---\n' })
  write(Object.fromEntries([...step('01-lists/11-first', 'First'), ...step('01-lists/12-second', 'Second')]))
  write(changes)
  return { root, write }
}
