import { expect, test } from 'vitest'
import {
  drawings,
  growingEnds,
  type DrawnLine,
  type Drawing,
} from '../../../../src/app/stage/structures/drawn.ts'
import { drawBits } from '../../../../src/app/stage/structures/drawn-bits.ts'
import type { End } from '../../../../src/app/stage/structures/drawn-around.ts'
import { drawSet } from '../../../../src/app/stage/structures/drawn-zset.ts'
import { parseDrawn, type DrawnSpec } from '../../../../src/course/lesson-stage.ts'
import type { TraceLog } from '../../../../src/trace/log.ts'
import { taskOfItem } from '../../../../src/trace/task-path.ts'
import type { FrameState, KeyState, TraceState } from '../../../../src/trace/state.ts'
import type { ValueData } from '../../../../src/wire/value-data.ts'
import { StructureRun } from './structure-run.ts'

function draw(
  log: TraceLog,
  spec: string,
  seq = log.lastSeq,
  task: number | null = null,
): readonly Drawing[] {
  const specs = [parseDrawn(spec)].filter((one): one is DrawnSpec => one !== null)
  return drawings(log.stateAt(seq), specs, {
    before: log.stateAt(seq - 1),
    event: log.event(seq) ?? null,
    task,
    taskOf: (id) => taskOfItem(log, id),
    ends: endsOf(log, seq),
  })
}

function endsOf(log: TraceLog, until: number): ReadonlyMap<string, End> {
  let ends: ReadonlyMap<string, End> = new Map()
  for (let seq = 1; seq <= until; seq++) ends = growingEnds(ends, log.stateAt(seq - 1), log.stateAt(seq))
  return ends
}

function line(drawing: Drawing | undefined): DrawnLine {
  if (drawing?.kind !== 'queue' && drawing?.kind !== 'stack' && drawing?.kind !== 'list')
    throw new Error(`${drawing?.kind} is no line of items`)
  return drawing
}

const textsOf = (drawing: Drawing | undefined): readonly string[] => {
  const { first, last } = line(drawing)
  return [...first, ...last].map(({ text }) => text)
}
const wordsOf = (log: TraceLog, spec: string, seq?: number): string => line(draw(log, spec, seq)[0]).words

test('a queue is drawn from its head, whichever end of its array that is', () => {
  const pushed = new StructureRun('MyQueue')
    .structure('queue', [])
    .structure('queue', ['Ada'], "push('Ada')")
    .structure('queue', ['Ada', 'Bo'], "push('Bo')").log
  const turned = new StructureRun('MyQueue')
    .structure('queue', [])
    .structure('queue', ['Ada'], "push('Ada')")
    .structure('queue', ['Bo', 'Ada'], "push('Bo')").log
  for (const log of [pushed, turned]) {
    expect(textsOf(draw(log, 'queue MyQueue')[0])).toEqual(['Ada', 'Bo'])
    expect(wordsOf(log, 'queue queue')).toBe("push('Bo') put it at the tail.")
    expect(wordsOf(log, 'queue queue', 3)).toBe("push('Ada') put it at the tail.")
  }
})

test('a stack is drawn from its top, whichever end of its array that is', () => {
  const make = (top: readonly string[], after: readonly string[]) =>
    new StructureRun()
      .structure('s', [])
      .structure('s', ['Ada'], "push('Ada')")
      .structure('s', top, "push('Bo')")
      .structure('s', after, 'pop()').log
  for (const log of [make(['Ada', 'Bo'], ['Ada']), make(['Bo', 'Ada'], ['Ada'])]) {
    expect(textsOf(draw(log, 'stack MyStack', 4)[0])).toEqual(['Bo', 'Ada'])
    expect(wordsOf(log, 'stack s', 4)).toBe("push('Bo') put it on top.")
    expect(wordsOf(log, 'stack s', 5)).toBe('pop() took “Bo” off the top.')
  }
})

test('both stacks of a queue are drawn, and an item that is poured over stays the same', () => {
  const { log } = new StructureRun()
    .structure('inbox', [])
    .structure('outbox', [])
    .structure('inbox', ['Ada'], "push('Ada')")
    .structure('inbox', [], 'pop()')
    .structure('outbox', ['Ada'], "push('Ada')")
  const [before] = draw(log, 'stack MyStack', 4)
  const [inbox, outbox] = draw(log, 'stack MyStack')
  expect([inbox, outbox].map((one) => line(one).title)).toEqual(['inbox', 'outbox'])
  expect(line(inbox).size).toBe(0)
  expect(line(outbox).first[0]?.id).toBe(line(before).first[0]?.id)
})

test('of a long line the ends are drawn, and those between are counted', () => {
  const items = Array.from({ length: 100 }, (_, at) => `letter ${at}`)
  const { log } = new StructureRun('MyQueue').structure('queue', items)
  const [drawing] = draw(log, 'queue MyQueue')
  expect(line(drawing)).toMatchObject({ hidden: 91, size: 100 })
  expect(textsOf(drawing)).toEqual([...items.slice(0, 7), ...items.slice(-2)])
  const ten = new StructureRun('MyQueue').structure('queue', items.slice(0, 10)).log
  expect(line(draw(ten, 'queue MyQueue')[0])).toMatchObject({ hidden: 0, size: 10 })
})

test('the item that is followed stands out', () => {
  const { log } = new StructureRun('MyQueue')
    .structure('queue', ['Ada'], "push('Ada')")
    .structure('queue', ['Ada', 'Bo'], "push('Bo')")
  expect(line(draw(log, 'queue MyQueue', 3, 3)[0]).first.map(({ isFollowed }) => isFollowed)).toEqual([
    false,
    true,
  ])
})

test('an item that is put back for another try is still the one that is followed', () => {
  const { log } = new StructureRun()
    .command('main', 'RPUSH mail Ada Bo', { put: ['Ada', 'Bo'] })
    .command('Thread-1', 'LPOP mail', { took: 1 })
    .command('Thread-1', 'RPUSH mail Ada', { put: ['Ada'] })
  expect(line(draw(log, 'list mail', 4, 2)[0]).first).toMatchObject([
    { text: 'Bo' },
    { text: 'Ada', id: '4.0', isFollowed: true },
  ])
})

test('what is asked for and not there is said', () => {
  const { log } = new StructureRun()
  expect(draw(log, 'stack MyStack')).toEqual([
    { kind: 'absent', id: 'new MyStack', title: 'MyStack', text: 'None is made yet.' },
  ])
  expect(draw(log, 'bits num')[0]).toMatchObject({ kind: 'absent', title: 'num' })
  expect(draw(log, 'zset later')[0]).toMatchObject({ kind: 'absent', text: 'Nothing is stored here.' })
  expect(line(draw(log, 'list mail')[0])).toMatchObject({ size: 0, title: 'mail', about: 'Redis list' })
})

test('a command on a list says what it did, where and for whom', () => {
  const { log } = new StructureRun()
    .command('main', 'RPUSH mail Ada Bo', { put: ['Ada', 'Bo'] })
    .command('Thread-2', 'BLPOP mail 0', { took: 1 })
    .command('main', 'LLEN mail')
    .command('prompt', 'RPUSH mail Cy', { put: ['Cy'] })
    .command('Thread-1', 'LPOP mail', { reply: { kind: 'nil' } })
  expect([2, 3, 4, 5, 6].map((seq) => wordsOf(log, 'list mail', seq))).toEqual([
    'RPUSH put 2 items at the tail, by the main program.',
    'BLPOP took “Ada” at the head, for Thread-2.',
    'LLEN only looked.',
    'RPUSH put “Cy” at the tail, by you, at the prompt.',
    'LPOP found nothing, for Thread-1.',
  ])
  expect(textsOf(draw(log, 'list mail')[0])).toEqual(['Bo', 'Cy'])
  expect(wordsOf(log, 'list other', 3), 'what is about another key').toBe('')
})

test('an only item is put and taken at the end that the command names', () => {
  const { log } = new StructureRun()
    .command('main', 'LPUSH mail Ada', { put: ['Ada'] })
    .command('main', 'RPOP mail', { took: 1 })
  expect(wordsOf(log, 'list mail', 2)).toBe('LPUSH put “Ada” at the head, by the main program.')
  expect(wordsOf(log, 'list mail', 3)).toBe('RPOP took “Ada” at the tail, for the main program.')
})

test('a pop of a waiting worker is handed what comes', () => {
  const reply = {
    kind: 'list',
    length: 2,
    items: ['mail', 'Ada'].map((text) => ({ kind: 'text' as const, text, length: 4 })),
  } as const
  const { log } = new StructureRun()
    .command('main', 'RPUSH mail Ada')
    .command('Thread-1', 'BLPOP mail 0', { reply })
  expect(wordsOf(log, 'list mail')).toBe('BLPOP was handed “Ada” as it came, for Thread-1.')
})

test('without wishes all that there is is drawn', () => {
  const { log } = new StructureRun('MyQueue')
    .structure('queue', ['Ada'])
    .command('main', 'RPUSH mail Bo', { put: ['Bo'] })
  const all = drawings(log.stateAt(log.lastSeq), [])
  expect(all.map(({ kind, title }) => [kind, title])).toEqual([
    ['queue', 'queue'],
    ['list', 'mail'],
  ])
})

function stateWith(changes: Partial<TraceState>): TraceState {
  return { ...new StructureRun().log.stateAt(1), ...changes }
}

function frameWith(value: ValueData): FrameState {
  const variables = [{ name: 'num', value, isChanged: false }]
  return {
    id: 1,
    parent: null,
    name: 'f',
    file: 'exercise.ts',
    line: 1,
    isAsync: false,
    isWaiting: false,
    variables,
    loop: null,
  }
}

test.for([
  ['number', '13', '1101', '8 + 4 + 1 = 13'],
  ['number', '0', '0', '0 = 0'],
  ['bigint', '5n', '101', '4 + 1 = 5n'],
  ['number', '9007199254740991', '1'.repeat(53), /^2\^52 \+ .* \+ 2\^14 \+ 8192 \+ .* = 9007199254740991$/],
  ['number', '2.5', '', '2.5 is no whole number from 0 on: it has no binary digits.'],
  ['number', '-0', '', /^-0 is no whole number/],
  ['string', '13', '', /^13 is no whole number/],
] as const)('the digits of the %s %s are %s', ([type, text, digits, words]) => {
  const stack = [frameWith({ kind: 'primitive', type, text })]
  const lane = {
    lane: 'main',
    parent: null,
    target: 'main',
    activity: { kind: 'running' },
    stack,
    waiting: [],
  } as const
  const drawn = drawBits('num', stateWith({ lanes: [lane] }))
  expect(drawn?.digits.map(({ digit }) => digit).join('')).toBe(digits)
  expect(drawn?.words).toEqual(typeof words === 'string' ? words : expect.stringMatching(words))
})

function set(scores: readonly number[], at: number) {
  const entries = scores.map((score, index) => ({ text: `task ${index}`, score }))
  const key: KeyState = {
    db: 0,
    key: 'later',
    type: 'zset',
    deadline: null,
    length: entries.length,
    text: '',
    entries,
    idOfEntry: (text) => `${text.at(-1)}.0`,
    items: { length: 0, slice: () => [] },
  }
  return drawSet(key, stateWith({ at }), { task: 2, taskOf: (id) => parseInt(id) + 1 })
}

test('a sorted set of times is drawn by time, with what is due; another by its scores', () => {
  const at = 1_700_000_000_000
  expect(set([at - 2000, at + 6000], at)).toMatchObject({
    now: 0.25,
    about: 'Redis sorted set, by time',
    entries: [
      { score: 'due for 2.0 s', place: 0, isDue: true },
      { score: 'in 6.0 s', place: 1, isDue: false },
    ],
  })
  expect(set([at / 1000 + 10], at), 'seconds').toMatchObject({ entries: [{ score: 'in 10.0 s' }] })
  expect(set([1, 2, Infinity], at)).toMatchObject({
    now: null,
    about: 'Redis sorted set, by score',
    entries: [{ score: '1', place: 0 }, { score: '2', place: 1 }, { place: 1 }],
  })
  expect(set([7, 8], at).entries.map(({ isFollowed }) => isFollowed)).toEqual([false, true])
  expect(set([7], at)).toMatchObject({ entries: [{ place: 0.5, isDue: false }] })
})
