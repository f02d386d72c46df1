import { afterEach, expect, test, vi } from 'vitest'
import '../../../../src/app/tokens.css'
import { PlaceChosen } from '../../../../src/app/panels/place-link.ts'
import '../../../../src/app/stage/frames/frames.ts'
import type { TraceLog } from '../../../../src/trace/log.ts'
import { findAll, findButton, findOne, violations, words } from '../../page.ts'
import { StructureRun } from '../structures/structure-run.ts'

const value = (text: string) => ({ kind: 'primitive', type: 'number', text }) as const

async function open(log: TraceLog, seq = log.lastSeq) {
  const panel = document.createElement('mr-frames')
  panel.state = log.stateAt(seq)
  document.body.append(panel)
  await panel.updateComplete
  return panel
}

const { log } = new StructureRun()
  .event('main', {
    kind: 'enter',
    frame: 1,
    parent: null,
    name: 'main',
    file: 'exercise.ts',
    line: 30,
    isAsync: true,
  })
  .event('main', { kind: 'step', frame: 1, line: 31, changes: [{ name: 'count', value: value('7') }] })
  .event('main', {
    kind: 'enter',
    frame: 2,
    parent: 1,
    name: 'transform',
    file: 'exercise.ts',
    line: 5,
    isAsync: false,
  })
  .event('main', { kind: 'step', frame: 2, line: 8, changes: [{ name: 'num', value: value('13') }] })
  .event('main', {
    kind: 'step',
    frame: 2,
    line: 9,
    loop: { line: 7, count: 3 },
    changes: [{ name: 'rest', value: value('6') }],
  })

afterEach(() => document.body.replaceChildren())

test('the innermost call comes first, with its line, its loop and its variables', async () => {
  const panel = await open(log)
  const [inner, outer] = findAll(panel, 'li').map(words)
  expect(inner).toBe('transform() exercise.ts:9 3rd time round the loop at line 7')
  expect(outer).toBe('async main() exercise.ts:31')
  expect(findAll(panel, 'dl > div').map(words)).toEqual(['num 13', 'rest ● changed 6'])
})

test('another call shows its own variables, for as long as it is there', async () => {
  const panel = await open(log)
  findButton(panel, /main/).click()
  await panel.updateComplete
  expect(words(findOne(panel, '.variables'))).toBe('Variables of main() count ● changed 7')
  expect(findButton(panel, /main/).getAttribute('aria-pressed')).toBe('true')
  panel.state = log.stateAt(1)
  await panel.updateComplete
  expect(words(panel)).toContain('No call is recorded at this moment.')
})

test('a line can be gone to', async () => {
  const panel = await open(log)
  const chosen = vi.fn<(event: Event) => void>()
  document.body.addEventListener(PlaceChosen.type, chosen, { once: true })
  findButton(panel, 'exercise.ts:9').click()
  expect(chosen.mock.calls[0]?.[0]).toMatchObject({ file: 'exercise.ts', line: 9 })
})

test('a call that waits stands apart', async () => {
  const run = new StructureRun()
    .event('main', {
      kind: 'enter',
      frame: 1,
      parent: null,
      name: 'main',
      file: 'exercise.ts',
      line: 30,
      isAsync: true,
    })
    .event('main', { kind: 'await', frame: 1, line: 31 })
    .event('main', {
      kind: 'enter',
      frame: 2,
      parent: 1,
      name: 'work',
      file: 'exercise.ts',
      line: 5,
      isAsync: false,
    })
  const panel = await open(run.log)
  expect(findAll(panel, 'section').map(words)).toEqual([
    'Calls the innermost first work() exercise.ts:5',
    'Waiting in await they go on later async main() exercise.ts:31',
    'Variables of work() None yet.',
  ])
})

test('calls of async functions that wait are all there, also those that nothing on the stack has called', async () => {
  const enter = (frame: number, name: string) =>
    ({ kind: 'enter', frame, parent: 1, name, file: 'exercise.ts', line: 5, isAsync: true }) as const
  const run = new StructureRun()
    .event('main', { ...enter(1, 'main'), parent: null, line: 30 })
    .event('main', enter(2, 'drain'))
    .event('main', { kind: 'await', frame: 2, line: 6 })
    .event('main', enter(3, 'drain'))
    .event('main', { kind: 'await', frame: 3, line: 7 })
    .event('main', enter(4, 'work'))
  const panel = await open(run.log)
  expect(findAll(panel, '.calls section').map((section) => findAll(section, 'li').map(words))).toEqual([
    ['async work() exercise.ts:5', 'async main() exercise.ts:30'],
    ['async drain() exercise.ts:7', 'async drain() exercise.ts:6'],
  ])
})

test('a lane that has ended, and one that is none, say so', async () => {
  const ended = new StructureRun().event('main', { kind: 'end', how: 'returned' })
  const panel = await open(ended.log)
  expect(words(panel)).toBe('main program has ended: no call is left.')
  panel.lane = 'Thread-9'
  await panel.updateComplete
  expect(words(panel)).toBe('Nothing runs here at this moment.')
})

test.for(['light', 'dark'])('everybody can use it, in the %s theme', async (theme) => {
  expect(await violations(await open(log), theme)).toEqual([])
})
