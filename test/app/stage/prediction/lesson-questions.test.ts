import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { drawings } from '../../../../src/app/stage/structures/drawn.ts'
import { openQuestions } from '../../../../src/app/stage/prediction/prediction.ts'
import { loadCatalogue, loadLesson } from '../../../../src/course/load.ts'
import { findMoment } from '../../../../src/trace/find-moment.ts'
import { TraceLog } from '../../../../src/trace/log.ts'
import { runRecorded } from '../../../compiler/recorded.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** What is right in a run of each solution; of those with Redis, the whole page's tests have a look. */
const answers: { readonly [step: string]: readonly string[] } = {
  '01-lists/01-queue': ['letter to Ada'],
  '01-lists/02-stack': ['letter from Cy'],
  '01-lists/03-binary': ['0'],
  '01-lists/04-two-stacks': ['letter to Bo', 'letter to Bo'],
  '05-coroutines/02-async-queue': ['Cy'],
}

async function record(
  step: string,
  text: (lesson: ReturnType<typeof loadLesson>) => string,
): Promise<TraceLog> {
  const lesson = loadLesson(step, { root })
  const given = Object.fromEntries(lesson.files.map((file) => [file.name, file.text]))
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const { names, records } = await runRecorded({ 'exercise.ts': text(lesson), ...given })
  await (names['main'] as () => Promise<void>)()
  vi.restoreAllMocks()
  const log = new TraceLog()
  log.append([
    { lane: 'main', at: 0, kind: 'start', target: 'main' },
    ...records.map((one) => ({ lane: 'main', ...one, at: 0 })),
  ])
  return log
}

const steps = loadCatalogue(root)
  .chapters.flatMap((chapter) => chapter.steps)
  .map(({ id }) => loadLesson(id, { root }))
  .filter(({ stage, solution }) => stage?.isRecorded && !/ioredis|notice-queue/.test(solution))

test('these steps ask questions of a run without Redis', () => {
  expect(steps.map(({ id }) => id)).toEqual(Object.keys(answers))
})

test.for(steps)(
  '$id asks its questions in a run of its solution, and draws what it says',
  async ({ id, stage }) => {
    const log = await record(id, ({ solution }) => solution)
    const questions = [
      ...openQuestions(log, stage?.predictions ?? [], (moment) => findMoment(log, moment)).values(),
    ]
    const right = questions.map(({ options, answer }) => options.find((option) => option.id === answer)?.text)
    expect(right.map((text) => text?.replace(/^'|'$/g, ''))).toEqual(answers[id])
    expect(questions.map(({ options }) => options.length >= 2 && options.length <= 5)).not.toContain(false)
    const first = Math.min(...questions.map(({ before }) => before))
    const kinds = drawings(log.stateAt(first - 1), stage?.drawn ?? []).map(({ kind }) => kind)
    expect(kinds, 'what the lesson draws is there when it asks').not.toContain('absent')
  },
)

test.for(steps)('$id asks nothing in a run of its starter that it cannot answer', async ({ id, stage }) => {
  const log = await record(id, ({ starter }) => starter)
  const questions = openQuestions(log, stage?.predictions ?? [], (moment) => findMoment(log, moment))
  for (const { options, answer } of questions.values())
    expect(options.map((option) => option.id)).toContain(answer)
})
