import { describe, expect, test, vi } from 'vitest'
import { PromptHistory } from '../../../src/app/panels/prompt-history.ts'
import { commandOf, complete, helpFor, syntaxOf } from '../../../src/app/panels/redis-completion.ts'
import { PromptTalk } from '../../../src/app/panels/redis-talk.ts'
import { commandTable } from '../../../src/sandbox/command-help.ts'
import { turn } from '../doubles.ts'
import { RedisDouble, reply } from '../redis-double.ts'

describe('completion', () => {
  const keys = ['queue_name', 'queue two', 'user:anna']
  const options = (line: string) => complete(line, commandTable, keys).options

  test('commands by their beginning, in any case', () => {
    expect(options('lpu')).toEqual(['LPUSH', 'LPUSHX'])
    expect(options('')).toEqual([])
    expect(options('  lpu')).toEqual(['LPUSH', 'LPUSHX'])
    expect(options('nosuch')).toEqual([])
  })

  test('subcommands, and keys only where the command takes one', () => {
    expect(options('client set')).toEqual(['SETNAME'])
    expect(options('lpop que')).toEqual(['queue_name', '"queue two"'])
    expect(options('lpush queue_name que')).toEqual([])
    expect(options('del user:anna que')).toEqual(['queue_name', '"queue two"'])
    expect(options('mset a que')).toEqual([])
    expect(options('object encoding us')).toEqual(['user:anna'])
    expect(complete('lpop que', commandTable, keys).from).toBe(5)
  })

  test('help for the command being typed, as soon as only one is meant', () => {
    const syntax = (line: string) => {
      const spec = commandOf(line, commandTable)
      return spec && syntaxOf(spec)
    }
    expect(syntax('rpush q a')).toBe('RPUSH key element [element ...]')
    expect(syntax('client setname x')).toBe('CLIENT SETNAME')
    expect(syntax('flusha')).toBe('FLUSHALL [ASYNC|SYNC]')
    expect([syntax('l'), syntax(''), syntax('nosuch x')]).toEqual([null, null, null])
  })

  test('help that is asked for, as in redis-cli', () => {
    expect(helpFor('HELP lpop', commandTable)).toMatch(/^LPOP key \[count\]\n\w/)
    expect(helpFor('? client setname', commandTable)).toContain('CLIENT SETNAME')
    expect(helpFor('help', commandTable)).toContain('help lpop')
    expect(helpFor('help nosuch', commandTable)).toBe('No help for nosuch: this Redis has no such command.')
    expect(helpFor('lpop help', commandTable)).toBeNull()
  })
})

describe('history', () => {
  const store = () => {
    const kept = new Map<string, string>()
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      kept,
    }
  }

  test('leads back through the lines and to the one being typed', () => {
    const history = new PromptHistory('4.1', store())
    for (const line of ['one', 'two', 'two']) history.add(line)
    expect([history.older('thr'), history.older('two'), history.older('one')]).toEqual(['two', 'one', null])
    expect([history.newer(), history.newer(), history.newer()]).toEqual(['two', 'thr', null])
  })

  test('is kept for each step; what cannot be read or kept does no harm', () => {
    const kept = store()
    new PromptHistory('4.1', kept).add('PING')
    expect(new PromptHistory('4.1', kept).older('')).toBe('PING')
    expect(new PromptHistory('4.2', kept).older('')).toBeNull()
    kept.setItem('mailroom-prompt-4.1', '{ broken')
    expect(new PromptHistory('4.1', kept).older('')).toBeNull()
    const full = {
      getItem: () => {
        throw new Error('blocked')
      },
      setItem: () => {
        throw new Error('full')
      },
    }
    const history = new PromptHistory('4.1', full)
    history.add('PING')
    expect(history.older('')).toBe('PING')
  })
})

describe('the conversation', () => {
  const said = (talk: PromptTalk) => talk.state.lines.map(({ kind, text }) => `${kind}: ${text}`)
  function start() {
    const link = new RedisDouble()
    const talk = new PromptTalk()
    talk.connect(link)
    return { link, talk }
  }

  test('question, answer, error, and the prompt that changes', async () => {
    const { link, talk } = start()
    link.answer = (line) =>
      line === 'select 5'
        ? reply('OK', { prompt: '127.0.0.1:6379[5]>' })
        : reply('(error) ERR no', { isError: true, prompt: '127.0.0.1:6379[5]>' })
    await talk.ask('select 5')
    await talk.ask('nosuch')
    expect(said(talk)).toEqual([
      'asked: 127.0.0.1:6379> select 5',
      'answer: OK',
      'asked: 127.0.0.1:6379[5]> nosuch',
      'error: (error) ERR no',
    ])
  })

  test('one question at a time; a wait shows after a moment and can be interrupted', async () => {
    vi.useFakeTimers()
    const { link, talk } = start()
    let answer: (value: ReturnType<typeof reply>) => void = () => {}
    link.answer = () => new Promise((resolve) => (answer = resolve))
    const asked = talk.ask('blpop q 0')
    void talk.ask('ping')
    expect([link.asked, talk.state.isBusy]).toEqual([['blpop q 0'], false])
    vi.advanceTimersByTime(250)
    expect(talk.state.isBusy).toBe(true)
    talk.interrupt()
    expect(link.interrupts).toBe(1)
    answer(reply('(nil)'))
    await asked
    expect(talk.state).toMatchObject({ isAsking: false, isBusy: false })
    vi.useRealTimers()
  })

  test('a subscription goes on until it is interrupted, and its messages are shown', async () => {
    const { link, talk } = start()
    await talk.ask('SUBSCRIBE news')
    link.tell((listener) => listener.onPush?.('1) "message"'))
    expect(said(talk).at(-1)).toBe('push: 1) "message"')
    expect(talk.state.isBusy).toBe(true)
    talk.interrupt()
    expect(talk.state.isBusy).toBe(false)
  })

  test('a Redis that is gone says so; the next one starts with a clean prompt, and no late answer gets in', async () => {
    const { link, talk } = start()
    link.answer = () => Promise.reject(new Error('This Redis was ended.'))
    await talk.ask('ping')
    expect(said(talk).at(-1)).toBe('error: This Redis was ended.')
    link.answer = () => turn().then(() => reply('late'))
    const late = talk.ask('get a')
    talk.connect(new RedisDouble())
    await late
    expect(said(talk).at(-1)).toMatch(/^note: A fresh Redis/)
    expect(talk.state).toMatchObject({ isAsking: false, prompt: '127.0.0.1:6379>' })
  })
})
