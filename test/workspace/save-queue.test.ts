import { expect, test } from 'vitest'
import type { StepId } from '../../src/course/lesson.ts'
import type { SaveOutcome, SaveReason, SaveRequest } from '../../src/workspace/draft.ts'
import { SaveQueue } from '../../src/workspace/save-queue.ts'

const step: StepId = '01-lists/01-queue'

function request(text: string, baseRevision: number, reason: SaveReason = 'edit'): SaveRequest {
  return { step, text, baseRevision, reason, savedAt: 0 }
}

/** A queue whose writes end when the test says so. */
function slowQueue() {
  const written: string[] = []
  const answers: ((outcome: SaveOutcome) => void)[] = []
  const queue = new SaveQueue(({ text, baseRevision }) => {
    written.push(`${text} on ${baseRevision}`)
    return new Promise((resolve) => answers.push(resolve))
  })
  const answer = async (outcome: SaveOutcome): Promise<void> => {
    answers.shift()?.(outcome)
    // The next write begins in the microtasks that follow.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { queue, written, answer }
}

function saved(revision: number): SaveOutcome {
  return { kind: 'saved', draft: { step, text: '', revision, savedAt: 0 } }
}

test('of edits that wait together the newest is written, and each caller is answered', async () => {
  const { queue, written, answer } = slowQueue()
  const outcomes = Promise.all(['a', 'b', 'c', 'd'].map((text) => queue.save(request(text, 3))))
  await answer(saved(4))
  await answer(saved(5))
  expect(written, 'a was on its way; d follows on what a became').toEqual(['a on 3', 'd on 4'])
  expect(await outcomes).toEqual([saved(4), saved(5), saved(5), saved(5)])
})

test('what is no edit is never skipped', async () => {
  const { queue, written, answer } = slowQueue()
  const outcomes = Promise.all([
    queue.save(request('a', 0)),
    queue.save(request('b', 0)),
    queue.save(request('reset', 0, 'reset')),
    queue.save(request('c', 0)),
    queue.save(request('d', 0)),
  ])
  for (const revision of [1, 2, 3, 4]) await answer(saved(revision))
  await outcomes
  expect(written).toEqual(['a on 0', 'b on 1', 'reset on 2', 'd on 3'])
})

test('a text made from another draft than the one ahead keeps its base, and so meets the check', async () => {
  const { queue, written, answer } = slowQueue()
  void queue.save(request('a', 3))
  void queue.save(request('b', 1))
  await answer(saved(4))
  expect(written).toEqual(['a on 3', 'b on 1'])
})

test('after a conflict the waiting text does not follow on theirs', async () => {
  const { queue, written, answer } = slowQueue()
  void queue.save(request('a', 3))
  void queue.save(request('b', 3))
  await answer({ kind: 'conflict', theirs: { step, text: 'theirs', revision: 9, savedAt: 0 } })
  expect(written).toEqual(['a on 3', 'b on 3'])
})

test('steps do not wait for each other, and settled waits for all of them', async () => {
  const { queue, written, answer } = slowQueue()
  void queue.save(request('a', 0))
  void queue.save({ ...request('b', 0), step: '01-lists/02-stack' })
  expect(written).toEqual(['a on 0', 'b on 0'])
  let isSettled = false
  const settled = queue.settled().then(() => (isSettled = true))
  await answer(saved(1))
  expect([queue.isBusy(step), isSettled]).toEqual([false, false])
  await answer(saved(1))
  await settled
  expect(queue.isBusy('01-lists/02-stack')).toBe(false)
})
