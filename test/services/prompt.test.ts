import { beforeEach, describe, expect, test } from 'vitest'
import { Prompt } from '../../src/services/prompt.ts'
import { runSeed } from '../../src/services/prompt-client.ts'
import { RedisServer } from '../../src/services/redis/redis-server.ts'
import { splitWords } from '../../src/services/redis/split-words.ts'

let server: RedisServer
let prompt: Prompt
let pushed: string[]

beforeEach(() => {
  server = new RedisServer()
  pushed = []
  prompt = new Prompt(server, { onPush: (text) => pushed.push(text) })
  return () => server.dispose()
})

const textOf = async (line: string): Promise<string> => (await prompt.run(line)).text
const promptAfter = async (line: string): Promise<string> => (await prompt.run(line)).prompt

describe('the prompt', () => {
  test('shows the database and the transaction', async () => {
    expect(await promptAfter('set a 1')).toBe('127.0.0.1:6379>')
    expect(await promptAfter('select 5')).toBe('127.0.0.1:6379[5]>')
    expect(await promptAfter('select 99')).toBe('127.0.0.1:6379[5]>')
    expect(await promptAfter('multi')).toBe('127.0.0.1:6379[5](TX)>')
    expect(await promptAfter('select 3')).toBe('127.0.0.1:6379[3](TX)>')
    expect(await promptAfter('discard')).toBe('127.0.0.1:6379[5]>')
    expect(await promptAfter('quit')).toBe('127.0.0.1:6379>')
  })

  test('waits as the command does, and Ctrl+C ends the wait', async () => {
    await prompt.run('select 2')
    const waiting = prompt.run('blpop nothing 0')
    await Promise.resolve()
    prompt.interrupt()
    expect(await waiting).toEqual({ text: '', isError: false, prompt: '127.0.0.1:6379[2]>' })
    expect(server.clients).toEqual([])
    await prompt.run('set a 1')
    expect(server.sizes[2]).toBe(1)
  })

  test('reads messages until Ctrl+C', async () => {
    expect(await textOf('subscribe news more')).toBe(
      'Reading messages... (press Ctrl-C to quit)\n1) "subscribe"\n2) "news"\n3) (integer) 1\n1) "subscribe"\n2) "more"\n3) (integer) 2',
    )
    expect((await prompt.run('get a')).isError).toBe(true)
    const other = new Prompt(server, { onPush: () => undefined })
    expect((await other.run('publish news hello')).text).toBe('(integer) 1')
    expect(pushed).toEqual(['1) "message"\n2) "news"\n3) "hello"'])
    prompt.interrupt()
    expect((await other.run('publish news hello')).text).toBe('(integer) 0')
    expect(await textOf('get a')).toBe('(nil)')
  })

  test('monitors', async () => {
    expect(await textOf('monitor')).toBe('OK')
    await new Prompt(server, { onPush: () => undefined }).run('set a "b c"')
    expect(pushed).toEqual([expect.stringMatching(/^\d+\.\d{6} \[0 .*\] "set" "a" "b c"$/)])
  })

  test('connects anew after the server has hung up', async () => {
    await prompt.run('select 4')
    expect(await prompt.run('client kill type normal skipme no')).toMatchObject({ isError: false })
    expect(await prompt.run('set a 1')).toEqual({ text: 'OK', isError: false, prompt: '127.0.0.1:6379[4]>' })
    expect(server.sizes[4]).toBe(1)
  })

  test('answers in the order of the lines', async () => {
    const replies = ['rpush l a', 'lpop l', 'lpop l'].map(textOf)
    expect(await Promise.all(replies)).toEqual(['(integer) 1', '"a"', '(nil)'])
  })
})

describe('a seed', () => {
  const seed = (text: string): void => runSeed(server, text, splitWords)

  test('is run line by line, without comments', async () => {
    seed('# comment\nset a "x y"\n\n  rpush l 1 2\r\n')
    expect(await textOf('get a')).toBe('"x y"')
    expect(await textOf('llen l')).toBe('(integer) 2')
    expect(server.clients).toHaveLength(1)
  })

  test('names the line that is refused', () => {
    expect(() => seed('set a 1\nlpush a 2')).toThrow(/Line 2 .*"lpush a 2": WRONGTYPE/)
    expect(() => seed('set "a')).toThrow(/Line 1 /)
  })
})
