import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha1 } from '../../../src/services/redis/sha1.ts'
import { onBothServers } from './targets.ts'

onBothServers('scripts', (target) => {
  test('are known by their SHA-1 until they are flushed', async () => {
    const { client } = target
    const name = 'e0e1f9fabfc9d4800c877a703b823ac0578ff8db'
    expect(await client.call('SCRIPT', 'FLUSH')).toBe('+OK')
    expect(
      await client.pipeline([
        ['SCRIPT', 'EXISTS', name],
        ['SCRIPT', 'LOAD', 'return 1'],
        ['script', 'load', 'return 1'],
        ['SCRIPT', 'EXISTS', 'x', name.toUpperCase(), name],
        ['SCRIPT', 'FLUSH', 'async'],
        ['SCRIPT', 'EXISTS', name],
      ]),
    ).toEqual([[0], name, name, [0, 1, 1], '+OK', [0]])
    expect((await client.call('SCRIPT', 'HELP')) as readonly string[]).toContainEqual(
      expect.stringMatching(/^\+?LOAD/),
    )
  })

  test('count as memory', async () => {
    if (target.name !== 'ours') return
    const { client } = target
    const used = async (): Promise<string> =>
      String(await client.call('INFO', 'memory')).split('\r\n')[1] ?? ''
    await client.call('SCRIPT', 'FLUSH')
    const before = await used()
    await client.call('SCRIPT', 'LOAD', 'return 1')
    expect(await used()).not.toBe(before)
    await client.call('SCRIPT', 'FLUSH')
    expect(await used()).toBe(before)
  })
})

test.for([0, 1, 55, 56, 63, 64, 119, 120, 1000])('the SHA-1 of %i bytes is what Node makes it', (length) => {
  const text = Array.from({ length }, (_, index) => String.fromCharCode((index * 7) % 256)).join('')
  expect(sha1(text)).toBe(createHash('sha1').update(text, 'latin1').digest('hex'))
})
