import { expect, test } from 'vitest'
import { openQuestion, openQuestions } from '../../../../src/app/stage/prediction/prediction.ts'
import type { PredictionSpec } from '../../../../src/course/lesson-stage.ts'
import { StructureRun } from '../structures/structure-run.ts'

const items = { ask: 'Which?', explain: 'Because.', of: 'items' } as const
const lanes = { ...items, of: 'lanes' } as const
const enter = (frame: number, name = 'MyQueue.pop') =>
  ({ kind: 'enter', frame, parent: null, name, file: 'exercise.ts', line: 9, isAsync: false }) as const
const leave = (frame: number) => ({ kind: 'leave', frame, how: 'returned' }) as const

function textsOf(question: ReturnType<typeof openQuestion>): readonly string[] {
  return question?.options.map(({ text }) => text).sort() ?? []
}

function answerOf(question: ReturnType<typeof openQuestion>): string | undefined {
  return question?.options.find(({ id }) => id === question.answer)?.text
}

const popped = new StructureRun('MyQueue')
  .structure('queue', ['Ada', 'Bo', 'Cy'])
  .event('main', enter(1))
  .event('main', { kind: 'step', frame: 1, line: 10 })
  .structure('queue', ['Bo', 'Cy'], 'pop()')
  .event('main', leave(1)).log

test('a call is asked about with the items that wait, and answered by the one that leaves in it', () => {
  const question = openQuestion(popped, 3, items, 0)
  expect(question).toMatchObject({ index: 0, before: 3, ask: 'Which?', explain: 'Because.' })
  expect(textsOf(question)).toEqual(['Ada', 'Bo', 'Cy'])
  expect(answerOf(question)).toBe('Ada')
})

test('the order of the options is the same each time, and says nothing of the answer', () => {
  expect(openQuestion(popped, 3, items, 0)).toEqual(openQuestion(popped, 3, items, 0))
  const places = Array.from({ length: 40 }, (_, at) => {
    const letters = ['a', 'b', 'c', 'd'].map((letter) => `letter ${letter}${at}`)
    const { log } = new StructureRun('MyQueue')
      .structure('queue', letters)
      .event('main', enter(1))
      .structure('queue', letters.slice(1), 'pop()')
    const question = openQuestion(log, 3, items, 0)
    return question?.options.findIndex(({ id }) => id === question.answer)
  })
  expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]))
})

test('of a long line at most five can be chosen, the right one among them', () => {
  const letters = Array.from({ length: 60 }, (_, at) => `letter ${at}`)
  const { log } = new StructureRun()
    .structure('stack', letters)
    .event('main', enter(1))
    .structure('stack', letters.slice(0, -1), 'pop()')
  const question = openQuestion(log, 3, items, 0)
  expect(question?.options).toHaveLength(5)
  expect(answerOf(question)).toBe('letter 59')
})

test('items that read the same are one choice', () => {
  const { log } = new StructureRun()
    .structure('stack', ['1', '0', '1', '1'])
    .event('main', enter(1))
    .structure('stack', ['1', '0', '1'], 'pop()')
  const question = openQuestion(log, 3, items, 0)
  expect(textsOf(question)).toEqual(['0', '1'])
  expect(answerOf(question)).toBe('1')
})

test('one item alone is asked about with those that lie elsewhere', () => {
  const { log } = new StructureRun()
    .structure('inbox', ['Cy'])
    .structure('outbox', ['Bo'])
    .event('main', enter(1))
    .structure('outbox', [], 'pop()')
  const question = openQuestion(log, 4, items, 0)
  expect(textsOf(question)).toEqual(['Bo', 'Cy'])
  expect(answerOf(question)).toBe('Bo')
})

test('a pop that finds nothing has nothing as its answer', () => {
  const { log } = new StructureRun()
    .command('main', 'RPUSH mail 7 8', { put: ['7', '8'] })
    .command('main', 'LPOP mail', { took: 1 })
    .command('main', 'LPOP mail', { took: 1 })
    .command('main', 'LPOP mail', { reply: { kind: 'nil' } })
  const last = openQuestion(log, 5, items, 0)
  expect(textsOf(last)).toEqual(['7', '8', 'nothing: none is left'])
  expect(last?.answer).toBe('nothing')
  expect(answerOf(openQuestion(log, 4, items, 0))).toBe('8')
  expect(answerOf(openQuestion(log, 3, items, 0))).toBe('7')
})

test('what another lane takes meanwhile is no answer, nor what comes after the call', () => {
  const { log } = new StructureRun('MyQueue')
    .command('main', 'RPUSH mail 7 8', { put: ['7', '8'] })
    .structure('queue', ['Ada', 'Bo'])
    .event('main', enter(1))
    .command('Thread-1', 'LPOP mail', { took: 1 })
    .event('main', leave(1))
    .structure('queue', ['Bo'], 'pop()')
  expect(openQuestion(log, 4, items, 0)?.answer).toBe('nothing')
})

test('lanes are asked about while two are alive', () => {
  const { log } = new StructureRun()
    .command('main', 'RPUSH mail 7 8', { put: ['7', '8'] })
    .event('main', { kind: 'thread', thread: 'Thread-1', target: 'dojob' })
    .event('Thread-1', { kind: 'start', target: 'dojob' })
    .command('Thread-1', 'LPOP mail', { took: 1 })
    .event('Thread-1', { kind: 'end', how: 'returned' })
    .command('main', 'LPOP mail', { took: 1 })
  const question = openQuestion(log, 5, lanes, 0)
  expect(textsOf(question)).toEqual(['Thread-1', 'main program'])
  expect(question?.answer).toBe('Thread-1')
  expect(openQuestion(log, 7, lanes, 0)).toBeNull()
})

test('the questions of a step are asked at their places, those answered and those that never come left out', () => {
  const spec = (nth: number): PredictionSpec => ({ ...items, before: { what: 'call', text: 'pop', nth } })
  const find = ({ nth }: { readonly nth: number }) => (nth === 1 ? 3 : null)
  expect([...openQuestions(popped, [spec(2), spec(1)], find)]).toEqual([
    [3, expect.objectContaining({ index: 1, before: 3 })],
  ])
  expect(openQuestions(popped, [spec(1)], find, (index) => index === 0).size).toBe(0)
  expect(openQuestion(popped, 99, items, 0)).toBeNull()
})
