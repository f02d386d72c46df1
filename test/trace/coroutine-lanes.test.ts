import { describe, expect, test } from 'vitest'
import { CoroutineLanes } from '../../src/trace/coroutine-lanes.ts'
import { WrittenRun } from './written-run.ts'

describe('which calls are coroutines', () => {
  test('a call that its caller awaits at once is a part of the caller', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('send', 'main').step('send').awaits('send').awaits('main')
    run.resume('send').leave('send').resume('main').step('main').leave('main')
    expect(names(run)).toEqual([])
  })

  test('a call of whose promise the caller keeps hold while it goes on is a coroutine', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main', 2).enter('send', 'main').step('send').awaits('send').step('main', 3)
    run.awaits('main').resume('send').leave('send').resume('main').leave('main')
    expect(new CoroutineLanesOf(run).all).toEqual([
      { id: 'main#2', frame: 2, name: 'send', startSeq: 3, endSeq: 9 },
    ])
  })

  test('spawn, as in 5.1: what it starts through a function without a name is named after what was given', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main', 1)
    for (const number of [1, 2, 3]) {
      run.enter(`map ${number}`, 'main', false).enter(`spawn ${number}`, `map ${number}`, false)
      run.step(`spawn ${number}`, 1).step(`spawn ${number}`, 2)
      run.enter(`${number}`, `spawn ${number}`)
      run.enter(`send ${number}`, `${number}`).step(`send ${number}`).awaits(`send ${number}`)
      run.leave(`${number}`).step(`spawn ${number}`, 3).leave(`spawn ${number}`).leave(`map ${number}`)
    }
    run.step('main', 2).awaits('main')
    expect(names(run)).toEqual(['send 1', 'send 2', 'send 3'])
  })

  test('a function without a name that awaits what it calls has its name', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('spawn', 'main', false).step('spawn', 1)
    run.enter('?', 'spawn').step('?').enter('send', '?').awaits('send').awaits('?')
    run.step('spawn', 2).leave('spawn').step('main', 2)
    expect(names(run)).toEqual(['send'])
  })

  test('gather, as in 5.3: of several calls in one statement each goes its own way', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('crawl', 'main').step('crawl', 1)
    for (const call of ['consume 1', 'consume 2']) run.enter(call, 'crawl').step(call).awaits(call)
    run.step('crawl', 2)
    for (const call of ['produce 1', 'produce 2']) run.enter(call, 'crawl').step(call).awaits(call)
    run.awaits('crawl', 2).awaits('main')
    expect(names(run)).toEqual(['consume 1', 'consume 2', 'produce 1', 'produce 2'])
  })

  test('gather of unlike calls, and of what a wrapper returns', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main')
    run.enter('producer', 'main').awaits('producer')
    run.enter('start', 'main', false).enter('consumer', 'start').awaits('consumer').leave('start')
    run.awaits('main')
    expect(names(run)).toEqual(['producer', 'consumer'])
  })

  test('a time limit around one call: the caller waits for it', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('send', 'main').awaits('send')
    run.enter('withLimit', 'main', false).step('withLimit').leave('withLimit').awaits('main')
    expect(names(run)).toEqual([])
  })

  test('consumers, as in 5.4, of a coroutine that is one itself', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('startConsumers', 'main').step('startConsumers', 1)
    for (const call of ['consume 1', 'consume 2'])
      run.enter(call, 'startConsumers').step(call).awaits(call).step('startConsumers', 1)
    run.step('startConsumers', 2).awaits('startConsumers').step('main', 2).awaits('main')
    run.resume('consume 1').enter('handle', 'consume 1').awaits('handle').awaits('consume 1')
    expect(names(run)).toEqual(['startConsumers', 'consume 1', 'consume 2'])
  })

  test('a call that ends before its caller waits is none', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('get', 'main').leave('get').step('main').awaits('main')
    expect(names(run)).toEqual([])
  })

  test('an async callback that nobody recorded calls is one, if it waits', () => {
    const run = new WrittenRun()
    run.enter('main', null).awaits('main').enter('tick', null).awaits('tick').resume('main')
    run.enter('tock', null).leave('tock')
    expect(names(run)).toEqual(['tick'])
  })

  test('in a lane of tests one call after the other is the lane itself', () => {
    const run = new WrittenRun('tests')
    run.enter('drain 1', null).awaits('drain 1').resume('drain 1').leave('drain 1')
    run.enter('drain 2', null).awaits('drain 2').resume('drain 2').leave('drain 2')
    expect(new CoroutineLanesOf(run).all).toEqual([])
  })

  test('the end of its lane ends it; a coroutine of another lane goes on', () => {
    const run = new WrittenRun()
    run.enter('main', null).enter('work', 'main').awaits('work').step('main')
    expect(new CoroutineLanesOf(run).all).toMatchObject([{ endSeq: null }])
    run.other({ kind: 'end', how: 'returned' }, 'Thread-1')
    expect(new CoroutineLanesOf(run).all).toMatchObject([{ endSeq: null }])
    run.other({ kind: 'end', how: 'returned' })
    expect(new CoroutineLanesOf(run).all).toMatchObject([{ endSeq: 6 }])
  })
})

describe('whose an event is', () => {
  test('lines are of their call, what is printed of whoever has control', () => {
    const run = twoWorkers()
    run.resume('work 2').print('two').awaits('work 2')
    run.resume('work 1').print('one').awaits('work 1').print('nobody')
    run.resume('main').print('main')
    expect(owners(run, 'resume', 'await', 'console')).toEqual([
      'await: work 1',
      'await: work 2',
      'await: none',
      'resume: work 2',
      'console: work 2',
      'await: work 2',
      'resume: work 1',
      'console: work 1',
      'await: work 1',
      'console: none',
      'resume: none',
      'console: none',
    ])
  })

  test('a coroutine that has begun and waits for the first time gives control back to its caller', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('outer', 'main').awaits('outer').step('main').awaits('main')
    run.resume('outer').enter('inner', 'outer').print('a').awaits('inner').print('b').step('outer')
    expect(owners(run, 'console')).toEqual(['console: inner', 'console: outer'])
  })

  test('commands of one client go to those who wait, in their order, whoever goes on first', () => {
    const run = twoWorkers()
    run.command('lpop mail').command('lpop mail')
    expect(owners(run, 'command')).toEqual(['command: work 1', 'command: work 2'])
    run.resume('work 1').awaits('work 1').resume('work 2')
    run.command('lpop mail').awaits('work 2').resume('work 1')
    expect(owners(run, 'command')).toEqual(['command: work 1', 'command: work 2', 'command: work 1'])
  })

  test('who goes on after an answer had asked: the guess is put right', () => {
    const run = twoWorkers()
    run.blocked('blpop mail 0', 7).command('blpop mail 0', 7)
    expect(owners(run, 'blocked', 'command')).toEqual(['blocked: work 1', 'command: work 1'])
    run.resume('work 2')
    expect(owners(run, 'blocked', 'command')).toEqual(['blocked: work 2', 'command: work 2'])
  })

  test('who sleeps has asked Redis nothing, and what a client says as it connects is nobody’s', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main').enter('nap', 'main').timer(1, 'set').awaits('nap').step('main')
    run.enter('work', 'main').awaits('work').step('main').awaits('main')
    run.command('INFO').command('lpop mail').timer(1, 'fired').resume('nap')
    expect(owners(run, 'timer-set', 'command', 'timer-fired')).toEqual([
      'timer-set: nap',
      'command: none',
      'command: work',
      'timer-fired: nap',
    ])
  })

  test('all lines of a mail session are of one coroutine', () => {
    const run = twoWorkers()
    const say = (session: number): WrittenRun =>
      run.other({ kind: 'smtp', session, from: 'client', text: 'EHLO here' })
    run.resume('work 1').awaits('work 1')
    say(1)
    run.resume('work 2').awaits('work 2')
    say(2)
    say(1)
    expect(owners(run, 'smtp')).toEqual(['smtp: work 1', 'smtp: work 2', 'smtp: work 1'])
  })

  test('once lines are not recorded any more, everything is of the lane', () => {
    const run = twoWorkers()
    run.other({ kind: 'lines-end', steps: 20_000, place: null }).command('lpop mail').print('on')
    expect(owners(run, 'command', 'console')).toEqual(['command: none', 'console: none'])
  })
})

test('following a log as it grows tells the same as reading it whole', () => {
  const run = twoWorkers()
  run
    .command('lpop mail')
    .resume('work 2')
    .print('two')
    .awaits('work 2')
    .command('lpop mail')
    .resume('work 1')
  run.leave('work 1').resume('work 2').leave('work 2').resume('main').leave('main')
  const grown = new CoroutineLanes()
  const log = new WrittenRun().log
  for (const event of run.events) {
    log.append([event])
    grown.follow(log)
    grown.follow(log)
  }
  expect(grown.of('main')).toEqual(new CoroutineLanesOf(run).all)
  expect(log.events(1, log.lastSeq).map(({ seq }) => grown.coroutineAt('main', seq)?.name)).toEqual(
    log.events(1, log.lastSeq).map(({ seq }) => new CoroutineLanesOf(run).at(seq)?.name),
  )
})

test('records of calls whose beginning was lost are left alone', () => {
  const log = new WrittenRun().log
  log.append([
    { lane: 'main', at: 1, kind: 'resume', frame: 9 },
    { lane: 'main', at: 1, kind: 'await', frame: 9, line: 4 },
    { lane: 'main', at: 1, kind: 'leave', frame: 9, how: 'returned' },
  ])
  const lanes = new CoroutineLanes()
  lanes.follow(log)
  expect(lanes.of('main')).toEqual([])
  expect(lanes.coroutineAt('main', 2)).toBeNull()
  expect(lanes.coroutineAt('nobody', 2)).toBeNull()
})

/** `work 1` and `work 2` have been spawned and wait, and main waits for both. */
function twoWorkers(): WrittenRun {
  const run = new WrittenRun()
  run.enter('main', null).step('main', 1)
  for (const call of ['work 1', 'work 2']) run.enter(call, 'main').step(call).awaits(call)
  return run.step('main', 2).awaits('main')
}

class CoroutineLanesOf {
  readonly #lanes = new CoroutineLanes()
  constructor(run: WrittenRun) {
    this.#lanes.follow(run.log)
  }
  get all(): ReturnType<CoroutineLanes['of']> {
    return this.#lanes.of('main')
  }
  at(seq: number): ReturnType<CoroutineLanes['coroutineAt']> {
    return this.#lanes.coroutineAt('main', seq)
  }
}

function names(run: WrittenRun): readonly string[] {
  return new CoroutineLanesOf(run).all.map(({ name }) => name)
}

function owners(run: WrittenRun, ...kinds: readonly string[]): readonly string[] {
  const lanes = new CoroutineLanesOf(run)
  const { log } = run
  return log
    .events(1, log.lastSeq)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, seq }) => `${kind}: ${lanes.at(seq)?.name ?? 'none'}`)
}
