import { expect, test } from 'vitest'
import { encodeCommand } from './reply-reader.ts'
import { onBothServers } from './targets.ts'

onBothServers('the protocol', (target) => {
  test('carries bytes as they are, in keys, fields and values', async () => {
    const { client } = target
    const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('')
    expect(await client.call('SET', bytes, bytes)).toBe('+OK')
    expect(await client.call('GET', bytes)).toBe(bytes)
    await client.pipeline([
      ['RPUSH', 'l', bytes, ''],
      ['HSET', 'h', bytes, bytes],
      ['SADD', 's', bytes],
      ['ZADD', 'z', '1', bytes],
    ])
    expect(
      await client.pipeline([
        ['LRANGE', 'l', '0', '-1'],
        ['HGETALL', 'h'],
        ['SMEMBERS', 's'],
        ['ZRANGE', 'z', '0', '-1'],
      ]),
    ).toEqual([[bytes, ''], [bytes, bytes], [bytes], [bytes]])
    expect(await client.call('SET', '__proto__', 'x')).toBe('+OK')
    expect(
      await client.pipeline([
        ['GET', '__proto__'],
        ['GET', 'constructor'],
        ['EXISTS', 'toString'],
      ]),
    ).toEqual(['x', null, 0])
  })

  test('counts in bytes', async () => {
    const { client } = target
    const text = 'caf\xc3\xa9'
    await client.call('SET', 'a', text)
    expect(
      await client.pipeline([
        ['STRLEN', 'a'],
        ['GETRANGE', 'a', '3', '3'],
        ['SETRANGE', 'a', '4', '\xaa!'],
        ['APPEND', 'a', '\xff'],
        ['GET', 'a'],
        ['SETRANGE', 'new', '2', 'x'],
        ['GET', 'new'],
      ]),
    ).toEqual([5, '\xc3', 6, 7, 'caf\xc3\xaa!\xff', 3, '\0\0x'])
  })

  test('answers in order, however the bytes are cut', async () => {
    const { client } = target
    const commands = Array.from({ length: 200 }, (_, index) => ['ECHO', `text ${index}\r\n`])
    const bytes = commands.map(encodeCommand).join('')
    const replies = commands.map(() => client.next())
    for (let at = 0; at < bytes.length; at += 7) client.write(bytes.slice(at, at + 7))
    expect(await Promise.all(replies)).toEqual(commands.map(([, text]) => text))
  })

  test('takes lines as well, with quotation marks', async () => {
    const { client } = target
    client.write('PING\r\n\r\n  set  a  "x \\x41\\n\\"y"\nGET a\r\nECHO \'it\\\'s\'\r\nLPUSH l "" b\r\n')
    expect(await Promise.all([1, 2, 3, 4, 5].map(() => client.next()))).toEqual([
      '+PONG',
      '+OK',
      'x A\n"y',
      "it's",
      2,
    ])
  })

  test('takes what says nothing for nothing', async () => {
    const { client } = target
    client.write('*0\r\n*-1\r\n\r\n   \r\n*1\r\n$4\r\nPING\r\n')
    expect(await client.next()).toBe('+PONG')
  })

  test.each([
    ['*x\r\n', 'invalid multibulk length'],
    ['*3000000000\r\n', 'invalid multibulk length'],
    ['*1\r\nPING\r\n', "expected '$', got 'P'"],
    ['*1\r\n$x\r\n', 'invalid bulk length'],
    ['*1\r\n$-1\r\n', 'invalid bulk length'],
    ['*1\r\n$536870913\r\n', 'invalid bulk length'],
    ['*2\r\n$3\r\nGET\r\n:1\r\n', "expected '$', got ':'"],
    ['SET a "unclosed\r\n', 'unbalanced quotes in request'],
    ["SET a 'b'c\r\n", 'unbalanced quotes in request'],
    ['x'.repeat(70_000), 'too big inline request'],
    [`*${'1'.repeat(70_000)}`, 'too big mbulk count string'],
    [`*1\r\n$${'1'.repeat(70_000)}`, 'too big bulk count string'],
  ])('ends a connection that breaks it, and only that one: %#', async (bytes, message) => {
    const { client } = target
    const broken = await target.open()
    broken.write(`PING\r\n${bytes}`)
    expect(await broken.next()).toBe('+PONG')
    expect(await broken.next()).toBe(`-ERR Protocol error: ${message}`)
    await broken.closed()
    expect(await client.call('PING')).toBe('+PONG')
  })

  test.each(['POST / HTTP/1.1\r\nSET a evil\r\n', 'NOSUCH\r\nhost: here\r\nSET a evil\r\n'])(
    'ends a connection on which a web browser speaks, before it can command: %#',
    async (bytes) => {
      const { client } = target
      const browser = await target.open()
      browser.write(bytes)
      await browser.closed()
      expect(await client.call('EXISTS', 'a')).toBe(0)
    },
  )

  test('ends with QUIT, after the answer', async () => {
    const one = await target.open()
    one.write('PING\r\nQUIT\r\nPING\r\n')
    expect(await one.next()).toBe('+PONG')
    expect(await one.next()).toBe('+OK')
    await one.closed()
    expect(one.unread).toEqual([])
  })

  test('is version 2, and HELLO says so', async () => {
    const { client } = target
    const reply = (await client.call(
      'HELLO',
      '2',
      'AUTH',
      'default',
      'x',
      'SETNAME',
      'me',
    )) as readonly unknown[]
    expect(reply.slice(0, 6)).toEqual([
      'server',
      'redis',
      'version',
      expect.stringMatching(/^7\.0\./),
      'proto',
      2,
    ])
    expect(reply.slice(8)).toEqual(['mode', 'standalone', 'role', 'master', 'modules', []])
    expect(await client.call('CLIENT', 'GETNAME')).toBe('me')
    if (target.name === 'ours')
      expect(await client.call('HELLO', '3')).toBe('-NOPROTO unsupported protocol version')
  })
})
