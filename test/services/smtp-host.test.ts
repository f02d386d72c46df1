import { createTransport as nodeCreateTransport } from 'nodemailer'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { HostTable } from '../../src/network/host-table.ts'
import { makeNet, type Net } from '../../src/network/net.ts'
import { smtpPorts } from '../../src/services/ports.ts'
import { serveSmtp } from '../../src/services/smtp-host.ts'
import { SmtpServer } from '../../src/services/smtp/smtp-server.ts'
import { mailScenarios, type MailWorld } from './smtp/nodemailer-suite.ts'
import { plans } from './smtp/server-kinds.ts'

/** Has nodemailer dial through the pretend network: the only part of it that is not as it comes. */
function transportsOver(net: Net): MailWorld['createTransport'] {
  const getSocket = (
    { port = 0, host }: { readonly port?: unknown; readonly host?: string },
    callback: (error: Error | null, found: { readonly connection: Socket }) => void,
  ): void => {
    const connection = net.connect({ port: Number(port), host: host ?? 'localhost' })
    connection.once('connect', () => callback(null, { connection }))
  }
  return ((options: object) =>
    nodeCreateTransport({ ...options, getSocket } as object)) as MailWorld['createTransport']
}

describe('nodemailer, over the pretend network', () => {
  const hosts = new HostTable({ 'mail.example.com': '10.0.0.25' })
  let lastPort = 2000
  const world: MailWorld = {
    createTransport: transportsOver(makeNet(hosts)),
    host: 'mail.example.com',
    async serve(kind) {
      const server = new SmtpServer({ faults: { seed: 1, rules: plans[kind] } })
      const port = ++lastPort
      hosts.listen({ port }, (end) => serveSmtp(server, end))
      return {
        port,
        mails: async () =>
          server.mails.map(({ source, ...mail }) => ({ ...mail, source: new TextDecoder().decode(source) })),
        connections: async () => server.sessions.length,
      }
    },
  }
  // Whoever cannot connect never gets as far as to hand a socket over.
  const scenarios = mailScenarios.filter(({ name }) => !['port refused', 'host unknown'].includes(name))

  test.for(scenarios)('$name', { timeout: 20_000 }, async ({ run, expected }) => {
    expect(await run(world)).toEqual(expected)
  })
})

test('a session knows its client and its port, and when the client is gone', async () => {
  const hosts = new HostTable()
  const server = new SmtpServer()
  for (const port of smtpPorts) hosts.listen({ port }, (end) => serveSmtp(server, end))
  const net = makeNet(hosts)
  const sockets = smtpPorts.map((port) => net.connect(port, 'localhost'))
  const greetings = await Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve))),
  )
  expect(greetings.map(String)).toEqual(smtpPorts.map(() => '220 mail.example.com ESMTP Mailroom\r\n'))
  expect(server.sessions.map(({ port }) => port)).toEqual([25, 587, 1025])
  expect(server.sessions.every(({ client }) => /^127\.0\.0\.1:\d+$/.test(client))).toBe(true)
  sockets[0]?.resetAndDestroy()
  sockets[1]?.end()
  sockets[2]?.write('QUIT\r\n')
  await expect.poll(() => server.sessions.map(({ end }) => end)).toEqual(['reset', 'closed', 'quit'])
})

test('who still talks when the server has hung up is not broken off', async () => {
  const hosts = new HostTable()
  const server = new SmtpServer({ faults: { seed: 1, rules: plans['closes at once'] } })
  hosts.listen({ port: 25 }, (end) => serveSmtp(server, end))
  const net = makeNet(hosts)
  const hungUp = async (): Promise<ReturnType<Net['connect']>> => {
    const socket = net.connect({ port: 25, allowHalfOpen: true })
    await new Promise((resolve) => socket.resume().once('end', resolve))
    return socket
  }
  const socket = await hungUp()
  const closed = new Promise((resolve) => socket.once('close', resolve).once('error', resolve))
  socket.write('EHLO me\r\n')
  // When the server has come to another client it has long heard this one.
  const other = await hungUp()
  for (const each of [socket, other]) each.end()
  expect(await closed).toBe(false)
})
