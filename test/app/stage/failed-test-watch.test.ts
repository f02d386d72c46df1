import { expect, test } from 'vitest'
import { RunRecording } from '../../../src/app/session/run-recording.ts'
import {
  FailedTestWatch,
  missedWords,
  watchWords,
  type WatchedTest,
} from '../../../src/app/stage/failed-test-watch.ts'
import type { WatchedCheck, WatchOptions } from '../../../src/app/session/step-checker.ts'
import type { CheckReport } from '../../../src/wire/outcome.ts'

const wanted: WatchedTest = { test: 'MyQueue > first in, first out', hasLines: true }
const tested: CheckReport = { kind: 'tested', isPassed: false, tests: [], lines: [], ms: 1 }

/** A session whose checks end when they are told to, or when they are stopped. */
function sessionOf() {
  const begun: { readonly options: WatchOptions; end(report: CheckReport): void }[] = []
  const watchCheck = (options: WatchOptions, signal: AbortSignal): Promise<WatchedCheck> =>
    new Promise((resolve) => {
      const recording = new RunRecording({ text: '', hasLines: true, orderSeed: null })
      const end = (report: CheckReport): void => resolve({ report, recording })
      signal.addEventListener('abort', () => end({ kind: 'stopped' }))
      begun.push({ options, end })
    })
  return { begun, watchCheck }
}

function watchOf() {
  const states: (string | null)[] = []
  const watch: FailedTestWatch = new FailedTestWatch(() => states.push(watch.now && watchWords(watch.now)))
  return { states, watch }
}

test('says what runs while it runs, and asks for the lines of that test', async () => {
  const { states, watch } = watchOf()
  const session = sessionOf()
  const check = watch.begin(session, wanted)
  expect(states).toEqual(['“first in, first out” is run once more, recorded line by line …'])
  expect(session.begun[0]?.options).toEqual({ linesOf: wanted.test })
  session.begun[0]?.end(tested)
  expect((await check)?.report).toBe(tested)
  expect(states.at(-1)).toBeNull()
})

test('without lines it is run with all others', async () => {
  const { states, watch } = watchOf()
  const session = sessionOf()
  void watch.begin(session, { ...wanted, hasLines: false })
  expect(states).toEqual(['“first in, first out” is run once more, recorded …'])
  expect(session.begun[0]?.options).toEqual({})
})

test('stopped, it gives what was recorded so far; given up for another, nothing', async () => {
  const { states, watch } = watchOf()
  const session = sessionOf()
  const stopped = watch.begin(session, wanted)
  watch.stop()
  expect((await stopped)?.report.kind).toBe('stopped')
  const givenUp = watch.begin(session, wanted)
  const next = watch.begin(session, { ...wanted, test: 'empty' })
  expect(await givenUp).toBeNull()
  expect(states.at(-1)).toContain('“empty”')
  session.begun.at(-1)?.end(tested)
  expect((await next)?.report).toBe(tested)
  expect(watch.now).toBeNull()
})

test('it says so if it passes, ends too early or does not get so far', () => {
  const passes: CheckReport = {
    ...tested,
    tests: [{ name: 'a', status: 'pass', ms: 1, message: '' }],
  }
  expect(missedWords(passes, 'a')).toContain('This time the test passed')
  expect(missedWords(tested, 'a')).toContain('was not run')
  expect(missedWords({ kind: 'timed-out', limitMs: 5000, test: 'a' }, 'a')).toContain('ended after 5 s')
  expect(missedWords({ kind: 'stopped' }, 'a')).toContain('You stopped')
  const error = { name: 'Error', message: 'no network', frames: [] }
  expect(missedWords({ kind: 'crashed', reason: 'checker', error }, 'a')).toContain('no network')
})
