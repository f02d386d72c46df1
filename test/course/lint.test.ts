import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lintCourse } from '../../src/course/lint.ts'
import { lintSeed } from '../../src/course/lint-seed.ts'
import { countWords } from '../../src/course/lint-text.ts'
import { formatProblem } from '../../src/course/problem.ts'
import { splitWords } from '../../src/services/redis/split-words.ts'
import { tempCourse } from './temp-course.ts'

const step = '01-lists/11-first'
const head = '---\ntitle: T\nminutes: 1\nconcepts: [a]\nlearned: L\n---\n'
const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ')
const withFigure = `${head}${words(70)}\n\n![x](queue.svg)\n`

function lint(changes: { readonly [path: string]: string | null }) {
  const { problems, advice } = lintCourse(tempCourse(changes).root)
  return { problems: problems.map(formatProblem), advice: advice.map(formatProblem) }
}

test('a good course has no problems', () => {
  expect(lint({})).toEqual({ problems: [], advice: [] })
})

test.for([
  ['hints.md', null, 'hints.md: is missing'],
  ['lesson.md', `${head}${words(201)}\n\n![x](queue.svg)`, 'lesson.md: has 201 words, expected at most 200'],
  [
    'lesson.md',
    withFigure.replace('minutes: 1', 'minutes: x'),
    "lesson.md:3: minutes is 'x', expected a number",
  ],
  [
    'lesson.md',
    `${withFigure}\n[x](#/01-lists/99-none)`,
    'lesson.md:11: links to #/01-lists/99-none, expected a step',
  ],
  [
    'lesson.md',
    `${withFigure}\n- [x](http://example.com)`,
    'lesson.md:11: links to http://example.com, expected',
  ],
  [
    'lesson.md',
    withFigure.replace('minutes: 1', 'minutes: 1\nrequests: [GET /]'),
    'lesson.md: suggests requests, expected solution.ts to export app',
  ],
  ['hints.md', 'a\n---\nb\n---\n[c](javascript:x)', 'hints.md:5: links to javascript:x, expected'],
  ['solution.ts', 'export const answer = 42', 'solution.ts: does not export main, expected answer, main'],
  [
    'solution.ts',
    'export const answer = 1\nexport const more = 2\nexport const main = 3',
    'solution.ts: exports more, expected the same names as exercise.ts',
  ],
  [
    'mistakes/one-less.ts',
    'export const answer = 1',
    "mistakes/one-less.ts:1: begins with 'export const answer = 1', expected '// words: …'",
  ],
  [
    'mistakes/one-less.ts',
    '// words: is one too few\nexport const answer = 1',
    "mistakes/one-less.ts:2: is 'export const answer = 1', expected a comment",
  ],
  [
    'mistakes/one-less.ts',
    '// words: far too many\n// Counts on.',
    "mistakes/one-less.ts:1: its words 'far too many' stand in no message",
  ],
  ['mistakes/one-less.ts', null, ': has no mistakes'],
  ['lesson.zh.md', head.replace('minutes: 1', 'minutes: 一'), "lesson.zh.md:3: minutes is '一', expected"],
  ['seed.redis', 'SET a "b\n', `seed.redis:1: is 'SET a "b', expected words as at a redis-cli prompt`],
  ['seed.redis', "SET a 1\n\nSET b 'x'y", "seed.redis:3: is 'SET b 'x'y', expected words"],
  ['seed.redis', 'SET a 1\n'.repeat(201), 'seed.redis: has 201 lines, expected at most 200'],
  ['seed.redis', '# nothing\n', 'seed.redis: has no command'],
  ['queue.svg', '<svg>\n<script>x</script></svg>', 'queue.svg:2: has a <script>'],
  ['queue.svg', '<svg><style>a{}</style></svg>', 'queue.svg:1: has a <style>'],
  ['queue.svg', '<svg onload="x"></svg>', 'queue.svg:1: has an event handler'],
  ['queue.svg', '<svg><use href="https://x.org/#a"/></svg>', 'queue.svg:1: refers to another file'],
  [
    'queue.svg',
    '<svg><path id="arrow"/></svg>',
    "queue.svg:1: has the id 'arrow', expected one that begins with 'queue-'",
  ],
  ['other.svg', '<svg></svg>', 'other.svg: is shown nowhere'],
  ['stack.ts', 'let a\n'.repeat(301), 'stack.ts: has 301 lines, expected at most 300'],
] as const)('%s %j', ([name, text, problem]) => {
  const promised =
    name === 'solution.ts' && problem.includes('does not') ? problem.replace('answer, main', 'main') : problem
  const separator = problem.startsWith(':') ? '' : '/'
  expect(lint({ [`${step}/${name}`]: text }).problems).toEqual([
    expect.stringContaining(`lessons/${step}${separator}${promised}`),
  ])
})

test('a good seed has comments and words in any quotation marks', () => {
  const seed = `# It's a comment with "one mark\n\nRPUSH q a "b \\" c" 'd \\' e' ""\n  SET k {"a":1}x\n`
  const refused = `${seed}SET k {"a": 1}\n`
  expect(lint({ [`${step}/seed.redis`]: seed.replace('{"a":1}x', `'{"a":1}'`) }).problems).toEqual([])
  expect(lint({ [`${step}/seed.redis`]: refused }).problems).toHaveLength(2)
})

test('a line of a seed is good exactly if our Redis can split it into words', () => {
  const piece = fc.constantFrom('a', '#', ' ', '\t', '"', "'", '\\')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = `x${pieces.join('')}`
      const problems: string[] = []
      lintSeed(text, 'seed.redis', ({ message }) => problems.push(message))
      expect(problems.length === 0).toBe(splitWords(text) !== null)
    }),
    { numRuns: 5000, seed: 1 },
  )
})

test('a known step has the files that it is to be given', () => {
  const folder = '01-lists/03-binary'
  const code = 'export const transform = 1\nexport async function main() {}'
  const { problems } = lint({ [`${folder}/exercise.ts`]: code, [`${folder}/solution.ts`]: code })
  expect(problems).toContain(
    `lessons/${folder}/stack.ts: is missing, expected this file for the exercise to import`,
  )
})

test('types are no part of what a step exports', () => {
  const code = (type: string) => `${type}\nexport const answer = 1\nexport async function main() {}\n`
  const { problems } = lint({
    [`${step}/exercise.ts`]: code('type A = 1\nexport { type A }\nexport interface B {}\nexport type C = 1'),
    [`${step}/solution.ts`]: code(''),
  })
  expect(problems).toEqual([])
})

test('the contract names what a known step exports', () => {
  const folder = '01-lists/01-queue'
  const { problems } = lint({
    [`${folder}/exercise.ts`]: 'export class MyQueue {}\nexport async function main() {}',
    [`${folder}/solution.ts`]: 'export class Queue {}\nexport async function main() {}',
  })
  expect(problems).toContain(`lessons/${folder}/solution.ts: does not export MyQueue, expected MyQueue, main`)
})

test('fewer or more words than asked for are advice', () => {
  const file = `lessons/${step}/lesson.md`
  const advised = (count: number) =>
    lint({ [`${step}/lesson.md`]: `${head}${words(count)}\n\n![x](queue.svg)` })
  expect(advised(59)).toEqual({ problems: [], advice: [`${file}: has 59 words, asked for are 60 to 120`] })
  expect(advised(60).advice).toEqual([])
  expect(advised(121)).toEqual({ problems: [], advice: [`${file}: has 121 words, asked for are 60 to 120`] })
})

test('code and drawings are no words, lists and tables are', () => {
  expect(countWords('one **two** `code here`\n\n```ts\nnot these\n```\n\n![not this](a.svg)')).toBe(2)
  expect(countWords("- it's one\n- [two three](#/)\n\n|four|five|\n|-|-|\n|six|7,000|")).toBe(8)
})

test('words may run over the holes of a template, but must be written out at their ends', () => {
  const test = (message: string): string =>
    `import { test } from 'vitest'\ntest('a', () => { say(${message}) })`
  const problems = (message: string, wanted: string) =>
    lint({
      [`${step}/exercise.test.ts`]: test(message),
      [`${step}/mistakes/one-less.ts`]: `// words: ${wanted}\n// x`,
    }).problems
  expect(problems('`took ${n} of ${m} items`', 'took 3 of 4 items')).toEqual([])
  expect(problems("'one ' +\n 'two'", 'one two')).toEqual([])
  expect(problems('`took ${n} items`', 'took 3 letters')).toHaveLength(1)
  expect(problems('`${all}`', 'anything')).toHaveLength(1)
})

test.for([
  ['(see answer() #1)', "exercise.test.ts:4: says to see a call, expected 'lines: true'"],
  ['(see lpop letters #${answer()})', 'exercise.test.ts:4: says to see lpop letters, expected a name that'],
  ['(see lpop main 2)', "exercise.test.ts:4: says to see 'lpop main 2', expected a moment like"],
  ['(see push( #1)', 'exercise.test.ts:4: says to see something, expected a moment like'],
  ['(see print ${answer()} #1) and (see lpop ${answer()} #2) and (see rpop main #2)', null],
] as const)('a moment that a test names must be one: %s', ([words, problem]) => {
  const text = [
    "import { expect, test } from 'vitest'",
    "import { answer } from './exercise'",
    "test('answers', () => {",
    `  expect(answer(), \`it was ${'${answer()}'} ${words}.\\n→ is one too few\`).toBe(42)`,
    '})',
  ].join('\n')
  const { problems } = lint({ [`${step}/exercise.test.ts`]: text })
  expect(problems).toEqual(problem === null ? [] : [expect.stringContaining(problem)])
})
