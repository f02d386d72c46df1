import { expect, test } from 'vitest'
import { momentOfLink, momentsNamedIn, parseMoment } from '../../src/course/moment.ts'

test.for([
  ['lpop queue_name #2', { what: 'command', text: 'lpop queue_name', nth: 2 }],
  ['  BLPOP   mail:out #1 ', { what: 'command', text: 'BLPOP mail:out', nth: 1 }],
  ['push() #3', { what: 'call', text: 'push', nth: 3 }],
  ['StackQueue.pop() #1', { what: 'call', text: 'StackQueue.pop', nth: 1 }],
  ['mail ada@example.com #1', { what: 'mail', text: 'ada@example.com', nth: 1 }],
  ['print some text #12', { what: 'print', text: 'some text', nth: 12 }],
  ['print # is a sign #1', { what: 'print', text: '# is a sign', nth: 1 }],
  ['line 12 #3', { what: 'line', text: '12', nth: 3 }],
  ['test first in, first out #1', { what: 'test', text: 'first in, first out', nth: 1 }],
] as const)('%s is a moment', ([source, moment]) => {
  expect(parseMoment(source)).toEqual(moment)
})

test.for([
  '',
  '#2',
  'lpop queue_name #0',
  'push( #1',
  'mail ada #1',
  'print #1',
  'push()',
  'line twelve #1',
  'line 0 #1',
  'lpop q #2 #3',
  '队列 #1',
])('%j is no moment', (source) => {
  expect(parseMoment(source)).toBeNull()
})

test('a link to a moment has pluses for spaces', () => {
  expect(momentOfLink('#see:lpop+queue_name+#2')).toBe('lpop queue_name #2')
  expect(momentOfLink('#see:print+1%2B1+%231')).toBe('print 1+1 #1')
  expect(momentOfLink('#see:print+100%')).toBe('print 100%')
  expect(momentOfLink('#/01-lists/01-queue')).toBeNull()
})

test('a message names moments in brackets', () => {
  const message = 'it held 0 (see lpop letters #3), not 2 (see MyQueue.push() #1).\n→ Look (see the lesson)'
  const named = momentsNamedIn(message)
  expect(named.map(({ source }) => source)).toEqual(['lpop letters #3', 'MyQueue.push() #1', 'the lesson'])
  expect(named.map(({ moment }) => moment?.what)).toEqual(['command', 'call', undefined])
  for (const { source, start, end } of named) expect(message.slice(start, end)).toBe(source)
  const source = 'it `(see lpop ${show(key)} #${count + 1})` and (see push( #1)'
  expect(momentsNamedIn(source).map(({ moment }) => moment)).toEqual([
    { what: 'command', text: 'lpop 1', nth: 1 },
  ])
})
