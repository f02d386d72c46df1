import { expect, test } from 'vitest'
import { readPath } from '../../../src/services/smtp/path.ts'

const long = (length: number): string => 'a'.repeat(length)

test.for([
  ['FROM:<ada@example.com>', 'ada@example.com'],
  ['from: <ada@example.com>', 'ada@example.com'],
  ['FROM:<>', ''],
  ['FROM:<"a b"@example.com>', '"a b"@example.com'],
  ['FROM:<a.b+c!x@example.com>', 'a.b+c!x@example.com'],
  ['FROM:<ada@[127.0.0.1]>', 'ada@[127.0.0.1]'],
  ['FROM:<ada@[IPv6:::1]>', 'ada@[IPv6:::1]'],
  ['FROM:<@one,@two:ada@example.com>', 'ada@example.com'],
  ['FROM:<zoë@bücher.example>', 'zoë@bücher.example'],
  [`FROM:<${long(64)}@example.com>`, `${long(64)}@example.com`],
] as const)('%s names %s', ([argument, address]) => {
  expect(readPath('FROM', argument)).toMatchObject({ address })
})

test.for([
  ['FROM:ada@example.com', 'syntax'],
  ['FROM <ada@example.com>', 'syntax'],
  ['FROM:<ada>', 'syntax'],
  ['FROM:<ada@>', 'syntax'],
  ['FROM:<@example.com>', 'syntax'],
  ['FROM:<a..b@example.com>', 'syntax'],
  ['FROM:<.a@example.com>', 'syntax'],
  ['FROM:<a b@example.com>', 'syntax'],
  ['FROM:<a@b@example.com>', 'syntax'],
  ['FROM:<ada@-example.com>', 'syntax'],
  ['FROM:<ada@example..com>', 'syntax'],
  ['FROM:<ada@[1.2.3]>', 'syntax'],
  ['FROM:<ada@example.com', 'syntax'],
  ['FROM:<ada@example.com>SIZE=1', 'syntax'],
  ['TO:<ada@example.com>', 'syntax'],
  ['', 'syntax'],
  [`FROM:<${long(65)}@example.com>`, 'too long'],
  [`FROM:<${'é'.repeat(33)}@example.com>`, 'too long'],
  [`FROM:<a@${long(63)}.${long(63)}.${long(63)}.${long(63)}>`, 'too long'],
  ['FROM:<ada@example.com> SIZE=1 size=2', 'parameters'],
  ['FROM:<ada@example.com> =1', 'parameters'],
  ['FROM:<ada@example.com> SIZE=a=b', 'parameters'],
] as const)('%s: %s', ([argument, fault]) => {
  expect(readPath('FROM', argument)).toBe(fault)
})

test('only mail to postmaster needs no domain', () => {
  expect(readPath('TO', 'TO:<Postmaster>')).toMatchObject({ address: 'Postmaster', localPart: 'postmaster' })
  expect(readPath('TO', 'TO:<>')).toBe('syntax')
  expect(readPath('FROM', 'FROM:<postmaster>')).toBe('syntax')
})

test('parameters, whatever their case', () => {
  const path = readPath('FROM', 'FROM:<ada@example.com>  size=10   Body=8bitmime SMTPUTF8 ')
  expect(typeof path === 'object' && [...path.parameters]).toEqual([
    ['SIZE', '10'],
    ['BODY', '8bitmime'],
    ['SMTPUTF8', ''],
  ])
})
