const lesson = (title: string): string => `---
title: ${JSON.stringify(title)}
minutes: 10
concepts: [the idea of this step]
learned: |
  You can say in one sentence what a learner can do now.
---

Begin with why: a few words on what goes wrong without the thing this step builds. Then name the idea, once, in
**bold**, and say what it promises.

Then the task. Which class or function is there, what does each of its methods take and give back, and what about the
cases that are easily forgotten: nothing there, the same thing twice, a falsy value?

Show one call and its result:

\`\`\`ts
answer() // 42
\`\`\`

Keep it between sixty and one hundred and twenty words. A drawing helps where words would be many.
`

const exercise = `/** What it promises, in a sentence. */
export function answer(): number {
  return 0
}

export async function main() {
  console.log('The answer is', answer())
}
`

const test = `import { expect, test } from 'vitest'
import { answer } from './exercise'

test('the answer is right', () => {
  const value = answer()
  expect(value, \`answer() should be 42; it was \${value}\${feedback(value)}\`).toBe(42)
})

/** What somebody should be told who made a mistake we know. Only where what was observed is what that mistake does. */
function feedback(value: number): string {
  return value === 41 ? '.\\n→ That is one too few. Where does the counting end?' : ''
}
`

const mistake = `// words: one too few
// Stops counting one early.
export function answer(): number {
  return 41
}

export async function main() {
  console.log('The answer is', answer())
}
`

const hints = `The concept: which idea solves this, in a sentence or two, without a word of code.

---

The place: which line or method of the file to look at, and what to ask about it.

---

Nearly the code: \`answer\` returns one number, and it is larger than 41.
`

/** A step that is whole and passes the lint and the proof, with a made-up task to be replaced. */
export function stepTemplate(title: string): { readonly [name: string]: string } {
  return {
    'lesson.md': lesson(title),
    'exercise.ts': exercise,
    'solution.ts': exercise.replace('return 0', 'return 42'),
    'exercise.test.ts': test,
    'hints.md': hints,
    'mistakes/one-too-few.ts': mistake,
  }
}

export const chapterTemplate = `---
title: The chapter's title
summary: One sentence for the front page that says what the reader builds here.
---
`
