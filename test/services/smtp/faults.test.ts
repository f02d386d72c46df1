import { beforeEach, describe, expect, test } from 'vitest'
import type { FaultPlan, FaultRule } from '../../../src/wire/fault-plan.ts'
import { SmtpServer } from '../../../src/services/smtp/smtp-server.ts'
import { ManualClock } from '../redis/manual-clock.ts'
import { DirectClient, loggedIn, login } from './direct-client.ts'

const from = 'MAIL FROM:<ada@example.com>'
const to = 'RCPT TO:<bob@example.com>'

let clock: ManualClock
let server: SmtpServer
let client: DirectClient
beforeEach(() => {
  clock = new ManualClock()
  server = new SmtpServer({ clock })
  client = loggedIn(server)
})

describe('fault addresses', () => {
  test.for([
    ['grey@example.com', '451 4.7.1'],
    ['Full@example.org', '452 4.2.2'],
    ['quota@[127.0.0.1]', '552 5.2.2'],
    ['nobody@example.com', '550 5.1.1'],
  ] as const)('%s: %s at RCPT', ([address, start]) => {
    client.say(from)
    expect(client.send(`RCPT TO:<${address}>\r\n`).slice(0, 9)).toBe(start)
    expect(client.say(to, 'DATA', 'x', '.')).toEqual([250, 354, 250])
    expect(server.mails[0]?.to).toEqual(['bob@example.com'])
  })

  test.for([
    ['bad', 554],
    ['busy', 451],
  ] as const)('%s@: %i after DATA', ([name, code]) => {
    expect(client.say(from, to, `RCPT TO:<${name}@example.com>`, 'DATA', 'x', '.')).toEqual([
      250,
      250,
      250,
      354,
      code,
    ])
    expect(server.mails).toEqual([])
  })

  test('drop@: the connection is reset in the midst of the message', () => {
    expect(client.say(from, 'RCPT TO:<drop@example.com>', 'DATA')).toEqual([250, 250, 354])
    expect(client.state).toBe('open')
    client.send('Subject: hi')
    expect(client.state).toBe('reset')
    expect(server.sessions[0]?.end).toBe('dropped')
  })

  test('slow@: the answer takes 1 to 3 s, and those behind it wait', () => {
    const delays = Array.from({ length: 50 }, () => {
      expect(client.say(from, 'RCPT TO:<slow@example.com>', to, 'RSET')).toEqual([250])
      const started = clock.now()
      let answers: readonly number[] = []
      while ((answers = client.say()).length === 0) clock.advance(1)
      expect(answers).toEqual([250, 250, 250])
      return clock.now() - started
    })
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(1000)
    expect(Math.max(...delays)).toBeLessThanOrEqual(3000)
    expect(new Set(delays).size).toBeGreaterThan(10)
  })

  test('names that only begin like them are served', () => {
    expect(client.say(from, 'RCPT TO:<nobody.else@example.com>', 'RCPT TO:<badly@example.com>')).toEqual([
      250, 250, 250,
    ])
  })
})

describe('a plan of faults', () => {
  const always = (stage: FaultRule['stage'], code: FaultRule['code']): FaultPlan => ({
    seed: 1,
    rules: [{ stage, code, probability: 1 }],
  })
  /** Says all that a whole delivery takes, and returns the codes. */
  const deliver = (): readonly number[] => {
    client = new DirectClient(server)
    const codes = client.say()
    return [...codes, ...client.say('EHLO me', login, from, to, 'DATA'), ...client.say('x', '.')]
  }

  test.for([
    ['connect', 554, [554, 503, 503, 503, 503, 503, 503, 503]],
    ['connect', 421, [421]],
    ['greeting', 550, [220, 550, 503, 503, 503, 503, 500, 500]],
    ['auth', 454, [220, 250, 454, 530, 530, 530, 500, 500]],
    ['mail', 451, [220, 250, 235, 451, 503, 503, 500, 500]],
    ['rcpt', 450, [220, 250, 235, 250, 450, 503, 500, 500]],
    ['data', 451, [220, 250, 235, 250, 250, 451, 500, 500]],
    ['message', 552, [220, 250, 235, 250, 250, 354, 552]],
    ['rcpt', 421, [220, 250, 235, 250, 421]],
  ] as const)('at %s: %i', ([stage, code, codes]) => {
    server.setFaults(always(stage, code))
    expect(deliver()).toEqual(codes)
    expect(server.mails).toEqual([])
    server.setFaults(null)
    expect(deliver().at(-1)).toBe(250)
  })

  test.for([
    ['connect', 'drop', [], 'reset'],
    ['connect', 'close', [], 'closed'],
    ['mail', 'drop', [220, 250, 235], 'reset'],
    ['data', 'drop', [220, 250, 235, 250, 250, 354], 'reset'],
    ['data', 'close', [220, 250, 235, 250, 250, 354], 'closed'],
    ['message', 'close', [220, 250, 235, 250, 250, 354], 'closed'],
    ['connect', 'silence', [], 'open'],
    ['message', 'silence', [220, 250, 235, 250, 250, 354], 'open'],
  ] as const)('at %s: %s', ([stage, code, codes, state]) => {
    server.setFaults(always(stage, code))
    expect(deliver()).toEqual(codes)
    expect(client.state).toBe(state)
    expect(server.mails).toEqual([])
  })

  test('a silent server gives up in the end', () => {
    server.setFaults(always('mail', 'silence'))
    client.say(from)
    clock.advance(300_000)
    expect(client.take()).toBe('')
    expect(client.state).toBe('closed')
  })

  test('after a refused greeting one can only say QUIT', () => {
    server.setFaults(always('connect', 554))
    client = new DirectClient(server)
    expect(client.take()).toMatch(/^554 mail\.example\.com /)
    expect(client.say('NOOP', 'QUIT')).toEqual([503, 221])
  })

  const fates = (plan: FaultPlan): string => {
    server.setFaults(plan)
    return Array.from({ length: 400 }, () => client.say(from, 'RSET')[0]).join()
  }
  const half = {
    seed: 7,
    rules: [{ stage: 'mail', code: 451, probability: 0.3 }],
  } as const satisfies FaultPlan

  test('is the same again with the same seed, and another with another', () => {
    expect(fates(half)).toBe(fates(half))
    expect(fates({ ...half, seed: 8 })).not.toBe(fates(half))
    const failed = fates(half).split('451').length - 1
    expect(failed).toBeGreaterThan(90)
    expect(failed).toBeLessThan(150)
  })

  test('a rule for another stage does not move it', () => {
    const more = [...half.rules, { stage: 'rcpt', code: 450, probability: 0.5 }] as const
    server.setFaults({ seed: 7, rules: more })
    const mixed = Array.from({ length: 400 }, () => client.say(from, to, 'RSET')[0]).join()
    expect(mixed).toBe(fates(half))
  })

  test.for([
    [{ stage: 'mail', code: 250, probability: 1 }, 'The fault at mail has the code 250, expected 400 to 599'],
    [
      { stage: 'rcpt', code: 451, probability: 1.5 },
      'The fault at rcpt has the probability 1.5, expected 0 to 1',
    ],
    [
      { stage: 'rcpt', code: 451, probability: NaN },
      'The fault at rcpt has the probability NaN, expected 0 to 1',
    ],
  ] as const)('%j is refused', ([rule, message]) => {
    expect(() => server.setFaults({ seed: 1, rules: [rule] })).toThrow(new RangeError(message))
  })
})
