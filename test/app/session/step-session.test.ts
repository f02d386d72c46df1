import { describe, expect, test } from 'vitest'
import { StepSession } from '../../../src/app/session/step-session.ts'
import type { Lesson } from '../../../src/course/lesson.ts'
import {
  CompilerDouble,
  finished,
  hung,
  lessonDouble,
  printed,
  problem,
  SandboxDouble,
  starter,
  turn,
  WorkspaceDouble,
} from '../doubles.ts'

async function open(
  prepare: (parts: { workspace: WorkspaceDouble; compiler: CompilerDouble }) => void = () => {},
  lesson?: Lesson,
) {
  const workspace = new WorkspaceDouble()
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  prepare({ workspace, compiler })
  const language = {
    start: () => void languageCalls.push('start'),
    setFiles: () => void languageCalls.push('files'),
  }
  const languageCalls: string[] = []
  const session = new StepSession({
    lesson: lesson ?? lessonDouble(),
    workspace,
    compiler,
    sandbox,
    language,
  })
  await session.open()
  await turn()
  return { session, workspace, compiler, sandbox, languageCalls }
}

const texts = (session: StepSession) =>
  session.snapshot.entries.map(({ values: [first] }) => (first?.kind === 'primitive' ? first.text : ''))

describe('opening', () => {
  test('shows the starter when there is no draft, and the draft when there is one', async () => {
    const { session: fresh } = await open()
    expect(fresh.snapshot).toMatchObject({ isOpen: true, text: starter })
    const { session } = await open(({ workspace }) => {
      workspace.draft = { step: '01-lists/01-queue', text: 'mine', revision: 4, savedAt: 0 }
    })
    expect(session.snapshot.text).toBe('mine')
  })

  test('runs once by itself, with the given files', async () => {
    const { sandbox, compiler } = await open()
    expect(sandbox.runs).toHaveLength(1)
    expect(compiler.asked[0]).toMatchObject({ entry: 'exercise.ts', target: 'module' })
    expect(compiler.asked[0]?.files.map(({ name }) => name)).toEqual(['given.ts', 'exercise.ts'])
    expect(sandbox.lastRun.program.entry).toBe('exercise.ts')
  })

  test('starts nothing by itself when auto-run is off or the last run was killed, and loads what comes next', async () => {
    for (const settings of [{ isAutoRun: false }, { wasRunKilled: true }]) {
      const { session, sandbox, languageCalls } = await open(
        ({ workspace }) => void workspace.changeSettings(settings),
      )
      expect(sandbox.runs).toHaveLength(0)
      expect(session.snapshot.isAutoRun).toBe(false)
      expect(sandbox.warmed).toBe(1)
      expect(languageCalls).toEqual(['files', 'start'])
    }
  })

  test('loads checker and types only after the first result', async () => {
    const { sandbox, languageCalls } = await open()
    expect([sandbox.warmed, languageCalls]).toEqual([0, ['files']])
    sandbox.lastRun.finish(finished)
    await turn()
    expect([sandbox.warmed, languageCalls]).toEqual([1, ['files', 'start']])
  })

  test('an unreadable draft is said, and the starter can be worked on', async () => {
    const { session } = await open(({ workspace }) => {
      workspace.load = () => Promise.reject(new Error('disk on fire'))
    })
    expect(session.snapshot).toMatchObject({ isOpen: true, text: starter, save: { kind: 'not-saved' } })
    expect(session.snapshot.save).toHaveProperty('message', expect.stringContaining('disk on fire'))
  })
})

describe('running', () => {
  test('an edit runs at once, and of those that come while it is compiled only the newest waits', async () => {
    const { session, compiler, sandbox } = await open(({ compiler }) => void (compiler.isManual = true))
    session.edit('a')
    session.edit('ab')
    session.edit('abc')
    expect(compiler.texts).toEqual([starter])
    compiler.asked[0]?.answer({ kind: 'compiled', modules: [] })
    await turn()
    // The first run is still starting: the newest edit waits for that, too.
    expect(compiler.texts).toEqual([starter])
    session.edit('abcd')
    expect(compiler.texts).toEqual([starter])
    sandbox.lastRun.listener.onState?.('running')
    expect(compiler.texts).toEqual([starter, 'abcd'])
    compiler.asked[1]?.answer({ kind: 'compiled', modules: [] })
    await turn()
    expect(sandbox.runs).toHaveLength(2)
    expect(sandbox.runs[0]?.isStopped).toBe(true)
  })

  test('late messages of an older run are never shown', async () => {
    const { session, sandbox } = await open()
    const old = sandbox.lastRun
    old.listener.onState?.('running')
    old.listener.onConsole(printed('old'))
    session.edit('new text')
    await turn()
    const current = sandbox.lastRun
    expect(current).not.toBe(old)
    current.listener.onConsole(printed('new'))
    old.listener.onConsole(printed('late'))
    old.listener.onState?.('waiting')
    old.finish({ kind: 'threw', error: { name: 'Error', message: 'late', frames: [] }, ms: 1 })
    await turn()
    expect(texts(session)).toEqual(['new'])
    expect(session.snapshot.run).toEqual({ kind: 'starting' })
  })

  test('the old output stays, marked as old, until the new run prints or ends', async () => {
    const { session, sandbox } = await open()
    sandbox.lastRun.listener.onConsole(printed('old'))
    sandbox.lastRun.finish(finished)
    await turn()
    session.edit('// prints nothing')
    await turn()
    expect(texts(session)).toEqual(['old'])
    expect(session.snapshot.isOutputStale).toBe(true)
    sandbox.lastRun.finish(finished)
    await turn()
    expect(texts(session)).toEqual([])
    expect(session.snapshot).toMatchObject({
      isOutputStale: false,
      run: { kind: 'ended', outcome: finished },
    })
  })

  test('a text that does not compile keeps the old output, marked, and shows why', async () => {
    const { session, sandbox, compiler } = await open()
    sandbox.lastRun.listener.onConsole(printed('old'))
    sandbox.lastRun.finish(finished)
    await turn()
    compiler.refuses = () => [problem()]
    session.edit('const =')
    await turn()
    expect(texts(session)).toEqual(['old'])
    expect(session.snapshot).toMatchObject({
      isOutputStale: true,
      run: { kind: 'refused' },
      diagnostics: [problem()],
    })
    compiler.refuses = () => []
    session.edit('const a = 1')
    await turn()
    expect(session.snapshot.diagnostics).toEqual([])
  })

  test('with auto-run off an edit is compiled for its problems, and not run', async () => {
    const { session, sandbox, compiler } = await open()
    sandbox.lastRun.finish(finished)
    await turn()
    session.setAutoRun(false)
    compiler.refuses = () => [problem()]
    session.edit('const =')
    await turn()
    expect(session.snapshot.diagnostics).toEqual([problem()])
    expect(sandbox.runs).toHaveLength(1)
    session.setAutoRun(true)
    compiler.refuses = () => []
    session.edit('fine')
    await turn()
    expect(sandbox.runs).toHaveLength(2)
  })

  test('a killed run switches auto-run off, also for a reload, until a manual run ends well', async () => {
    const { session, sandbox, workspace } = await open()
    sandbox.lastRun.finish(hung)
    await turn()
    expect(session.snapshot.isAutoRun).toBe(false)
    expect(workspace.settings.wasRunKilled).toBe(true)
    session.edit('for (;;) {}')
    await turn()
    expect(sandbox.runs).toHaveLength(1)
    session.run()
    await turn()
    sandbox.lastRun.finish({ kind: 'threw', error: { name: 'Error', message: 'no', frames: [] }, ms: 1 })
    await turn()
    expect(workspace.settings.wasRunKilled).toBe(true)
    session.run()
    await turn()
    sandbox.lastRun.finish(finished)
    await turn()
    expect(workspace.settings.wasRunKilled).toBe(false)
    expect(session.snapshot.isAutoRun).toBe(true)
  })

  test('Stop ends a run and a waiting edit; Stop by a person is no killed run', async () => {
    const { session, sandbox, workspace, compiler } = await open()
    sandbox.lastRun.listener.onState?.('running')
    session.edit('a')
    session.edit('ab')
    session.stop()
    await turn()
    expect(sandbox.runs[0]?.isStopped).toBe(true)
    expect(compiler.texts).toEqual([starter, 'a'])
    expect(session.snapshot.run).toMatchObject({ kind: 'ended', outcome: { reason: 'user' } })
    expect(workspace.settings.wasRunKilled).toBe(false)
  })

  test('a compiler that does not answer is said, and Run tries again', async () => {
    const { session, sandbox, compiler } = await open(({ compiler }) => void (compiler.isManual = true))
    compiler.asked[0]?.fail(new Error('The compiler did not answer "compile" within 5000 ms'))
    await turn()
    expect(session.snapshot.run).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('5000 ms'),
    })
    compiler.isManual = false
    session.run()
    await turn()
    expect(sandbox.runs).toHaveLength(1)
  })

  test('uncaught errors become marks at their places', async () => {
    const { session, sandbox } = await open()
    const error = {
      name: 'TypeError',
      message: 'no',
      frames: [{ file: 'exercise.ts', line: 7, column: 3, in: 'pop' }],
    }
    sandbox.lastRun.listener.onConsole([
      { level: 'error', form: 'line', values: [], count: 1, indent: 0, error },
    ])
    expect(session.snapshot.runErrors).toMatchObject([
      { file: 'exercise.ts', line: 7, column: 3, message: 'TypeError: no' },
    ])
  })

  test('the console counts repeats and drops what is beyond 5,000 lines', async () => {
    const { session, sandbox } = await open()
    const { listener } = sandbox.lastRun
    listener.onConsole(printed('same', 'same'))
    listener.onConsole(printed('same', 'other'))
    expect(session.snapshot.entries.map(({ count }) => count)).toEqual([3, 1])
    listener.onConsole(printed(...Array.from({ length: 5000 }, (_, at) => `line ${at}`)))
    expect(session.snapshot.entries).toHaveLength(5000)
    expect(session.snapshot.dropped).toBe(2)
    // What the sandbox says about it is still seen.
    listener.onConsole([{ level: 'info', form: 'note', values: [], count: 1, indent: 0 }])
    expect(session.snapshot.entries).toHaveLength(5001)
    session.clearConsole()
    expect(session.snapshot).toMatchObject({ entries: [], dropped: 0 })
  })
})

describe('help', () => {
  test('shows three hints one at a time and remembers them', async () => {
    const { session, workspace } = await open()
    for (let press = 0; press < 4; press++) session.showHint()
    expect(session.snapshot.hintsShown).toBe(3)
    expect(workspace.marks).toEqual(['hint 1', 'hint 2', 'hint 3', 'hint 3'])
    session.openSolution()
    expect(session.snapshot.isSolutionSeen).toBe(true)
    expect(workspace.marks.at(-1)).toBe('solution seen')
  })

  test('hints shown on another day are still shown', async () => {
    const { session } = await open(({ workspace }) => {
      workspace.progress = { '01-lists/01-queue': { hints: 2, hasSeenSolution: true, checks: 5 } }
    })
    expect(session.snapshot).toMatchObject({ hintsShown: 2, isSolutionSeen: true })
  })
})

test('a closed session stops what runs and says nothing more', async () => {
  const { session, sandbox } = await open()
  const before = session.snapshot
  session.close()
  expect(sandbox.lastRun.isStopped).toBe(true)
  sandbox.lastRun.listener.onConsole(printed('late'))
  await turn()
  expect(session.snapshot).toBe(before)
})
