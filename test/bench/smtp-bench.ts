import { createTransport } from 'nodemailer'
import { startReference, startSink, type RunningMailServer } from '../services/smtp/servers.ts'

/** Short samples, and many: the machine's other work then falls on both alike. All together fit into a mailbox. */
const mailsPerSample = 50
const samples = 161
const warmUps = 12
const message = {
  from: 'ada@example.com',
  to: 'bob@example.com',
  subject: 'A notice',
  text: 'Hello\n'.repeat(50),
}

/** Mails a second over a pool of nodemailer's, in samples taken in turns. */
export interface MailRates {
  readonly sink: readonly number[]
  /** The package `smtp-server`. */
  readonly reference: readonly number[]
  /** Of each pair, the sink's by the other's. */
  readonly ratio: readonly number[]
}

/** How quick our sink takes mail, beside the package `smtp-server`: both in this process, over TCP. */
export async function sampleMailRates(): Promise<MailRates> {
  const servers = [await startSink('ordinary'), await startReference('ordinary')] as const
  const [sink, reference] = servers.map(poolTo) as [Pool, Pool]
  for (let count = 0; count < warmUps; count++) {
    await sink.rate()
    await reference.rate()
  }
  const pairs: { readonly sink: number; readonly reference: number }[] = []
  for (let count = 0; count < samples; count++) {
    // What else the machine does weighs on both; who begins changes.
    const first = count % 2 === 0 ? await sink.rate() : null
    const second = await reference.rate()
    pairs.push({ sink: first ?? (await sink.rate()), reference: second })
  }
  for (const pool of [sink, reference]) pool.close()
  for (const server of servers) await server.stop()
  return {
    sink: pairs.map((pair) => pair.sink),
    reference: pairs.map((pair) => pair.reference),
    ratio: pairs.map((pair) => pair.sink / pair.reference),
  }
}

interface Pool {
  rate(): Promise<number>
  close(): void
}

function poolTo({ port }: RunningMailServer): Pool {
  const auth = { user: 'u', pass: 'p' }
  const transport = createTransport({ host: '127.0.0.1', port, auth, pool: true, maxMessages: Infinity })
  return {
    async rate() {
      const started = performance.now()
      await Promise.all(Array.from({ length: mailsPerSample }, () => transport.sendMail(message)))
      return mailsPerSample / ((performance.now() - started) / 1000)
    },
    close: () => transport.close(),
  }
}
