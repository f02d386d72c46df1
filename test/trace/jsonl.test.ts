import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RawEvent, TraceEvent } from '../../src/trace/event.ts'
import { JsonlReader } from '../../src/trace/jsonl-reader.ts'
import { readJsonl, toJsonl, type ReadRecording } from '../../src/trace/jsonl.ts'
import { TraceLog } from '../../src/trace/log.ts'
import { comparable, plain } from './plain-state.ts'
import { anyRecording } from './random-events.ts'
import { WrittenRun } from './written-run.ts'

const info = { step: '05-coroutines/06-race', text: 'export async function main() {}\n', startedAt: 1_000 }

describe('what was written is read again', () => {
  test('any recording: what it is of, its events, and how things stood after each', () => {
    fc.assert(
      fc.property(anyRecording, (events) => {
        const log = logOf(events)
        const read = recording(readJsonl(toJsonl(log, info)))
        expect(read.info).toEqual(info)
        const again = logOf(read.events)
        expect(again.events(1, again.lastSeq)).toEqual(log.events(1, log.lastSeq))
        for (let seq = 0; seq <= log.lastSeq; seq++)
          expect(plain(again.stateAt(seq))).toEqual(plain(log.stateAt(seq)))
      }),
    )
  })

  test('in pieces of any length it is the same', () => {
    const text = toJsonl(someRun().log, { ...info, text: 'let a = "ü\u{1F600}"\n' })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (length) => {
        const reader = new JsonlReader()
        for (let at = 0; at < text.length; at += length)
          expect(reader.add(text.slice(at, at + length))).toBe(true)
        expect(reader.end()).toEqual(readJsonl(text))
      }),
      { numRuns: 30 },
    )
  })

  test('one line says what it is of, each other one event, without what a log adds', () => {
    const [header, ...lines] = toJsonl(new WrittenRun().print('one').print('two').log, info)
      .trimEnd()
      .split('\n')
    expect(JSON.parse(header ?? '')).toEqual({ mailroom: 'recording', version: 1, count: 2, ...info })
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([
      ['kind', 'entry', 'at', 'lane'],
      ['kind', 'entry', 'at', 'lane'],
    ])
  })

  test('without a break after the last line, with breaks of Windows, and a mark at the beginning', () => {
    const text = toJsonl(someRun().log, info)
    const read = readJsonl(text)
    expect(readJsonl(text.trimEnd())).toEqual(read)
    expect(readJsonl(text.replaceAll('\n', '\r\n'))).toEqual(read)
    expect(readJsonl(`\uFEFF${text}`)).toEqual(read)
    expect(readJsonl(text.replace('\n', '\n\n'))).toEqual(read)
    expect(recording(read).note).toBeNull()
  })
})

describe('a recording whose older events were folded away', () => {
  test('begins with how things stood, errors and mails kept, and tells of it', () => {
    const log = new TraceLog({ most: 20, keyframeEvery: 4 })
    const run = new WrittenRun()
    run.other({ kind: 'start', target: 'main' })
    run.other({ kind: 'thread', thread: 'Thread-1', target: 'work' })
    run.other({ kind: 'start', target: 'work' }, 'Thread-1')
    run.other({
      kind: 'mail',
      mail: { id: 1, session: 1, from: 'a@b', to: ['c@d'], subject: 's', source: '' },
    })
    run.other({
      kind: 'snapshot',
      clients: [],
      sessions: [],
      mails: [],
      keys: [
        {
          db: 0,
          key: 'mail',
          deadline: null,
          type: 'list',
          entries: [{ text: 'x' }, { text: 'y' }],
          length: 2,
        },
        { db: 1, key: 'name', deadline: 9_000, type: 'string', text: 'Ada', length: 3 },
        { db: 1, key: 'due', deadline: null, type: 'zset', entries: [{ text: 'a', score: 1 }], length: 1 },
      ],
    })
    run.other({
      kind: 'structure',
      id: 1,
      type: 'MyQueue',
      label: 'inbox',
      items: ['p'],
      size: 1,
      method: null,
    })
    run.enter('main', null).step('main', 7).enter('pop', 'main').step('pop', 3)
    for (let turn = 0; turn < 100; turn++) run.print(`line ${turn}`)
    log.append(run.events)
    expect(log.firstSeq).toBeGreaterThan(10)

    const read = recording(readJsonl(toJsonl(log, info)))
    expect(read.note).toMatch(/^\d+ events from its beginning had been folded away when it was saved: /)
    expect(read.events.find(({ kind }) => kind === 'mail')).toMatchObject({ mail: { id: 1 } })
    const full = log.events(log.firstSeq, log.lastSeq)
    expect(read.events.slice(-full.length)).toEqual(full.map(asRaw))

    const again = logOf(read.events)
    const last = comparable(again.stateAt(again.lastSeq))
    expect(last).toEqual(comparable(log.stateAt(log.lastSeq)))
    expect(last.keys.map(({ key }) => key)).toEqual(['mail', 'due', 'name'])
    expect(last.lanes).toMatchObject([
      {
        lane: 'main',
        stack: [
          { name: 'pop', line: 3 },
          { name: 'main', line: 7 },
        ],
      },
      { lane: 'Thread-1', parent: 'main' },
    ])
    expect(last.structures).toMatchObject([{ label: 'inbox' }])
  })
})

describe('broken files', () => {
  const text = toJsonl(someRun().log, info)
  const lines = text.trimEnd().split('\n')
  const { length: count } = lines.slice(1)

  test('cut off: what was read is kept, and it says so', () => {
    fc.assert(
      fc.property(fc.integer({ min: text.indexOf('\n') + 1, max: text.length - 3 }), (length) => {
        const read = recording(readJsonl(text.slice(0, length)))
        expect(read.events).toEqual(recording(readJsonl(text)).events.slice(0, read.events.length))
        expect(read.events.length).toBe(text.slice(0, length + 1).split('\n').length - 2)
        expect(read.note).toBe(
          `The end of the file is missing: of ${count} events, ${read.events.length} could be read. ` +
            'What is there can be watched.',
        )
      }),
    )
  })

  test.each([
    ['no JSON', '{"lane":'],
    ['no object', '[1]'],
    ['no kind', '{"lane":"main","at":1}'],
    ['a kind of later', '{"lane":"main","at":1,"kind":"teleported"}'],
    ['a kind that every object has', '{"lane":"main","at":1,"kind":"constructor"}'],
    ['no lane', '{"at":1,"kind":"test","name":"a"}'],
    ['no time', '{"lane":"main","at":null,"kind":"test","name":"a"}'],
    ['a field of another type', '{"lane":"main","at":1,"kind":"test","name":5}'],
    ['a field deep within', '{"lane":"main","at":1,"kind":"command","client":{"id":"x"}}'],
    ['values in values without an end', nested(20_000)],
  ])('a line with %s is left out, and counted', (_, line) => {
    const read = recording(readJsonl([...lines.slice(0, 3), line, ...lines.slice(3)].join('\n')))
    expect(read.events).toHaveLength(count)
    expect(read.note).toBe('1 line is no event, and was left out.')
    expect(recording(readJsonl([...lines, line, line, ''].join('\n'))).note).toBe(
      '2 lines are no events, and were left out.',
    )
  })

  test('a key that means a prototype does nothing, however it is written', () => {
    for (const key of ['__proto__', '\\u005f_proto__']) {
      const bad = `{"lane":"main","at":1,"kind":"test","name":"a","${key}":{"isBad":true}}`
      const [event] = recording(readJsonl(`${lines[0]}\n${bad}\n`)).events
      expect(event).toEqual({ lane: 'main', at: 1, kind: 'test', name: 'a' })
      expect(Object.hasOwn(event ?? {}, '__proto__')).toBe(false)
      expect(Object.assign({}, event)).not.toHaveProperty('isBad')
    }
  })

  test.each([
    ['nothing', '', /^The file is empty/],
    ['blank lines', '\n\n \n', /^The file is empty/],
    ['prose', 'Dear Ada,\nhello', /^This is no recording: its first line is no JSON object\. Mailroom opens/],
    ['another JSON', '{"a":1}\n', /^This is no recording\. Mailroom opens/],
    ['a list', '[]', /^This is no recording: its first line is no JSON object/],
    ['no header', lines.slice(1).join('\n'), /^The first line is missing.* Save the recording once more/],
    ['half a header', text.slice(0, 60), /^The first line.* is cut off\. Save/],
    ['an export for Perfetto', '{"traceEvents":[]}', /^This file was made for Perfetto: open it at/],
    ['half an export for Perfetto', '{"traceEvents":[', /^This file was made for Perfetto/],
    ['saved work', '{"format":"mailroom-work","version":1}', /^This file holds saved work, not a recording/],
    ['text of two bytes a character', [...text].join('\0'), /UTF-16.* save it as UTF-8/],
    ['a picture', '\uFFFDPNG\r\0\0\0', /^This file is no plain text/],
    [
      'a newer format',
      text.replace('"version":1', '"version":2'),
      /^A newer Mailroom made.*format 2.*Reload/,
    ],
    [
      'an unknown format',
      text.replace('"version":1', '"version":"x"'),
      /is of format "x", which there never was/,
    ],
    ['a header without code', text.replace('"text"', '"txet"'), /^The first line.*is damaged\. Save/],
  ])('%s is no recording, and it says why and what to do', (_, file, words) => {
    const read = readJsonl(file)
    expect(read).toMatchObject({ kind: 'broken', message: expect.stringMatching(words) as string })
  })

  test('a first line without an end is not read to the end', () => {
    const reader = new JsonlReader()
    const piece = 'x'.repeat(1024 * 1024)
    let pieces = 1
    while (reader.add(piece)) pieces++
    expect(pieces).toBeLessThan(40)
    expect(reader.end()).toMatchObject({
      kind: 'broken',
      message: expect.stringMatching(/longer than 32 MB/) as string,
    })
  })

  test('an event longer than can be is left out, and those after it are read', () => {
    const long = `{"lane":"main","at":1,"kind":"test","name":"${'x'.repeat(33 * 1024 * 1024)}"}`
    const read = recording(readJsonl([lines[0], long, ...lines.slice(1)].join('\n')))
    expect(read.events).toHaveLength(count)
    expect(read.note).toBe('1 line is no event, and was left out.')
  })

  test('of more events than Mailroom ever writes the first are read', () => {
    const reader = new JsonlReader()
    reader.add(`${JSON.stringify({ ...info, mailroom: 'recording', version: 1, count: 400_000 })}\n`)
    const piece = '{"lane":"main","at":1,"kind":"resume","frame":1}\n'.repeat(10_000)
    let pieces = 1
    while (reader.add(piece)) pieces++
    expect(pieces).toBe(30)
    const read = recording(reader.end())
    expect(read.events).toHaveLength(300_000)
    expect(read.note).toBe('Only the first 300,000 of its 400,000 events were read.')
  })

  test('an empty recording is one', () => {
    const read = recording(readJsonl(toJsonl(new TraceLog(), info)))
    expect(read).toMatchObject({ events: [], note: 'There are no events in it.' })
  })
})

function someRun(): WrittenRun {
  const run = new WrittenRun()
  run.other({ kind: 'start', target: 'main' }).enter('main', null).step('main').print('one')
  return run.command('RPUSH mail a').blocked('BLPOP mail 0', 2).command('BLPOP mail 0', 2).leave('main')
}

function logOf(events: readonly RawEvent[]): TraceLog {
  const log = new TraceLog({ keyframeEvery: 8 })
  log.append(events)
  return log
}

function recording(read: ReadRecording): Extract<ReadRecording, { readonly kind: 'recording' }> {
  if (read.kind === 'broken') throw new Error(read.message)
  return read
}

function nested(depth: number): string {
  const value = `${'{"kind":"list","length":1,"items":['.repeat(depth)}${']}'.repeat(depth)}`
  return `{"lane":"main","at":1,"kind":"command","reply":${value}}`
}

function asRaw(event: TraceEvent): object {
  return Object.fromEntries(Object.entries(event).filter(([key]) => !['seq', 'cause', 'task'].includes(key)))
}
