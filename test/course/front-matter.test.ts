import { expect, test } from 'vitest'
import { parseFrontMatter, stepFields } from '../../src/course/front-matter.ts'
import { formatProblem } from '../../src/course/problem.ts'

const file = 'lessons/01-lists/02-stack/lesson.md'

function read(source: string) {
  const problems: string[] = []
  const result = parseFrontMatter(source, file, stepFields, (problem) =>
    problems.push(formatProblem(problem)),
  )
  return { ...result, problems }
}

const good = [
  '---',
  'title: The stack',
  'minutes: 8',
  'concepts: [stack]',
  'learned: |',
  '  You can stack.',
  '---',
  'Text',
]

test('reads typed values and tells where the body begins', () => {
  const { values, body, bodyLine, problems } = read(good.join('\n'))
  expect(problems).toEqual([])
  expect(values).toEqual({ title: 'The stack', minutes: 8, concepts: ['stack'], learned: 'You can stack.' })
  expect({ body, bodyLine }).toEqual({ body: 'Text', bodyLine: 8 })
})

test.for([
  ['minutes: abc', "3: minutes is 'abc', expected a number"],
  ['minutes: 0', '3: minutes is 0, expected a number'],
  ['minutes:', '3: minutes is empty, expected a number'],
  ['minutes: "8"', "3: minutes is '8', expected a number"],
  ['minutes: 8\nminuets: 9', '4: minuets is no known key, expected minutes'],
  [
    'minutes: 8\ncolour: red',
    '4: colour is no known key, expected one of title, minutes, concepts, source, learned, requests, stage',
  ],
  [
    'minutes: 8\n__proto__: 1',
    '4: __proto__ is no known key, expected one of title, minutes, concepts, source, learned, requests, stage',
  ],
  ['# none', '1: minutes is missing, expected a number'],
] as const)('%s', ([line, problem]) => {
  const { problems, values } = read(good.join('\n').replace('minutes: 8', line))
  expect(problems).toEqual([`${file}:${problem}`])
  expect(values).toBeNull()
})

test('refuses a text where a list belongs, and a list of numbers', () => {
  expect(read(good.join('\n').replace('[stack]', 'stack')).problems).toEqual([
    `${file}:4: concepts is 'stack', expected a list of texts`,
  ])
  expect(read(good.join('\n').replace('[stack]', '[1]')).problems).toEqual([
    `${file}:4: concepts is [1], expected a list of texts`,
  ])
})

test('reads the requests that a step suggests, and refuses what is none', () => {
  const withRequests = (requests: string) =>
    read(good.join('\n').replace('minutes: 8', `minutes: 8\nrequests: ${requests}`))
  expect(withRequests('[GET /users?id=1]').values?.requests).toEqual([
    { method: 'GET', path: '/users?id=1', body: '' },
  ])
  expect(withRequests(`\n  - 'POST /users {"name": "Ada"}'`).values?.requests).toEqual([
    { method: 'POST', path: '/users', body: '{"name": "Ada"}' },
  ])
  for (const [wrong, shown] of [
    ['GET /users', "'GET /users'"],
    ['[/users]', '["/users"]'],
    ['[1]', '[1]'],
  ] as const)
    expect(withRequests(wrong).problems).toEqual([
      `${file}:4: requests is ${shown}, expected a list of requests like 'GET /path?query' or 'POST /path body'`,
    ])
})

test('tells all problems at once', () => {
  const source = good.join('\n').replace('minutes: 8', 'minutes: x').replace('title: The stack', 'titel: x')
  expect(read(source).problems.map((problem) => problem.slice(file.length))).toEqual([
    ':2: titel is no known key, expected title',
    ":3: minutes is 'x', expected a number",
    ':1: title is missing, expected text',
  ])
})

test('says what is wrong with missing, open and broken front matter', () => {
  expect(read('# Stack\n').problems).toEqual([
    `${file}:1: begins with '# Stack', expected '---' and the front matter`,
  ])
  expect(read('---\ntitle: x\n').problems).toEqual([
    `${file}:1: the front matter is not closed, expected a line '---' after it`,
  ])
  expect(read('---\ntitle: "x\n---\n').problems[0]).toMatch(
    /lesson\.md:\d: the front matter is not valid YAML/,
  )
  expect(read('---\njust text\n---\n').problems[0]).toContain('expected lines like')
})
