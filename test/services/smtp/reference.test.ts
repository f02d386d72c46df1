import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { login } from './direct-client.ts'
import { dialogues } from './reference-dialogues.ts'
import { startReference, startSink, type RunningMailServer } from './servers.ts'
import { TcpClient } from './tcp-client.ts'

const from = 'MAIL FROM:<ada@example.com>'
const to = 'RCPT TO:<bob@example.com>'
const hello = 'EHLO me'

const servers: readonly { readonly name: string; readonly start: typeof startSink }[] = [
  { name: 'our sink', start: startSink },
  { name: 'smtp-server', start: startReference },
]

describe.each(servers)('$name', ({ start }) => {
  let server: RunningMailServer
  beforeAll(async () => {
    server = await start('ordinary')
  })
  afterAll(() => server.stop())

  const greeted = async (): Promise<TcpClient> => {
    const client = new TcpClient(server.port)
    expect(await client.code()).toBe(220)
    return client
  }

  test.for(dialogues)('%s', async ([, dialogue]) => {
    const client = await greeted()
    const answers: [string, unknown][] = []
    for (const [line] of dialogue) answers.push([line, await client.say(line)])
    expect(answers).toEqual(dialogue)
    client.hangUp()
  })

  test('all in one piece', async () => {
    const client = await greeted()
    const before = server.mails.length
    client.send([hello, login, from, to, 'DATA', ''].join('\r\n'))
    expect((await client.read(5)).match(/^\d{3} /gm)).toEqual(['250 ', '235 ', '250 ', '250 ', '354 '])
    client.send(['..a', '..', 'b..', '.', from, to, 'DATA', '.', 'QUIT', ''].join('\r\n'))
    expect((await client.read(6)).match(/^\d{3} /gm)).toEqual([
      '250 ',
      '250 ',
      '250 ',
      '354 ',
      '250 ',
      '221 ',
    ])
    expect(await client.read()).toBe('')
    expect(client.end).toBe('closed')
    expect(server.mails.slice(before).map(({ source }) => source)).toEqual(['.a\r\n.\r\nb..\r\n', ''])
  })

  test.for(['\n.\n', '\n.\r\n', '\r.\r', '\r\n.\n', '\r\n.\r', '\r.\r\n'])(
    '%j smuggles no second message',
    async (end) => {
      const client = await greeted()
      const before = server.mails.length
      for (const line of [hello, login, from, to, 'DATA']) await client.say(line)
      const smuggled = `MAIL FROM:<admin@example.com>\r\n${to}\r\nDATA\r\nevil`
      client.send(`hello${end}${smuggled}\r\n.\r\nNOOP\r\n`)
      const answers = (await client.read(2)).match(/^\d{3} /gm)
      // Ours refuses the message; the other one takes it, as one.
      expect(answers).toEqual([server.mails.length > before ? '250 ' : '550 ', '250 '])
      expect(server.mails.slice(before).filter((mail) => mail.from !== 'ada@example.com')).toEqual([])
      client.hangUp()
    },
  )
})
