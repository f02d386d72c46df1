import type { RawEvent } from '../../../src/trace/event.ts'
import type { ClientView, KeyChange, ReplySummary } from '../../../src/trace/records.ts'
import type { ConsoleEntry } from '../../../src/wire/value-data.ts'

export const startMs = 1_700_000_000_000

const client = (id: number, waitsFor: readonly string[] | null = null): ClientView => ({
  id,
  name: '',
  address: `127.0.0.1:${50_000 + id}`,
  db: 0,
  waitsFor,
  isMonitor: false,
  subscriptions: [],
})
const text = (value: string): ReplySummary => ({ kind: 'text', text: value, length: value.length })
const integer = (value: number): ReplySummary => ({ kind: 'integer', text: String(value) })
const edit = (at: number, removed: number, ...added: string[]): KeyChange => ({
  db: 0,
  key: 'mail',
  kind: 'list-edits',
  edits: [{ at, removed, added }],
})

export function printed(values: readonly string[], level: ConsoleEntry['level'] = 'log'): ConsoleEntry {
  return {
    level,
    form: 'line',
    values: values.map((value) => ({ kind: 'primitive', type: 'string', text: value })),
    count: 1,
    indent: 0,
  }
}

/** Writes down what a run does, event by event; its clock goes on only when it is told to. */
class Writer {
  readonly events: RawEvent[] = []
  #at = startMs

  wait(ms: number): this {
    this.#at += ms
    return this
  }

  write(lane: string, record: object): this {
    this.events.push({ lane, at: this.#at, ...record } as RawEvent)
    return this
  }

  command(lane: string, id: number, words: string, reply: ReplySummary, more: object = {}): this {
    const record = { kind: 'command', client: client(id), db: 0, words: words.split(' '), reply }
    return this.write(lane, { ...record, durationMs: 0.08, waitedMs: 0, changes: [], ...more })
  }
}

const people = ['ada', 'bob', 'cho', 'dana', 'eve', 'finn']

/**
 * `main` pushes tasks, `workers` threads take them with BLPOP and send each as a mail.
 *
 *     log.append(mailRun({ tasks: 6, workers: 2 }))
 */
export function mailRun({ tasks = 6, workers = 2 } = {}): readonly RawEvent[] {
  const writer = new Writer()
  writer.write('server', { kind: 'snapshot', keys: [], clients: [], mails: [], sessions: [] })
  writer.write('main', { kind: 'start', target: 'main' }).wait(2)
  for (let number = 1; number <= workers; number++) {
    writer.write('main', { kind: 'thread', thread: `Thread-${number}`, target: 'worker' }).wait(3)
    writer.write(`Thread-${number}`, { kind: 'start', target: 'worker' }).wait(1)
    writer.write(`Thread-${number}`, { kind: 'client-opened', client: client(number + 1) }).wait(2)
    writer.write(`Thread-${number}`, {
      kind: 'blocked',
      client: client(number + 1, ['mail']),
      words: ['BLPOP', 'mail', '0'],
    })
  }
  writer.wait(4).write('main', { kind: 'client-opened', client: client(1) })
  for (let task = 0; task < tasks; task++) {
    const name = people[task % people.length] ?? 'ada'
    const item = `letter to ${name}`
    const number = (task % workers) + 1
    const lane = `Thread-${number}`
    writer.write('main', { kind: 'timer-set', timer: task + 1, ms: 18 }).wait(18)
    writer.write('main', { kind: 'timer-fired', timer: task + 1 }).wait(0.2)
    writer.command('main', 1, 'RPUSH mail', integer(1), {
      words: ['RPUSH', 'mail', item],
      changes: [edit(0, 0, item)],
    })
    writer.command(
      lane,
      number + 1,
      'BLPOP mail 0',
      { kind: 'list', items: [text('mail'), text(item)], length: 2 },
      {
        waitedMs: 20,
        changes: [edit(0, 1)],
      },
    )
    writer
      .wait(0.6)
      .write(lane, { kind: 'console', entry: printed([`sending ${item}`]) })
      .wait(1)
    const session = task + 1
    const view = {
      id: session,
      client: '127.0.0.1:41000',
      port: 1025,
      openedAt: startMs,
      closedAt: null,
      end: null,
      user: null,
      mails: 0,
    }
    writer.write(lane, { kind: 'session', session: view })
    const talk = ['EHLO mailroom', 'MAIL FROM:<post@example.com>', `RCPT TO:<${name}@example.com>`, 'DATA']
    for (const line of talk)
      writer.wait(0.9).write(lane, { kind: 'smtp', session, from: 'client', text: line })
    if (task === 4)
      writer.wait(0.5).write(lane, { kind: 'smtp', session, from: 'server', text: '451 try again later' })
    else
      writer.wait(1.5).write(lane, {
        kind: 'mail',
        mail: {
          id: task + 1,
          session,
          from: 'post@example.com',
          to: [`${name}@example.com`],
          subject: item,
          source: '',
        },
      })
    writer.wait(1).write(lane, { kind: 'console', entry: printed([`sent ${item}`]) })
    writer
      .wait(0.4)
      .write(lane, { kind: 'blocked', client: client(number + 1, ['mail']), words: ['BLPOP', 'mail', '0'] })
  }
  writer.wait(12).write('main', { kind: 'console', entry: printed(['all tasks are queued']) })
  writer.wait(2).write('main', { kind: 'end', how: 'returned' })
  return writer.events
}

/** Commands and lines, as many as one likes, with a bit of everything else between. */
export function longRun(count: number, lanes = 8): readonly RawEvent[] {
  const writer = new Writer()
  const run = mailRun({ tasks: 24, workers: lanes - 2 })
  for (const { at: _, lane, ...record } of run.slice(0, count)) writer.write(lane, record).wait(0.5)
  for (let at = run.length; at < count; at++) {
    const number = (at * 7919) % (lanes - 2)
    const lane = number === 0 ? 'main' : `Thread-${number}`
    writer.wait(((at * 31) % 13) / 4)
    if (at % 9 === 0) writer.write(lane, { kind: 'console', entry: printed([`line ${at}`]) })
    else if (at % 301 === 0)
      writer.command(lane, number + 1, 'INCR mail', { kind: 'error', text: 'WRONGTYPE' })
    else writer.command(lane, number + 1, at % 2 ? 'LLEN mail' : 'GET sent', integer(at))
  }
  return writer.events
}
