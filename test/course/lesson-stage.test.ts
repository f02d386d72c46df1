import { expect, test } from 'vitest'
import { parseFrontMatter, stepFields, translationFields } from '../../src/course/front-matter.ts'
import { parseDrawn } from '../../src/course/lesson-stage.ts'
import { loadCatalogue, loadLesson, loadTranslation } from '../../src/course/load.ts'
import { lintCourse } from '../../src/course/lint.ts'
import { formatProblem } from '../../src/course/problem.ts'
import { tempCourse } from './temp-course.ts'

const head = 'title: T\nminutes: 1\nconcepts: [a]\nlearned: L\n'
const question =
  "predict:\n    - before: 'answer() #2'\n      ask: Which **one** of `a < b`?\n      explain: 'It is `a`.'\n"

function stageOf(yaml: string) {
  const problems: string[] = []
  const { values } = parseFrontMatter(
    `---\n${head}stage:\n${yaml}\n---\n`,
    'lesson.md',
    stepFields,
    (problem) => problems.push(formatProblem(problem)),
  )
  return { stage: values?.stage, problems }
}

test('what is drawn is a class, a variable or a key', () => {
  expect(['queue MyQueue', 'stack $s', 'bits num'].map(parseDrawn)).toEqual([
    { kind: 'queue', name: 'MyQueue' },
    { kind: 'stack', name: '$s' },
    { kind: 'bits', name: 'num' },
  ])
  expect(['list queue_name', 'list mail db 5', 'zset later:mail db 15'].map(parseDrawn)).toEqual([
    { kind: 'list', key: 'queue_name', db: 0 },
    { kind: 'list', key: 'mail', db: 5 },
    { kind: 'zset', key: 'later:mail', db: 15 },
  ])
  for (const wrong of ['queue', 'queue My Queue', 'heap x', 'list mail db 16', 'list mail db'])
    expect(parseDrawn(wrong), wrong).toBeNull()
})

test('a stage is read, and what it leaves out is off', () => {
  expect(stageOf(`  lines: true\n  draw: [stack MyStack]\n  orders: true\n  ${question}`)).toEqual({
    problems: [],
    stage: {
      isRecorded: true,
      hasOrders: true,
      drawn: [{ kind: 'stack', name: 'MyStack' }],
      predictions: [
        {
          before: { what: 'call', text: 'answer', nth: 2 },
          ask: 'Which **one** of `a < b`?',
          of: 'items',
          explain: 'It is `a`.',
        },
      ],
    },
  })
  expect(stageOf('  draw: []').stage).toEqual({
    isRecorded: false,
    hasOrders: false,
    drawn: [],
    predictions: [],
  })
})

test.for([
  ['', "6: stage is empty, expected lines like 'lines: …'"],
  ['  lines: yes please', "7: stage.lines is 'yes please', expected true or false"],
  ['  lines: true\n  drew: []', '8: stage.drew is no known key, expected draw'],
  ['  draw: queue MyQueue', "7: stage.draw is 'queue MyQueue', expected a list"],
  [
    '  draw:\n    - queue MyQueue\n    - heap x',
    "9: stage.draw[1] is 'heap x', expected 'queue MyQueue', 'stack MyStack'",
  ],
  [
    "  predict:\n    - before: 'pop( #1'\n      ask: A\n      explain: E",
    "8: stage.predict[0].before is 'pop( #1', expected a moment like",
  ],
  [
    '  predict:\n    - before: pop() #1\n      ask: A\n      explain: E',
    "8: stage.predict[0].before is 'pop()', expected a moment like",
  ],
  [
    "  predict:\n    - before: 'pop() #1'\n      ask: A",
    '8: stage.predict[0].explain is missing, expected text',
  ],
  [
    "  predict:\n    - before: 'pop() #1'\n      ask: A\n      explain: E\n      of: threads",
    "11: stage.predict[0].of is 'threads', expected items or lanes",
  ],
] as const)('%j is told with its line', ([yaml, problem]) => {
  const { stage, problems } = stageOf(yaml)
  expect(problems).toEqual([expect.stringContaining(`lesson.md:${problem}`)])
  expect(stage).toBeUndefined()
})

test('a translation has the words of the questions', () => {
  const problems: string[] = []
  const read = (yaml: string) =>
    parseFrontMatter(`---\n${head}predict:\n${yaml}\n---\n`, 'lesson.zh.md', translationFields, (problem) =>
      problems.push(formatProblem(problem)),
    ).values?.predict
  expect(read('  - ask: 谁先走？\n    explain: 先来的。')).toEqual([{ ask: '谁先走？', explain: '先来的。' }])
  expect(problems).toEqual([])
  expect(read('  - ask: 谁先走？\n    before: pop()')).toBeUndefined()
  expect(problems).toEqual([
    'lesson.zh.md:8: predict[0].before is no known key, expected one of ask, explain',
  ])
})

const words = Array.from({ length: 70 }, () => 'word').join(' ')
const step = '01-lists/11-first'
const lesson = (stage: string, body = words): string =>
  `---\n${head}${stage}---\n${body}\n\n![x](queue.svg)\n`

test('a lesson has its questions rendered, and the catalogue has nothing of them', () => {
  const stage = `stage:\n  lines: true\n  ${question}`
  const { root } = tempCourse({
    [`${step}/lesson.md`]: lesson(stage),
    [`${step}/lesson.zh.md`]: lesson('predict:\n  - ask: '.concat('哪个`a`？\n    explain: 第一个。\n')),
  })
  expect(loadLesson(step, { root }).stage?.predictions).toEqual([
    {
      before: { what: 'call', text: 'answer', nth: 2 },
      of: 'items',
      ask: 'Which <strong>one</strong> of <code>a &lt; b</code>?',
      explain: 'It is <code>a</code>.',
    },
  ])
  expect('stage' in loadLesson('01-lists/12-second', { root })).toBe(false)
  expect(loadTranslation(step, { root })?.predictions).toEqual([
    { ask: '哪个<code>a</code>？', explain: '第一个。' },
  ])
  expect(JSON.stringify(loadCatalogue(root))).not.toContain('answer')
})

test('a link to a moment is marked for the page', () => {
  const { root } = tempCourse({
    [`${step}/lesson.md`]: lesson('', `${words} [see *it*](#see:push()+#3) and [go](#/01-lists/12-second)`),
  })
  const { html } = loadLesson(step, { root })
  expect(html).toContain('<a class="see" href="#see:push()+#3" data-moment="push() #3">see <em>it</em></a>')
  expect(html).toContain('<a href="#/01-lists/12-second">go</a>')
})

function lint(changes: { readonly [name: string]: string }): readonly string[] {
  const files = Object.entries(changes).map(([name, text]) => [`${step}/${name}`, text] as const)
  return lintCourse(tempCourse(Object.fromEntries(files)).root).problems.map(formatProblem)
}

test('what is drawn and asked must stand in the code of the step', () => {
  const stage = (yaml: string) => ({ 'lesson.md': lesson(`stage:\n  lines: true\n  ${yaml}`) })
  expect(lint(stage(`draw: [queue answer]\n  ${question}`))).toEqual([])
  expect(lint(stage('draw: [queue answers]\n'))).toEqual([
    expect.stringContaining('lesson.md: the stage draws answers, expected a name'),
  ])
  expect(lint(stage(question.replace('answer()', 'Some.answered()')))).toEqual([
    expect.stringContaining('the stage asks before Some.answered, expected a name'),
  ])
  const unrecorded = `stage:\n  draw: [queue answer]\n  ${question}`
  expect(lint({ 'lesson.md': lesson(unrecorded) })).toEqual([
    expect.stringContaining("the stage draws queue answer, expected 'lines: true'"),
    expect.stringContaining("the stage asks before a call, expected 'lines: true'"),
  ])
})

test('a translation has as many questions as the lesson', () => {
  const stage = `stage:\n  lines: true\n  ${question}`
  expect(lint({ 'lesson.md': lesson(stage), 'lesson.zh.md': lesson('') })).toEqual([
    expect.stringContaining('lesson.zh.md: has the words of 0 questions, expected 1 as in lesson.md'),
  ])
})

test('a link must lead to a moment', () => {
  const linked = (link: string) => lint({ 'lesson.md': lesson('', `${words} [see](${link})`) })
  expect(linked('#see:lpop+queue_name+#2')).toEqual([])
  expect(linked('#see:push(+#2')).toEqual([])
  expect(linked('#see:line+x+#1')).toEqual([
    expect.stringContaining('lesson.md:7: links to #see:line+x+#1, expected after #see: a moment like'),
  ])
})
