import { expect, test, vi } from 'vitest'
import { answerRequest } from '../../../src/compiler/answer-request.ts'
import { compileProgram } from '../../../src/compiler/compile.ts'
import { StepSession } from '../../../src/app/session/step-session.ts'
// What a check downloads when it is the first; here it is there already.
import '../../../src/app/session/step-checker.ts'
import '../../../src/checker/prepare-check.ts'
import type { CheckReport } from '../../../src/wire/outcome.ts'
import {
  CompilerDouble,
  lessonDouble,
  problem,
  SandboxDouble,
  starter,
  turn,
  WorkspaceDouble,
} from '../doubles.ts'

/** With `compile`, the real compiler judges `test`. */
async function open(compile?: typeof compileProgram | typeof answerRequest, testText?: string) {
  const workspace = new WorkspaceDouble()
  workspace.settings = { ...workspace.settings, isAutoRun: false }
  const compiler = new CompilerDouble()
  if (compile) compiler.compile = async (request) => compile(request)
  const sandbox = new SandboxDouble()
  const lesson = lessonDouble(testText === undefined ? {} : { test: testText })
  const language = { start: () => {}, setFiles: () => {} }
  const session = new StepSession({ lesson, workspace, compiler, sandbox, language })
  await session.open()
  await turn()
  compiler.asked.length = 0
  return { session, workspace, compiler, sandbox }
}

const tested = (isPassed: boolean): CheckReport => ({
  kind: 'tested',
  isPassed,
  tests: [{ name: 'first in, first out', status: isPassed ? 'pass' : 'fail', ms: 1, message: '' }],
  lines: [],
  ms: 5,
})

test('compiles test and answer apart, and checks the given files, the test and the answer', async () => {
  const { session, compiler, sandbox } = await open()
  session.check()
  expect(session.snapshot.check.kind).toBe('compiling')
  await vi.waitFor(() => expect(session.snapshot.check.kind).toBe('checking'))
  const [test, learner] = compiler.asked
  expect(test).toMatchObject({
    entry: 'exercise.test.ts',
    target: 'function',
    builtins: expect.arrayContaining(['vitest']),
  })
  expect(learner).toMatchObject({
    entry: 'exercise.ts',
    target: 'function',
    builtins: expect.not.arrayContaining(['vitest']),
  })
  const { job } = sandbox.lastCheck
  expect(job.test.map(({ name }) => name)).toEqual(['given.ts', 'exercise.test.ts'])
  expect(job.learner.map(({ name }) => name)).toEqual(['given.ts', 'exercise.ts'])
  expect(job).toMatchObject({ timeLimitMs: 5000, expectedTests: ['first in, first out', 'empty at last'] })
})

test('passed: the step is marked; a failed one is only counted', async () => {
  const { session, sandbox, workspace } = await open()
  session.check()
  await turn()
  sandbox.lastCheck.finish(tested(false))
  await turn()
  expect(workspace.marks).toEqual(['checked 01-lists/01-queue'])
  expect(session.snapshot).toMatchObject({
    check: { kind: 'report' },
    isPassed: false,
    judged: { text: starter },
  })
  session.check()
  await turn()
  sandbox.lastCheck.finish(tested(true))
  await turn()
  expect(workspace.marks).toContain('passed 01-lists/01-queue')
  expect(session.snapshot.isPassed).toBe(true)
})

test.each<CheckReport>([
  { kind: 'crashed', reason: 'load', error: { name: 'Error', message: 'no', frames: [] } },
  { kind: 'timed-out', limitMs: 5000, test: 'first in, first out' },
  tested(false),
])('an outcome of the sandbox is shown as it is: $kind', async (report) => {
  const { session, sandbox } = await open()
  session.check()
  await turn()
  sandbox.lastCheck.finish(report)
  await turn()
  expect(session.snapshot.judged?.report).toBe(report)
})

test('an answer that does not compile is refused with its own diagnostics and never checked', async () => {
  const { session, compiler, sandbox } = await open()
  compiler.refuses = () => [problem()]
  session.check()
  await turn()
  expect(session.snapshot.judged?.report).toEqual({ kind: 'refused', diagnostics: [problem()] })
  expect(sandbox.checks).toHaveLength(0)
})

test.each([
  [
    'class MyQueue {}\n',
    'exercise.ts must export MyQueue: the tests import it. Is the word export still in front of class?',
  ],
  ['export class Myqueue {}\n', 'exercise.ts must export MyQueue: the tests import it. It exports Myqueue.'],
])(
  'a name that the tests import and the answer lacks is asked for in the learner’s words: %s',
  async (text, message) => {
    const { session, sandbox } = await open(
      compileProgram,
      "import { MyQueue } from './exercise'\nnew MyQueue()\n",
    )
    session.edit(text)
    session.check()
    await turn()
    const diagnostics = [expect.objectContaining({ file: 'exercise.ts', line: 1, message })]
    expect(session.snapshot.judged?.report).toEqual({ kind: 'refused', diagnostics })
    expect(sandbox.checks).toHaveLength(0)
  },
)

test('a test that is broken itself is no fault of the learner’s', async () => {
  const { session, compiler } = await open()
  compiler.refuses = ({ entry }) =>
    entry === 'exercise.test.ts' ? [problem({ file: 'exercise.test.ts', message: 'odd' })] : []
  session.check()
  await turn()
  expect(session.snapshot.judged?.report).toMatchObject({ kind: 'crashed', reason: 'checker' })
})

test('a compiler that does not answer is no fault of the learner’s either', async () => {
  const { session, compiler } = await open()
  compiler.isManual = true
  session.check()
  await turn()
  compiler.asked[0]?.fail(new Error('The compiler did not answer'))
  await turn()
  expect(session.snapshot.judged?.report).toMatchObject({
    kind: 'crashed',
    reason: 'checker',
    error: { message: 'The compiler did not answer' },
  })
})

test('a new check ends the one before, whose late report is dropped', async () => {
  const { session, sandbox } = await open()
  session.check()
  await turn()
  const old = sandbox.lastCheck
  session.edit('better')
  session.check()
  await turn()
  expect(old.isStopped).toBe(true)
  old.finish(tested(false))
  sandbox.lastCheck.finish(tested(true))
  await turn()
  expect(session.snapshot.judged).toMatchObject({ text: 'better', report: { isPassed: true } })
})

test('Stop ends a check without a report', async () => {
  const { session, sandbox, workspace } = await open()
  session.check()
  await turn()
  session.stop()
  await turn()
  expect(sandbox.lastCheck.isStopped).toBe(true)
  expect(session.snapshot).toMatchObject({ check: { kind: 'idle' }, judged: null })
  expect(workspace.marks).toEqual([])
})

test.each([
  ['', null],
  ["import { Thread } from 'threading'\nnew Thread(() => {})\n", ['given.ts', 'exercise.ts mailroom:lines']],
])(
  'watched line by line, only the answer tells of its lines, in threads as well',
  async (more, inThreads) => {
    const imports = "import { given } from './given'\n"
    const { session, sandbox } = await open(answerRequest, `${imports}given\n`)
    session.edit(`${imports}${more}export const answer: number = given\n`)
    const watched = session.watchCheck({ linesOf: 'empty at last' }, new AbortController().signal)
    await vi.waitFor(() => expect(sandbox.checks).toHaveLength(1))
    const { job } = sandbox.lastCheck
    const told = (modules: typeof job.test | undefined) =>
      modules?.map(({ name, imports: sites }) =>
        [name, ...sites.map(({ resolved }) => resolved).filter((one) => one.startsWith('mailroom'))].join(
          ' ',
        ),
      ) ?? null
    expect(told(job.test)).toEqual(['given.ts', 'exercise.test.ts'])
    expect(told(job.learner)).toEqual(['given.ts', 'exercise.ts mailroom:lines'])
    expect(told(job.threads?.modules)).toEqual(inThreads)
    expect(job).toMatchObject({ linesOf: 'empty at last' })
    expect(job.threads?.isRecorded).toBe(inThreads ? true : undefined)
    sandbox.lastCheck.finish(tested(false))
    expect((await watched).recording.about).toMatchObject({ hasLines: true })
    expect(session.snapshot.judged).toBeNull()
  },
)

test('checked or watched without lines, nothing tells of any', async () => {
  const { session, sandbox } = await open(answerRequest, 'export {}\n')
  session.check()
  await vi.waitFor(() => expect(sandbox.checks).toHaveLength(1))
  void session.watchCheck({}, new AbortController().signal)
  await vi.waitFor(() => expect(sandbox.checks).toHaveLength(2))
  for (const { job } of sandbox.checks) {
    expect(job.linesOf).toBeUndefined()
    expect(JSON.stringify(job)).not.toContain('mailroom:lines')
  }
})

test('a check that is watched and stopped while it compiles has an end, as its recording has', async () => {
  const { session, compiler } = await open()
  const ending = new AbortController()
  compiler.compile = () =>
    new Promise((_, reject) => ending.signal.addEventListener('abort', () => reject(new Error('Aborted'))))
  const watched = session.watchCheck({}, ending.signal)
  await turn()
  ending.abort()
  const { report, recording } = await watched
  expect(report).toEqual({ kind: 'stopped' })
  expect(recording.outcome).toBe(report)
})
