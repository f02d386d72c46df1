import type { createTransport as nodeCreateTransport, SentMessageInfo } from 'nodemailer'
import type { Options } from 'nodemailer/lib/smtp-transport'

/** What a mail server that a scenario wants does: serves, or fails at once in its way. */
export type MailServerKind = 'ordinary' | 'silent' | 'closes at once' | 'closes in the content' | 'refused'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As UTF-8. */
  readonly source: string
}

/** Where the scenarios run: in Node or in the page, against our sink or another server. */
export interface MailWorld {
  readonly createTransport: typeof nodeCreateTransport
  readonly host: string
  /** The port of a server of that kind. Only mail that comes afterwards is in its `mails`. */
  serve(kind: MailServerKind): Promise<{
    readonly port: number
    mails(): Promise<readonly ReceivedMail[]>
    connections(): Promise<number>
  }>
}

/** One use of nodemailer, and what it must come to. Both are plain data, so that it can run in any thread. */
export interface MailScenario {
  readonly name: string
  readonly expected: unknown
  run(world: MailWorld): Promise<unknown>
}

const auth = { user: 'u', pass: 'p' }
const message = { from: 'ada@example.com', to: 'bob@example.com', subject: 'Hi', text: 'Hello' }

/** The parts of an error that a learner can go by; what did not fail is told in its place. */
async function failureOf(sending: Promise<unknown>): Promise<unknown> {
  try {
    return { sent: await sending }
  } catch (error) {
    const { code, responseCode, command } = error as { [part: string]: unknown }
    return { code, responseCode, command }
  }
}

interface Failing {
  readonly to?: string
  readonly text?: string
  readonly kind?: MailServerKind
  readonly options?: Options
}

/** A row of the table: a fault, and what nodemailer reports. */
function fails(
  name: string,
  { to = message.to, text = message.text, kind = 'ordinary', options = {} }: Failing,
  expected: readonly [code: string, responseCode: number | undefined, command: string],
): MailScenario {
  const [code, responseCode, command] = expected
  return {
    name,
    expected: { failure: { code, responseCode, command }, mails: 0 },
    async run({ createTransport, host, serve }) {
      const { port, mails } = await serve(kind)
      const transport = createTransport({ host, port, auth, ...options })
      const failure = await failureOf(transport.sendMail({ ...message, to, text }))
      transport.close()
      return { failure, mails: (await mails()).length }
    },
  }
}

/** Sends something that must arrive; what is looked at is up to the scenario. */
function succeeds<T>(
  name: string,
  expected: T,
  run: (
    world: MailWorld & {
      readonly port: number
      mails(): Promise<readonly ReceivedMail[]>
      connections(): Promise<number>
    },
  ) => Promise<T>,
): MailScenario {
  return { name, expected, run: async (world) => run({ ...world, ...(await world.serve('ordinary')) }) }
}

const withoutLogin: Options = {}
const lines = (source: string | undefined): readonly string[] => source?.split('\r\n') ?? []
const header = (source: string | undefined, name: string): string | undefined =>
  lines(source)
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2)
const summary = ({ accepted, rejected, response }: SentMessageInfo): unknown => ({
  accepted,
  rejected,
  response: response?.slice(0, 3),
})

/** How nodemailer's failures look, and what it can send. */
export const mailScenarios: readonly MailScenario[] = [
  fails('bad password', { options: { auth: { ...auth, pass: 'q' } } }, ['EAUTH', 535, 'AUTH PLAIN']),
  fails('bad password, by AUTH LOGIN', { options: { auth: { ...auth, pass: 'q' }, authMethod: 'LOGIN' } }, [
    'EAUTH',
    535,
    'AUTH LOGIN',
  ]),
  {
    ...fails('login needed', {}, ['EENVELOPE', 530, 'MAIL FROM']),
    async run({ createTransport, host, serve }) {
      const { port, mails } = await serve('ordinary')
      const transport = createTransport({ host, port, ...withoutLogin })
      return { failure: await failureOf(transport.sendMail(message)), mails: (await mails()).length }
    },
  },
  fails('greylisted', { to: 'grey@example.com' }, ['EENVELOPE', 451, 'RCPT TO']),
  fails('mailbox full', { to: 'full@example.com' }, ['EENVELOPE', 452, 'RCPT TO']),
  fails('over quota', { to: 'quota@example.com' }, ['EENVELOPE', 552, 'RCPT TO']),
  fails('unknown recipient', { to: 'nobody@example.com' }, ['EENVELOPE', 550, 'RCPT TO']),
  fails('refused for good after DATA', { to: 'bad@example.com' }, ['EMESSAGE', 554, 'DATA']),
  fails('refused for now after DATA', { to: 'busy@example.com' }, ['EMESSAGE', 451, 'DATA']),
  fails('too large', { text: 'a'.repeat(76).concat('\n').repeat(14_000) }, ['EMESSAGE', 552, 'DATA']),
  fails('silent server', { kind: 'silent', options: { greetingTimeout: 300 } }, [
    'ETIMEDOUT',
    undefined,
    'CONN',
  ]),
  fails('reset in the content', { to: 'drop@example.com' }, ['ESOCKET', undefined, 'CONN']),
  fails('closed in the content', { kind: 'closes in the content' }, ['ECONNECTION', undefined, 'CONN']),
  fails('closed before the greeting', { kind: 'closes at once' }, ['ECONNECTION', undefined, 'CONN']),
  fails('port refused', { kind: 'refused' }, ['ESOCKET', undefined, 'CONN']),
  fails('host unknown', { options: { host: 'nowhere.invalid' } }, ['EDNS', undefined, 'CONN']),

  succeeds(
    'several recipients, one refused',
    {
      info: {
        accepted: ['bob@example.com', 'eve@example.com'],
        rejected: ['nobody@example.com'],
        response: '250',
      },
      errors: [{ recipient: 'nobody@example.com', responseCode: 550 }],
      to: [['bob@example.com', 'eve@example.com']],
    },
    async ({ createTransport, host, port, mails }) => {
      const transport = createTransport({ host, port, auth })
      const to = ['bob@example.com', 'nobody@example.com', 'eve@example.com']
      const info = await transport.sendMail({ ...message, to })
      const errors = (info.rejectedErrors ?? []).map((error) => {
        const { recipient, responseCode } = error as unknown as { recipient: string; responseCode: number }
        return { recipient, responseCode }
      })
      return { info: summary(info), errors, to: (await mails()).map((mail) => mail.to) }
    },
  ),
  succeeds('AUTH PLAIN and AUTH LOGIN', ['250', '250'], async ({ createTransport, host, port }) => {
    const send = async (authMethod: string): Promise<string> => {
      const info = await createTransport({ host, port, auth, authMethod }).sendMail(message)
      return info.response.slice(0, 3)
    }
    return [await send('PLAIN'), await send('LOGIN')]
  }),
  succeeds(
    'verify',
    [true, { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }],
    async ({ createTransport, host, port }) => [
      await createTransport({ host, port, auth }).verify(),
      await failureOf(createTransport({ host, port, auth: { ...auth, pass: 'q' } }).verify()),
    ],
  ),
  succeeds(
    'a pool of two connections',
    { sent: 30, mails: 30, different: 30, connections: 2 },
    async ({ createTransport, host, port, mails, connections }) => {
      const transport = createTransport({
        host,
        port,
        auth,
        pool: true,
        maxConnections: 2,
        maxMessages: Infinity,
      })
      const texts = Array.from({ length: 30 }, (_, index) => `Message ${index}`)
      const infos = await Promise.all(texts.map((text) => transport.sendMail({ ...message, text })))
      transport.close()
      const received = await mails()
      const different = new Set(
        received.map(({ source }) => lines(source).find((line) => line.startsWith('Message '))),
      ).size
      return { sent: infos.length, mails: received.length, different, connections: await connections() }
    },
  ),
  succeeds(
    'a pool goes on after a refused message',
    [
      { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' },
      { code: 'EMESSAGE', responseCode: 451, command: 'DATA' },
      '250',
      1,
    ],
    async ({ createTransport, host, port, connections }) => {
      const transport = createTransport({ host, port, auth, pool: true, maxConnections: 1 })
      const refused = await failureOf(transport.sendMail({ ...message, to: 'nobody@example.com' }))
      const busy = await failureOf(transport.sendMail({ ...message, to: 'busy@example.com' }))
      const { response } = await transport.sendMail(message)
      transport.close()
      return [refused, busy, response.slice(0, 3), await connections()]
    },
  ),
  succeeds(
    'text that begins with dots, and ends without a new line',
    '..\r\n.\r\n.two\r\nlast',
    async ({ createTransport, host, port, mails }) => {
      await createTransport({ host, port, auth }).sendMail({ ...message, text: '..\n.\n.two\nlast' })
      const [mail] = await mails()
      return mail?.source.split('\r\n\r\n')[1]?.trimEnd()
    },
  ),
  succeeds(
    'a subject and a text in UTF-8',
    ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe_=E2=9C=89?=', 'quoted-printable', '=E4=BD=A0=E5=A5=BD'],
    async ({ createTransport, host, port, mails }) => {
      await createTransport({ host, port, auth }).sendMail({
        ...message,
        subject: 'Grüße ✉',
        text: '你好',
        textEncoding: 'quoted-printable',
      })
      const [mail] = await mails()
      const body = mail?.source.split('\r\n\r\n')[1]?.trimEnd()
      return [header(mail?.source, 'Subject'), header(mail?.source, 'Content-Transfer-Encoding'), body]
    },
  ),
  succeeds(
    'an attachment of all bytes',
    Array.from({ length: 256 }, (_, byte) => byte),
    async ({ createTransport, host, port, mails }) => {
      // As base64: bytes themselves are a Buffer here, and another thing elsewhere.
      const content = btoa(String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte)))
      const attachments = [{ filename: 'all.bin', content, encoding: 'base64' }]
      await createTransport({ host, port, auth }).sendMail({ ...message, attachments })
      const [mail] = await mails()
      const part = /filename=all\.bin[^]*?\r\n\r\n([\w+/=\r\n]+)\r\n--/.exec(mail?.source ?? '')?.[1] ?? ''
      return [...atob(part.replaceAll('\r\n', ''))].map((char) => char.charCodeAt(0))
    },
  ),
  succeeds(
    'an address in UTF-8',
    [{ from: 'zoë@example.com', to: ['zoë@example.com'] }],
    async ({ createTransport, host, port, mails }) => {
      await createTransport({ host, port, auth }).sendMail({
        ...message,
        from: 'zoë@example.com',
        to: 'zoë@example.com',
      })
      return (await mails()).map(({ from, to }) => ({ from, to }))
    },
  ),
  succeeds(
    'a new line in a subject stays in the subject',
    ['Hi Bcc: eve@example.com', ['bob@example.com']],
    async ({ createTransport, host, port, mails }) => {
      await createTransport({ host, port, auth }).sendMail({
        ...message,
        subject: 'Hi\r\nBcc: eve@example.com',
      })
      const [mail] = await mails()
      return [header(mail?.source, 'Subject'), mail?.to]
    },
  ),
  succeeds(
    'ten thousand recipients: a thousand, and errors for the rest',
    { accepted: 1000, rejected: 9000, codes: [452], to: 1000 },
    async ({ createTransport, host, port, mails }) => {
      const to = Array.from({ length: 10_000 }, (_, index) => `to-${index}@example.com`)
      const transport = createTransport({ host, port, auth })
      // The message names one; only the envelope names all.
      const {
        accepted,
        rejected,
        rejectedErrors = [],
      } = await transport.sendMail({ ...message, envelope: { from: message.from, to } })
      const codes = rejectedErrors.map((error) => (error as unknown as { responseCode: number }).responseCode)
      const [mail] = await mails()
      return {
        accepted: accepted.length,
        rejected: rejected.length,
        codes: [...new Set(codes)],
        to: mail?.to.length,
      }
    },
  ),
]
