import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findFlows } from '../../src/trace/chrome-flows.ts'
import { toChromeTrace } from '../../src/trace/chrome-trace.ts'
import type { RawEvent } from '../../src/trace/event.ts'
import { TraceLog } from '../../src/trace/log.ts'
import type { KeyChange } from '../../src/trace/records.ts'
import { faultsOf, type ChromeEvent } from './chrome-format.ts'
import { anyRecording } from './random-events.ts'
import { WrittenRun } from './written-run.ts'

const about = { step: '05-coroutines/06-race' }

describe('the format', () => {
  test('any recording is by it', () => {
    fc.assert(
      fc.property(anyRecording, (events) => {
        expect(faultsOf(toChromeTrace(logOf(events), about))).toEqual([])
      }),
    )
  })

  test('any recording with arrows and coroutines is by it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 11 }), { maxLength: 80 }), (moves) => {
        expect(faultsOf(toChromeTrace(wander(moves).log, about))).toEqual([])
      }),
    )
  })

  test('an empty recording, and one whose older events were folded away', () => {
    expect(faultsOf(toChromeTrace(new TraceLog(), about))).toEqual([])
    const log = new TraceLog({ most: 20, keyframeEvery: 4 })
    log.append(wander(Array.from({ length: 200 }, (_, index) => (index * 7) % 12)).events)
    expect(log.firstSeq).toBeGreaterThan(1)
    const file = toChromeTrace(log, about)
    expect(faultsOf(file)).toEqual([])
    expect(JSON.parse(file)).toMatchObject({ otherData: { step: about.step, folded: log.foldedCount } })
  })

  test('times that are broken stay in order', () => {
    const run = new WrittenRun().print('a').print('b').print('c').print('d')
    const times = [1_000, 1e300, 5, 1_000.002]
    const log = logOf(run.events.map((event, index) => ({ ...event, at: times[index] ?? 0 })))
    expect(faultsOf(toChromeTrace(log, about))).toEqual([])
    expect(eventsOf(log).map(({ ts }) => ts)).toEqual([0, 1, 2, 3])
  })
})

describe('what is drawn', () => {
  test('lanes are threads with names, coroutines come after their lane', () => {
    const run = new WrittenRun()
    run.other({ kind: 'start', target: 'main' }).enter('main', null).step('main', 1)
    for (const call of ['work 1', 'work 2']) run.enter(call, 'main').awaits(call)
    run.step('main', 2).other({ kind: 'start', target: 'work' }, 'Thread-1')
    const names = metadata(run.log, 'thread_name').map(({ tid, args }) => [tid, args['name']])
    expect(names).toEqual([
      [1, 'main program'],
      [2, 'main program: work 1'],
      [3, 'main program: work 2'],
      [4, 'Thread-1'],
    ])
    expect(metadata(run.log, 'thread_sort_index').map(({ args }) => args['sort_index'])).toEqual([1, 2, 3, 4])
    expect(metadata(run.log, 'process_name')).toMatchObject([{ args: { name: `Mailroom ${about.step}` } }])
  })

  test('calls nest, and each coroutine has its own on its own thread', () => {
    const run = new WrittenRun()
    run.enter('main', null).step('main', 1).enter('work', 'main').enter('pop', 'work').awaits('pop')
    run.awaits('work').step('main', 2).awaits('main')
    run.resume('pop').leave('pop').resume('work').leave('work').resume('main').leave('main')
    const slices = eventsOf(run.log).filter(({ ph }) => ph === 'X')
    expect(slices.map(({ name, tid, ts, dur }) => [name, tid, ts, dur])).toEqual([
      ['main', 1, 0, 3_250],
      ['work', 2, 500, 2_250],
      ['pop', 2, 750, 1_500],
    ])
  })

  test('waiting in BLPOP, a fetch, a request, a test and a mail session are slices from beginning to end', () => {
    const run = new WrittenRun()
    run.blocked('blpop mail 0', 4).command('blpop mail 0', 4)
    run.other({ kind: 'fetch', id: 1, method: 'GET', url: 'http://api.example.com/' })
    run.other({ kind: 'fetched', id: 1, status: 200, text: 'OK' })
    run.other({ kind: 'request', id: 1, method: 'GET', path: '/mail' })
    run.other({ kind: 'response', id: 1, status: 404 })
    run.other({ kind: 'test', name: 'pops' })
    run.other({ kind: 'tested', name: 'pops', status: 'fail', message: 'no' })
    run.timer(1, 'set').timer(1, 'fired')
    const session = { id: 1, client: '127.0.0.1:1', port: 1025, openedAt: 0, end: null, user: null, mails: 0 }
    run.other({ kind: 'session', session: { ...session, closedAt: null } })
    run.other({ kind: 'session', session: { ...session, closedAt: null, user: 'ada' } })
    run.other({ kind: 'session', session: { ...session, closedAt: 9, end: 'quit' } })
    expect(eventsOf(run.log).map(({ ph, name, dur }) => [ph, name, dur])).toEqual([
      ['X', 'waits in blpop mail 0', 250],
      ['X', 'BLPOP mail', 20],
      ['X', 'fetch GET http://api.example.com/', 250],
      ['X', 'GET /mail', 250],
      ['X', 'pops', 250],
      ['X', 'timer 100 ms', 250],
      ['X', 'SMTP session 1 of 127.0.0.1:1', 500],
      ['i', expect.stringContaining('session'), undefined],
    ])
  })

  test('what crosses is asynchronous; what has no end lasts to the end of the recording', () => {
    const run = new WrittenRun()
    run.timer(1, 'set').timer(2, 'set').timer(1, 'fired').timer(2, 'fired').timer(3, 'set').print('end')
    expect(eventsOf(run.log).map(({ ph, name, ts, dur }) => [ph, name.slice(0, 8), ts, dur])).toEqual([
      ['X', 'timer 10', 0, 500],
      ['b', 'timer 10', 250, undefined],
      ['e', 'timer 10', 750, undefined],
      ['X', 'timer 10', 1_000, 251],
      ['i', 'console.', 1_250, undefined],
    ])
  })

  test('a push and what took it are joined by an arrow, from slice to slice', () => {
    const events = eventsOf(pushAndPop().log)
    const flow = events.filter(({ ph }) => 'stf'.includes(ph))
    expect(flow.map(({ ph, id }) => ph + id)).toEqual(['s1', 'f1'])
    const slices = flow.map(({ ts, tid }) =>
      events.find((event) => event.ph === 'X' && event.ts === ts && event.tid === tid),
    )
    expect(slices.map((slice) => slice?.name)).toEqual(['RPUSH mail', 'LPOP mail'])
  })

  test('a chain of causes is one arrow with a step; a second effect has an arrow of its own', () => {
    const log = new WrittenRun().print('a').print('b').print('c').print('d').log
    const causes = [null, 1, 2, 1]
    const linked = log.events(1, 4).map((event, index) => ({ ...event, cause: causes[index] ?? null }))
    const marks = [...findFlows(linked, [])].map(([seq, of]) => [seq, of.map(({ ph, id }) => `${ph}${id}`)])
    expect(marks).toEqual([
      [1, ['s1', 's2']],
      [2, ['t1']],
      [3, ['f1']],
      [4, ['f2']],
    ])
  })

  test('all that happened is there: each event in some `args`', () => {
    const { log } = wander(Array.from({ length: 100 }, (_, index) => (index * 5) % 12))
    const told = eventsOf(log).flatMap(({ args }) => [args?.['event'], args?.['endEvent']])
    expect(new Set(told.filter((seq) => seq !== undefined)).size).toBe(log.lastSeq)
  })
})

function eventsOf(log: TraceLog): readonly ChromeEvent[] {
  const file = JSON.parse(toChromeTrace(log, about)) as { readonly traceEvents: readonly ChromeEvent[] }
  return file.traceEvents.filter(({ ph }) => ph !== 'M')
}

function metadata(log: TraceLog, wanted: string): readonly ChromeEvent[] {
  const file = JSON.parse(toChromeTrace(log, about)) as { readonly traceEvents: readonly ChromeEvent[] }
  return file.traceEvents.filter(({ ph, name }) => ph === 'M' && name === wanted)
}

function logOf(events: readonly RawEvent[]): TraceLog {
  const log = new TraceLog()
  log.append(events)
  return log
}

function pushAndPop(run = new WrittenRun()): WrittenRun {
  const edit = (removed: number, added: readonly string[]): readonly KeyChange[] => [
    { db: 0, key: 'mail', kind: 'list-edits', edits: [{ at: 0, removed, added }] },
  ]
  run.command('rpush mail a', 1, { kind: 'integer', text: '1' }, edit(0, ['a']))
  return run.command('lpop mail', 2, { kind: 'text', text: 'a', length: 1 }, edit(1, []))
}

/** A run of coroutines, timers, commands and arrows in an order that the numbers say. */
function wander(moves: readonly number[]): WrittenRun {
  const run = new WrittenRun()
  run.other({ kind: 'thread', thread: 'Thread-1', target: 'work' })
  run.other({ kind: 'start', target: 'work' }, 'Thread-1').enter('main', null).step('main')
  for (const call of ['work 1', 'work 2', 'work 3']) run.enter(call, 'main').step(call).awaits(call)
  run.step('main').awaits('main')
  for (const [index, move] of moves.entries()) {
    const work = `work ${(move % 3) + 1}`
    if (move < 3) run.resume(work).print('one').awaits(work)
    else if (move < 5) run.resume(work).timer(index, 'set').awaits(work)
    else if (move < 6) run.timer(index - 1, 'fired')
    else if (move < 8) pushAndPop(run)
    else if (move < 9)
      run.resume(work).enter(`call ${index}`, work).step(`call ${index}`).leave(`call ${index}`).awaits(work)
    else if (move < 10) run.blocked('blpop mail 0', 7)
    else if (move < 11) run.command('blpop mail 0', 7)
    else run.other({ kind: 'timer-set', timer: 1, ms: index }, 'Thread-1')
  }
  return run
}
