import { afterEach, beforeEach, expect, test } from 'vitest'
import { SmtpServer } from '../../src/services/smtp/smtp-server.ts'
import type { ListeningService } from '../../src/tools/redis-over-tcp.ts'
import { listenForMail } from '../../src/tools/smtp-over-tcp.ts'
import { login } from '../services/smtp/direct-client.ts'
import { TcpClient } from '../services/smtp/tcp-client.ts'

let server: SmtpServer
let service: ListeningService
beforeEach(async () => {
  server = new SmtpServer()
  service = await listenForMail(server, 0)
})
afterEach(() => service.close())

/** A client that has got as far as the content of a message. */
async function inContent(recipient: string): Promise<TcpClient> {
  const client = new TcpClient(service.port)
  client.send(`EHLO me\r\n${login}\r\nMAIL FROM:<ada@example.com>\r\nRCPT TO:<${recipient}>\r\nDATA\r\n`)
  expect((await client.read(6)).match(/^\d{3} /gm)?.at(-1)).toBe('354 ')
  return client
}

test('a connection that is broken off is reset', async () => {
  const client = await inContent('drop@example.com')
  client.send('Subject: hi\r\n')
  expect(await client.read()).toBe('')
  expect(client.end).toBe('reset')
})

test('a session knows its port, its client, and how the client left', async () => {
  const client = await inContent('bob@example.com')
  client.hangUp()
  await expect.poll(() => server.sessions[0]?.end).toBe('closed')
  expect(server.sessions[0]).toMatchObject({
    client: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    port: service.port,
    mails: 0,
  })
})

test('who sends without an end gets an answer, and is left', async () => {
  const client = await inContent('bob@example.com')
  const piece = new Uint8Array(2 ** 20).fill(97)
  // More than the server hears out, of the message and after it.
  for (let count = 0; count < 90; count++) client.send(piece)
  expect(await client.read()).toMatch(/^552 5\.3\.4 /)
  expect(await client.read()).toBe('')
  expect(client.end).not.toBeNull()
})

test('closing tells those who are connected', async () => {
  const client = new TcpClient(service.port)
  expect(await client.code()).toBe(220)
  await service.close()
  expect(await client.read()).toBe('421 4.3.2 mail.example.com is shutting down\r\n')
  expect(await client.read()).toBe('')
  service = await listenForMail(server, 0)
})

test('a port that is taken is Node’s own error', async () => {
  await expect(listenForMail(new SmtpServer(), service.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
