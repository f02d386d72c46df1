import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { SmtpServer } from '../../../src/services/smtp/smtp-server.ts'
import { listenForMail } from '../../../src/tools/smtp-over-tcp.ts'
import type { MailServerKind, ReceivedMail } from './nodemailer-suite.ts'
import { plans } from './server-kinds.ts'

/** A mail server of a kind, and what it was sent. */
export interface RunningMailServer {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
  /** Connections so far. */
  readonly connections: number
  stop(): Promise<void>
}

/** Our sink on a free port. */
export async function startSink(kind: MailServerKind): Promise<RunningMailServer> {
  const server = new SmtpServer({ faults: { seed: 1, rules: plans[kind] } })
  const { port, close } = await listenForMail(server, 0)
  if (kind === 'refused') await close()
  return {
    port,
    stop: kind === 'refused' ? async () => {} : close,
    get connections() {
      return server.sessions.length
    },
    get mails() {
      return server.mails.map(({ source, ...mail }) => ({
        ...mail,
        source: new TextDecoder().decode(source),
      }))
    },
  }
}

/** Codes that `smtp-server` gives to the sink's fault addresses. */
const atRecipient = new Map([
  ['grey', 451],
  ['full', 452],
  ['quota', 552],
  ['nobody', 550],
])
const atEnd = new Map([
  ['bad', 554],
  ['busy', 451],
])

const localPart = ({ address }: { readonly address: string }): string => address.split('@')[0] ?? ''
const refusal = (responseCode: number): Error => Object.assign(new Error('Refused'), { responseCode })

/** The package `smtp-server`, with the faults of the sink. */
export async function startReference(kind: MailServerKind): Promise<RunningMailServer> {
  if (kind === 'silent' || kind === 'closes at once') return startBare(kind)
  const mails: { readonly from: string; readonly to: readonly string[]; readonly source: Buffer }[] = []
  let connections = 0
  const server: SMTPServer = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideDSN: true,
    size: 1_000_000,
    rejectOversized: true,
    maxRecipients: 1000,
    maxAllowedUnauthenticatedCommands: false,
    onConnect: (_session, done) => {
      connections++
      done()
    },
    onAuth: ({ username, password }, _session, done) =>
      username === 'u' && password === 'p' ? done(null, { user: 'u' }) : done(refusal(535)),
    onRcptTo: (address, _session, done) => {
      const code = atRecipient.get(localPart(address))
      done(code === undefined ? null : refusal(code))
    },
    onData: (stream, { id, envelope }, done) => {
      const locals = envelope.rcptTo.map(localPart)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        const all = [...server.connections] as { readonly id: string; readonly _socket: Socket }[]
        const socket = all.find((one) => one.id === id)?._socket
        if (locals.includes('drop')) socket?.resetAndDestroy()
        if (kind === 'closes in the content') socket?.end()
      })
      stream.on('end', () => {
        const code = locals.map((name) => atEnd.get(name)).find((each) => each !== undefined)
        if (code !== undefined) return done(refusal(code))
        if (stream.sizeExceeded || locals.includes('drop') || kind === 'closes in the content') return done()
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), source: Buffer.concat(chunks) })
        done()
      })
    },
  })
  // Connections that are reset are what the tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const stop = (): Promise<void> => new Promise((resolve) => server.close(resolve))
  if (kind === 'refused') await stop()
  return {
    ...{ port, stop: kind === 'refused' ? async () => {} : stop },
    get mails() {
      return mails.map((mail) => ({ ...mail, source: mail.source.toString() }))
    },
    get connections() {
      return connections
    },
  }
}

/** A listener that speaks no SMTP at all. */
async function startBare(kind: 'silent' | 'closes at once'): Promise<RunningMailServer> {
  const sockets = new Set<Socket>()
  const listener: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (kind === 'closes at once') socket.end()
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    port: (listener.address() as AddressInfo).port,
    mails: [],
    connections: 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }
}
