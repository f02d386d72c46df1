import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { needsOf } from '../../../src/app/session/step-needs.ts'
import { StepSession } from '../../../src/app/session/step-session.ts'
import type { Lesson } from '../../../src/course/lesson.ts'
import {
  CompilerDouble,
  finished,
  lessonDouble,
  printed,
  SandboxDouble,
  starter,
  turn,
  WorkspaceDouble,
} from '../doubles.ts'
import { ServicesDouble } from '../services-double.ts'

async function open(
  prepare: (parts: { workspace: WorkspaceDouble }) => void = () => {},
  lesson = lessonDouble(),
) {
  const workspace = new WorkspaceDouble()
  const compiler = new CompilerDouble()
  const sandbox = new SandboxDouble()
  prepare({ workspace })
  const language = { start: () => {}, setFiles: () => {} }
  const session = new StepSession({ lesson, workspace, compiler, sandbox, language })
  await session.open()
  await turn()
  return { session, workspace, compiler, sandbox }
}

describe('time, threads and Redis', () => {
  const redisLesson = (changes: Partial<Lesson> = {}): Lesson =>
    lessonDouble({ solution: "import { Redis } from 'ioredis'\n", seed: 'RPUSH q a', ...changes })

  test('what a step needs is seen in any of its files', () => {
    const files = [{ name: 'queue.ts', text: "import { Redis } from 'ioredis'\n" }]
    expect(needsOf(lessonDouble())).toEqual({
      imported: [],
      hasRedis: false,
      hasMail: false,
      hasThreads: false,
      hasApp: false,
      hasTime: false,
    })
    expect(needsOf(lessonDouble({ files }))).toMatchObject({ hasRedis: true, hasTime: true })
    expect(needsOf(lessonDouble({ starter: "import { Thread } from 'threading'" }))).toMatchObject({
      hasRedis: false,
      hasThreads: true,
      hasTime: true,
    })
    const mails = "import { createTransport } from 'nodemailer'\n"
    expect(needsOf(lessonDouble({ files: [{ name: 'mail.ts', text: mails }] }))).toMatchObject({
      hasMail: true,
      hasRedis: false,
      hasTime: true,
    })
    const sleeps = "import { setTimeout as sleep } from 'node:timers/promises'"
    expect(needsOf(lessonDouble({ solution: sleeps }))).toMatchObject({ hasThreads: false, hasTime: true })
    expect(needsOf(lessonDouble({ solution: 'await fetch(url)' }))).toMatchObject({
      hasRedis: false,
      hasTime: true,
    })
  })

  test('Redis is open before anything was run, and each run tells its own', async () => {
    const { session, sandbox } = await open(undefined, redisLesson())
    expect(sandbox.opened.map(({ seed, imported }) => [seed, imported])).toEqual([['RPUSH q a', ['ioredis']]])
    expect(session.snapshot.services).toBe(sandbox.opened[0]?.link)
    const link = new ServicesDouble()
    sandbox.lastRun.listener.onServices?.(link)
    expect(session.snapshot.services).toBe(link)
    session.run()
    await turn()
    sandbox.runs[0]?.listener.onServices?.(null)
    expect(session.snapshot.services).toBe(link)
    const { sandbox: plain, session: without } = await open()
    expect([plain.opened, without.snapshot.services]).toEqual([[], null])
  })

  test('a step that sends mail has servers before its first run, and does not run at each key', async () => {
    const { session, sandbox } = await open(
      undefined,
      lessonDouble({ solution: "import x from 'nodemailer'\n" }),
    )
    expect(session.snapshot.services).toBe(sandbox.opened[0]?.link)
    sandbox.lastRun.finish(finished)
    session.edit('a')
    await turn()
    expect(sandbox.runs).toHaveLength(1)
  })

  test('runs get the seed, the speed and whether data is kept; a reset puts the seed back', async () => {
    const { session, sandbox, workspace } = await open(undefined, redisLesson())
    expect(sandbox.lastRun.options).toEqual({ seed: 'RPUSH q a', speed: 1, keepsData: false })
    sandbox.lastRun.listener.onState?.('running')
    session.setSpeed(20)
    expect([sandbox.lastRun.speeds, workspace.settings.speed, session.snapshot.speed]).toEqual([[20], 20, 20])
    session.setKeepsData(true)
    session.run()
    await turn()
    expect(sandbox.lastRun.options).toMatchObject({ speed: 20, keepsData: true })
    sandbox.lastRun.listener.onState?.('running')
    session.resetData()
    expect(sandbox.lastRun.isStopped).toBe(true)
    expect(session.snapshot.services).toBe(sandbox.opened[1]?.link)
  })

  test('a step that takes no time runs at the speed of time, whatever was chosen', async () => {
    const { sandbox } = await open(({ workspace }) => void workspace.changeSettings({ speed: 'fast' }))
    expect(sandbox.lastRun.options.speed).toBe(1)
  })

  describe('running by itself', () => {
    beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
    afterEach(() => void vi.useRealTimers())

    test('waits until nothing was typed for a moment, and says at once what does not compile', async () => {
      const { session, sandbox, compiler } = await open(undefined, redisLesson())
      sandbox.lastRun.finish(finished)
      await turn()
      session.edit('a')
      await vi.advanceTimersByTimeAsync(300)
      session.edit('ab')
      await vi.advanceTimersByTimeAsync(300)
      expect(sandbox.runs).toHaveLength(1)
      expect(compiler.texts).toEqual([starter, 'a', 'ab'])
      await vi.advanceTimersByTimeAsync(200)
      expect(sandbox.runs).toHaveLength(2)
    })

    test('never with wrong types; by hand all the same', async () => {
      const { session, sandbox } = await open(undefined, redisLesson())
      sandbox.lastRun.finish(finished)
      await turn()
      session.edit('wrong')
      session.hearTypes(true)
      await vi.advanceTimersByTimeAsync(1000)
      expect([sandbox.runs.length, session.snapshot.isHeld]).toEqual([1, true])
      session.hearTypes(false)
      await vi.advanceTimersByTimeAsync(1)
      expect([sandbox.runs.length, session.snapshot.isHeld]).toEqual([2, false])
      sandbox.lastRun.finish(finished)
      session.hearTypes(true)
      session.edit('wrong again')
      await vi.advanceTimersByTimeAsync(1000)
      session.run()
      await vi.advanceTimersByTimeAsync(1)
      expect([sandbox.runs.length, session.snapshot.isHeld]).toEqual([3, false])
    })

    test('a closed session starts nothing more', async () => {
      const { session, sandbox } = await open(undefined, redisLesson())
      session.edit('a')
      session.close()
      await vi.advanceTimersByTimeAsync(1000)
      expect(sandbox.runs).toHaveLength(1)
    })
  })

  test('equal lines of two threads are two lines', async () => {
    const { session, sandbox } = await open()
    const [line] = printed('working')
    if (!line) throw new Error('No line')
    sandbox.lastRun.listener.onConsole([
      { ...line, thread: 'Thread-1' },
      { ...line, thread: 'Thread-2' },
    ])
    expect(session.snapshot.entries).toHaveLength(2)
  })
})
