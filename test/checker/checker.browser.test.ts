import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCheckerScript } from '../../src/checker/checker-script.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { pageScripts } from '../../src/sandbox/scripts.ts'
import type { CheckReport, TestResult } from '../../src/wire/outcome.ts'
import type { CheckJob } from '../../src/wire/sandbox-messages.ts'
import { functionModule, jobOf } from './jobs.ts'

let sandbox: Sandbox

beforeAll(() => {
  sandbox = new Sandbox(document.body, pageScripts(loadCheckerScript))
})
afterAll(() => sandbox.dispose())

const check = (job: CheckJob): Promise<CheckReport> => sandbox.check(job).done

async function tested(
  job: CheckJob,
): Promise<{ isPassed: boolean; tests: readonly TestResult[]; lines: readonly string[] }> {
  const report = await check(job)
  if (report.kind !== 'tested') throw new Error(JSON.stringify(report))
  return report
}

describe('a check', () => {
  test('passes what passes', async () => {
    const job = jobOf('function add(a, b) { console.log("hi", a); return a + b }', ['add'], {
      'adds two numbers': 'expect(exercise.add(1, 2)).toBe(3)',
      'adds nothing': 'expect(exercise.add(0, 0)).toBe(0)',
    })
    const report = await tested(job)
    expect(report.isPassed).toBe(true)
    expect(report.tests.map((result) => [result.name, result.status])).toEqual([
      ['adds two numbers', 'pass'],
      ['adds nothing', 'pass'],
    ])
    expect(report.lines).toEqual(['hi 1', 'hi 0'])
  })

  test('takes a failed test’s message apart', async () => {
    const job = jobOf('function first() { return "b" }', ['first'], {
      'takes the oldest': `expect(exercise.first(), "It should be 'a'; it was 'b'.\\n→ Which end are you reading?").toBe('a')`,
    })
    const report = await tested(job)
    expect(report.isPassed).toBe(false)
    expect(report.tests[0]).toMatchObject({
      status: 'fail',
      message: "It should be 'a'; it was 'b'.",
      feedback: 'Which end are you reading?',
      difference: { expected: 'a', received: 'b' },
    })
  })

  test('says where in the learner’s file an error arose', async () => {
    const job = jobOf('function go() {\n  return null.x\n}', ['go'], { goes: 'exercise.go()' })
    const [result] = (await tested(job)).tests
    expect(result?.message).toContain('TypeError')
    expect(result?.error?.frames[0]).toMatchObject({ file: 'exercise.ts', line: 3, in: 'go' })
  })

  test('tells apart: could not be loaded, timed out, crashed unseen', async () => {
    const tests = { 'a test': 'await exercise.go()' }
    const load = await check(jobOf('throw new RangeError("at the top")\nfunction go() {}', ['go'], tests))
    expect(load).toMatchObject({
      kind: 'crashed',
      reason: 'load',
      error: { name: 'RangeError', message: 'at the top' },
    })
    const hang = await check(jobOf('const go = () => new Promise(() => {})', ['go'], tests, 500))
    expect(hang).toEqual({ kind: 'timed-out', limitMs: 500, test: 'a test' })
    const loop = await check(jobOf('const go = () => { for (;;); }', ['go'], tests, 800))
    expect(loop).toEqual({ kind: 'timed-out', limitMs: 800, test: 'a test' })
    const unseen = await check(
      jobOf('const go = () => { Promise.reject(new Error("unseen")) }', ['go'], tests),
    )
    expect(unseen).toMatchObject({ kind: 'crashed', reason: 'unhandled', error: { message: 'unseen' } })
  })

  test('gives an answer that computes for long its whole time', async () => {
    // The pause lets the watchdog hear of the worker before it falls silent.
    const slow =
      'const go = async () => { await new Promise((r) => setTimeout(r, 600)); const end = Date.now() + 2600; while (Date.now() < end); return 1 }'
    const job = jobOf(slow, ['go'], { 'is slow': 'expect(await exercise.go()).toBe(1)' }, 15_000)
    expect(await tested(job)).toMatchObject({ isPassed: true })
  })

  test('wants exactly the expected tests', async () => {
    const job = jobOf('const a = 1', ['a'], { one: 'expect(exercise.a).toBe(1)' })
    expect((await tested({ ...job, expectedTests: ['one', 'two'] })).isPassed).toBe(false)
    expect((await tested({ ...job, expectedTests: [] })).isPassed).toBe(false)
    expect((await tested(job)).isPassed).toBe(true)
  })

  test('can be stopped', async () => {
    const going = sandbox.check(
      jobOf('const go = () => new Promise(() => {})', ['go'], { waits: 'await exercise.go()' }),
    )
    going.stop()
    expect(await going.done).toEqual({ kind: 'stopped' })
  })

  test('follows a fake clock in the program too', async () => {
    const job = jobOf('const later = (f) => { setTimeout(f, 60000); return Date.now() }', ['later'], {
      'after a minute': `vi.useFakeTimers({ now: 1000 }); let done = false
        expect(exercise.later(() => { done = true })).toBe(1000)
        vi.advanceTimersByTime(60000); expect(done).toBe(true); vi.useRealTimers()`,
    })
    expect(await tested(job)).toMatchObject({ isPassed: true })
  })

  test('shares given files with the program, frozen', async () => {
    const stack = functionModule(
      'stack.ts',
      '$export({ MyStack: () => MyStack })\nclass MyStack { #items = []; push(item) { this.#items.push(item) } size() { return this.#items.length } }',
    )
    const exercise = functionModule(
      'exercise.ts',
      'const { MyStack } = $require("stack.ts"); $export({ isIt: () => isIt }); const isIt = (value) => value instanceof MyStack; try { MyStack.prototype.size = () => 99 } catch {}',
      ['stack.ts'],
    )
    const tests = functionModule(
      'exercise.test.ts',
      `const { test, expect } = $require('vitest'); const { MyStack } = $require('stack.ts'); const { isIt } = $require('exercise.ts')
       test('one', () => { const stack = new MyStack(); expect(isIt(stack)).toBe(true); expect(stack.size()).toBe(0) })`,
      ['vitest', 'stack.ts', 'exercise.ts'],
    )
    const job = {
      test: [stack, tests],
      learner: [stack, exercise],
      threads: null,
      expectedTests: ['one'],
      timeLimitMs: 3000,
    }
    expect(await tested(job)).toMatchObject({ isPassed: true })
  })
})

describe('the program cannot', () => {
  const tests = { 'is one': 'expect(exercise.one()).toBe(1)' }
  const attempts: [string, string][] = [
    [
      'reach the global scope through constructors',
      `let g; try { g = (async () => {}).constructor('return globalThis')() } catch {}; try { g = one.constructor('return this')() } catch {}; try { g.postMessage({}); g.__vitest_worker__.current = null } catch {}`,
    ],
    [
      'find vitest or its state',
      `try { $require('vitest').expect = () => {} } catch {}; try { globalThis.__vitest_worker__.config.passWithNoTests = true } catch {}`,
    ],
    [
      'patch promises, functions, arrays',
      `for (const f of [Promise.prototype, Function.prototype, Array.prototype, Object.prototype]) for (const k of Reflect.ownKeys(f)) try { f[k] = () => 1 } catch {}`,
    ],
    ['end the worker', `try { close() } catch {}; try { self.close() } catch {}`],
    ['evaluate text by timers', `try { setTimeout('globalThis.x = 1') } catch {}`],
    [
      'claim equality',
      `const chameleon = { asymmetricMatch: () => true, $$typeof: Symbol.for('jest.asymmetricMatcher') }`,
    ],
  ]
  test.each(attempts)('%s', async (_name, code) => {
    const one = code.includes('chameleon')
      ? 'function one() { return chameleon }'
      : 'function one() { return 2 }'
    expect(await tested(jobOf(`${one}\n${code}`, ['one'], tests))).toMatchObject({ isPassed: false })
  })

  test('pass as a chameleon where a test compares deeply', async () => {
    const deep = {
      'is deep': 'expect(exercise.one()).toEqual({ a: 1 })',
      soon: 'await expect(Promise.resolve(exercise.one())).resolves.toEqual({ a: 1 })',
    }
    const code = 'const one = () => ({ a: { asymmetricMatch: () => true } })'
    const report = await tested(jobOf(code, ['one'], deep))
    expect(report.tests.map((result) => result.status)).toEqual(['fail', 'fail'])
  })
})
