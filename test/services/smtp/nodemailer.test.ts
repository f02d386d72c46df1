import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, test } from 'vitest'
import { mailScenarios, type MailWorld } from './nodemailer-suite.ts'
import { startReference, startSink, type RunningMailServer } from './servers.ts'

let running: RunningMailServer[] = []
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()))
  running = []
})

const worlds: readonly { readonly name: string; readonly start: typeof startSink }[] = [
  { name: 'our sink', start: startSink },
  { name: 'smtp-server', start: startReference },
]

// What a learner sees of the real nodemailer must not depend on who serves the mail.
describe.each(worlds)('nodemailer against $name', ({ start }) => {
  const world: MailWorld = {
    createTransport,
    host: '127.0.0.1',
    async serve(kind) {
      const server = await start(kind)
      running.push(server)
      return {
        port: server.port,
        mails: async () => server.mails,
        connections: async () => server.connections,
      }
    },
  }

  test.for(mailScenarios)('$name', { timeout: 20_000 }, async ({ run, expected }) => {
    expect(await run(world)).toEqual(expected)
  })
})
