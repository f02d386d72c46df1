import { expect, test } from 'vitest'
import { loadCatalogue, loadLesson, loadTranslation } from '../../src/course/load.ts'
import { CourseError } from '../../src/course/problem.ts'
import { tempCourse } from './temp-course.ts'

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (error instanceof CourseError) return error.message.split('\n')
    throw error
  }
  return []
}

test('the catalogue has the numbers of the folders and the front matter of the steps', () => {
  const { root } = tempCourse({ 'README.md': 'not a chapter' })
  expect(loadCatalogue(root)).toEqual({
    chapters: [
      {
        id: '01-lists',
        number: 1,
        title: 'Lists',
        summary: 'Lists that queue.',
        steps: [
          {
            id: '01-lists/11-first',
            number: '1.11',
            title: 'First',
            minutes: 5,
            concepts: ['queue', 'first in, first out'],
          },
          {
            id: '01-lists/12-second',
            number: '1.12',
            title: 'Second',
            minutes: 5,
            concepts: ['queue', 'first in, first out'],
          },
        ],
      },
    ],
  })
})

test('a lesson has its texts rendered, its files as they are, and its tests by name', () => {
  const { root } = tempCourse({ '01-lists/11-first/stack.ts': 'export class MyStack {}\r\n' })
  const lesson = loadLesson('01-lists/11-first', { root })
  expect(lesson.html).toContain('<figure><svg role="img" aria-label="A queue" viewBox')
  expect(lesson.learned).toBe('<p>You can <em>queue</em>.</p>\n')
  expect(lesson.hints.map((hint) => hint.trim())).toEqual([
    '<p>The concept.</p>',
    '<p>The place.</p>',
    '<p>Nearly <code>the code</code>.</p>',
  ])
  expect(lesson.files).toEqual([{ name: 'stack.ts', text: 'export class MyStack {}\n' }])
  expect(lesson.tests).toEqual(['answers'])
  expect([lesson.starter, lesson.solution].map((code) => /return \d+/.exec(code)?.[0])).toEqual([
    'return 0',
    'return 42',
  ])
  expect(lesson).not.toHaveProperty('source')
})

test('a lesson has the requests that it suggests, if it suggests any', () => {
  const { root, write } = tempCourse()
  expect('requests' in loadLesson('01-lists/11-first', { root })).toBe(false)
  const text = '---\ntitle: T\nminutes: 1\nconcepts: [a]\nlearned: L\nrequests: [GET /a?b=1]\n---\nText\n'
  write({ '01-lists/11-first/lesson.md': text })
  expect(loadLesson('01-lists/11-first', { root }).requests).toEqual([
    { method: 'GET', path: '/a?b=1', body: '' },
  ])
})

test('a lesson has the text of its seed, or none', () => {
  const { root } = tempCourse({ '01-lists/11-first/seed.redis': '# Two tasks wait.\r\nRPUSH q "a b" c\r\n' })
  expect(loadLesson('01-lists/11-first', { root }).seed).toBe('# Two tasks wait.\nRPUSH q "a b" c\n')
  expect(loadLesson('01-lists/12-second', { root }).seed).toBe('')
})

test('a translation has its own texts and the same drawings', () => {
  const { root } = tempCourse({
    '01-lists/11-first/lesson.zh.md':
      '---\ntitle: 队列\nminutes: 5\nconcepts: [队列]\nlearned: 你会*排队*。\n---\n\n先进先出。\n\n![一个队列](queue.svg)\n',
  })
  expect(loadTranslation('01-lists/11-first', { root })).toEqual({
    title: '队列',
    html: expect.stringMatching(/^<p>先进先出。<\/p>\n<figure><svg role="img" aria-label="一个队列"/),
    learned: '<p>你会<em>排队</em>。</p>\n',
  })
  expect(loadTranslation('01-lists/12-second', { root })).toBeNull()
})

test('code in a text goes through the highlighter, and is plain without one', () => {
  const { root, write } = tempCourse()
  const head = '---\ntitle: T\nminutes: 1\nconcepts: [a]\nlearned: L\nsource: The book, §1\n---\n'
  write({ '01-lists/11-first/lesson.md': `${head}\n\`\`\`ts\na < b\n\`\`\`\n\n\`\`\`sh\na < b\n\`\`\`\n` })
  const plain = loadLesson('01-lists/11-first', { root })
  expect(plain.html).toBe('<pre tabindex="0"><code>a &lt; b</code></pre>\n'.repeat(2))
  expect(plain.source).toBe('The book, §1')
  const coloured = loadLesson('01-lists/11-first', { root, highlight: (code) => `<i>${code.length}</i>` })
  expect(coloured.html).toBe(
    '<pre tabindex="0"><code><i>5</i></code></pre>\n<pre tabindex="0"><code>a &lt; b</code></pre>\n',
  )
})

test.for([
  ['lesson.md', null, 'lesson.md: is missing, expected this file'],
  ['hints.md', 'one\n---\ntwo\n', 'hints.md: has 2 hints, expected exactly three'],
  ['hints.md', 'one\n---\n---\nthree\n', 'hints.md:2: a hint is empty'],
  ['exercise.test.ts', 'test(name, f)', 'exercise.test.ts:1: the name of this test is no literal'],
  ['hints.md', 'a\n---\n\n![b](c.png)\n---\nd', 'hints.md:4: the image is c.png, expected an SVG file'],
] as const)('%s %j', ([name, text, problem]) => {
  const { root } = tempCourse({ [`01-lists/11-first/${name}`]: text })
  const problems = problemsOf(() => loadLesson('01-lists/11-first', { root }))
  expect(problems[0]).toContain(`lessons/01-lists/11-first/${problem}`)
})

test.for([
  ['![x](https://example.com/x.svg)', 'the image is https://example.com/x.svg, expected an SVG file'],
  ['![x](../12-second/queue.svg)', 'the image is ../12-second/queue.svg, expected an SVG file'],
  ['![x](none.svg)', 'the image none.svg does not exist'],
  ['![](queue.svg)', 'the image queue.svg has no description'],
  ['See ![x](queue.svg) here', 'the image queue.svg stands inside a line of text'],
] as const)('refuses %s', ([markdown, problem]) => {
  const head = '---\ntitle: T\nminutes: 1\nconcepts: [a]\nlearned: L\n---\n'
  const { root } = tempCourse({ '01-lists/11-first/lesson.md': `${head}\n${markdown}\n` })
  expect(problemsOf(() => loadLesson('01-lists/11-first', { root }))).toEqual([
    expect.stringContaining(`lessons/01-lists/11-first/lesson.md:8: ${problem}`),
  ])
})

test('a translation needs all that a lesson needs', () => {
  const { root } = tempCourse({ '01-lists/11-first/lesson.zh.md': '---\ntitle: 队列\n---\n' })
  expect(problemsOf(() => loadTranslation('01-lists/11-first', { root }))[0]).toBe(
    'lessons/01-lists/11-first/lesson.zh.md:1: minutes is missing, expected a number',
  )
})

test('folders without a number, or with one that is taken, are named', () => {
  const { root, write } = tempCourse({ 'lists/x.md': '', '01-lists/11-again/lesson.md': '' })
  const problems = problemsOf(() => loadCatalogue(root))
  expect(problems).toContain("lessons/lists: the folder's name has no number, expected one like 02-stack")
  expect(problems).toContain(
    'lessons/01-lists/11-first: has the same number as 11-again, expected a number of its own',
  )
  write({ '01-lists/chapter.md': null })
  expect(problemsOf(() => loadCatalogue(root))).toContain(
    'lessons/01-lists/chapter.md: is missing, expected this file',
  )
})

test('text that is not UTF-8 is named', async () => {
  const { root } = tempCourse()
  const { writeFileSync } = await import('node:fs')
  writeFileSync(`${root}/lessons/01-lists/11-first/solution.ts`, Buffer.from([0x2f, 0x2f, 0xff]))
  expect(problemsOf(() => loadLesson('01-lists/11-first', { root }))).toEqual([
    'lessons/01-lists/11-first/solution.ts: is not UTF-8, expected text saved as UTF-8',
  ])
})

test('an unknown step is named', () => {
  const { root } = tempCourse()
  expect(() => loadLesson('01-lists/99-none', { root })).toThrow('There is no step 01-lists/99-none')
})
