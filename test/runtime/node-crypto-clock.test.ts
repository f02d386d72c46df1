import crypto, { randomInt, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { holdForCrypto } from '../../src/runtime/node-crypto-clock.ts'

test('holds the clock while Node’s threads work, whoever imported what, until it is ended', async () => {
  let held = 0
  const before = crypto.scrypt
  const letPass = holdForCrypto(() => {
    held++
    return () => held--
  })
  onTestFinished(letPass)
  const key = promisify<string, string, number, Buffer>(scrypt)('a', 'b', 8)
  const drawn = new Promise((resolve) => crypto.randomInt(5, 6, (_error, number) => resolve([number, held])))
  expect(held).toBe(2)
  expect([(await key).length, await drawn, held]).toEqual([8, [5, expect.any(Number)], 0])
  // What is refused at once, or done at once, holds nothing.
  expect(() => scrypt('a', 'b', -1, () => undefined)).toThrow('keylen')
  expect([randomInt(1), held, scrypt.name]).toEqual([0, 0, 'scrypt'])
  letPass()
  expect(crypto.scrypt).toBe(before)
})
