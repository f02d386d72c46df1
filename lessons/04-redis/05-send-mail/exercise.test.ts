import { setTimeout as sleep } from 'node:timers/promises'
import { inbox } from 'inbox'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sendMail } from './exercise'

beforeEach(async () => {
  for (const level of ['error', 'warn', 'log', 'info'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
  // What the test before has left open may take its time to close.
  await settled()
  await inbox.clear()
  check(typeof sendMail === 'function', 'exercise.ts should export the function sendMail; it does not', 'Is the word export still in front of async function')
})

afterEach(async () => {
  await inbox.setFaults(null)
  vi.restoreAllMocks()
})

/** Whether any call has sent a mail. */
let hasSent = false

const [ada, bo, nobody] = ['ada@example.com', 'bo@example.org', 'nobody@example.com']

test('the mail arrives as it was written', async () => {
  const letters = [['Hello Ada', 'Your parcel has arrived.'], ['邮件 für Ada', 'first line\n\n.\n.two dots make a line\n邮']] as const
  for (const [subject, text] of letters) {
    await inbox.clear()
    const seen = await tried(() => sendMail(ada, subject, text))
    const [mail, ...more] = await inbox.mails()
    hasSent ||= mail !== undefined
    const what = `After sendMail(${show(ada)}, ${show(subject)}, ${show(text)}), the inbox should hold this mail`
    check(mail !== undefined, `${what}; it holds none, and sendMail ${seen.did}`, await aboutNothing(seen, text))
    check(more.length === 0, `${what} once; it holds ${more.length + 1}`, 'Each call of transport.sendMail sends one more')
    check(isSame(mail?.to ?? [], [ada]), `${what}; it went to ${show(mail?.to)}`, '')
    check(mail?.subject === subject, `${what}; its subject is ${show(mail?.subject)}`, '')
    const html = mail?.text === '' ? 'Is it the field text of the mail' : ''
    check(plainLines(mail?.text) === text, `${what}; its text is ${show(mail?.text)}`, html)
  }
})

test('it returns the message id', async () => {
  const seen = await tried(() => sendMail(ada, 'Hello', 'Hi'))
  const [mail] = await inbox.mails()
  const id = /^message-id:\s*(\S+)/im.exec(mail?.source ?? '')?.[1]
  const what = `sendMail should return what stands in the mail's Message-ID header, ${show(id)}`
  const response = typeof seen.value === 'string' && /^\d{3} /.test(seen.value) ? "That is the server's last answer, info.response. The id is info.messageId" : ''
  const whole = typeof seen.value === 'object' && seen.value !== null ? 'sendMail of the transport tells many things; the id is one of them, messageId' : ''
  const nothing = seen.value === undefined && seen.error === undefined ? 'Is a return missing' : ''
  check(mail !== undefined, `sendMail should send a mail; none arrived, and it ${seen.did}`, await aboutNothing(seen, 'Hi'))
  check(seen.value === id, `${what}; it ${seen.did}`, response || whole || nothing)
})

test('a mail that fails is an error for the caller', async () => {
  const addresses = { 'nobody@example.com': 'does not exist', 'full@example.com': 'has no room', 'bad@example.com': 'refuses what the mail says', 'drop@example.com': 'breaks the connection off' }
  for (const [address, how] of Object.entries(addresses)) {
    const seen = await tried(() => sendMail(address, 'Hello', 'Hi'))
    check(seen.error !== undefined, `As ${address} ${how}, sendMail should throw; it ${seen.did}`, seen.isEndless ? '' : swallowed)
  }
  for (const stage of ['connect', 'auth'] as const) {
    await inbox.setFaults({ seed: 1, rules: [{ stage, probability: 1, code: stage === 'auth' ? 535 : 'drop' }] })
    const seen = await tried(() => sendMail(ada, 'Hello', 'Hi'))
    const how = stage === 'auth' ? 'does not know the password' : 'hangs up at once'
    check(seen.error !== undefined, `When the server ${how}, sendMail should throw; it ${seen.did}`, seen.isEndless ? '' : swallowed)
  }
})

test('one refused receiver among several is an error too', async () => {
  const seen = await tried(() => sendMail(`${ada}, ${bo}`, 'Hello', 'Hi'))
  const to = (await inbox.mails()).flatMap((mail) => mail.to)
  const what = `sendMail('${ada}, ${bo}', …) should send to both`
  check(isSame(to.toSorted(), [ada, bo]) && seen.error === undefined, `${what}; it went to ${show(to)}, and sendMail ${seen.did}`, to.length === 0 ? await aboutNothing(seen, 'Hi') : '')
  for (const list of [`${ada}, ${nobody}`, `${nobody}, ${bo}`]) {
    const one = await tried(() => sendMail(list, 'Hello', 'Hi'))
    const rejected = 'One receiver that is accepted is a success for nodemailer. Those that are refused it names in info.rejected: look there'
    check(one.error !== undefined, `As the server refuses ${nobody}, sendMail('${list}', …) should throw; it ${one.did}`, rejected)
  }
})

test('a line break in receiver or subject is refused before anything is sent', async () => {
  const cases: (readonly [string, string, string])[] = []
  for (const end of ['\n', '\r', '\r\n']) {
    cases.push(['subject', ada, `Hello${end}Bcc: ${bo}`], ['receiver', `${ada}${end}Bcc: ${bo}`, 'Hello'])
    cases.push(['subject', ada, `Hello${end}`], ['receiver', `${end}${ada}`, 'Hello'])
  }
  for (const [where, receiver, subject] of cases) {
    await inbox.clear()
    const seen = await tried(() => sendMail(receiver, subject, 'Hi'))
    const sent = await inbox.mails()
    const what = `sendMail(${show(receiver)}, ${show(subject)}, …) should throw, and send nothing`
    const happened = `${sent.length === 0 ? 'nothing was sent' : `a mail went to ${sent.map(({ to }) => to.join(', ')).join(', ')}`}, and it ${seen.did}`
    check(seen.error !== undefined && sent.length === 0, `${what}; ${happened}`, aboutBreak(where, `${receiver}${subject}`, seen, sent.length))
  }
})

test('several mails at once, and one after another', async () => {
  const outcomes = [await tried(() => sendMail(ada, 'alone', 'Hi'))]
  outcomes.push(...(await Promise.all(['one', 'two', 'three'].map((subject) => tried(() => sendMail(ada, subject, 'Hi'))))))
  outcomes.push(await tried(() => sendMail(ada, 'last', 'Hi')))
  const subjects = (await inbox.mails()).map(({ subject }) => subject)
  const failed = outcomes.find(({ error }) => error !== undefined)
  const what = "After one mail, three at once and a last one, all five should have arrived, 'alone', 'one', 'two', 'three' and 'last'"
  check(subjects.length === 5 && !failed, `${what}; there ${subjects.length === 1 ? 'is' : 'are'} ${show(subjects)}${failed ? `, and one call ${failed.did}` : ''}`, failed ? await aboutNothing(failed, 'Hi') : '')
})

test('no connection stays open, whatever happens', async () => {
  const calls: [string, string, string][] = [[ada, 'Hello', 'it was sent'], [nobody, 'Hello', 'the receiver was refused'], [`${ada}, ${nobody}`, 'Hello', 'one receiver was refused'], [ada, 'Hello\nAda', 'a line break was refused']]
  for (const [receiver, subject, how] of calls) {
    await tried(() => sendMail(receiver, subject, 'Hi'))
    await sleep(1000)
    const open = (await inbox.sessions()).filter(({ end }) => end === null).length
    const always = 'Whoever opens closes: transport.close(), and so that it happens after an error as well, in a finally'
    check(open === 0, `A second after ${how}, no connection to the mail server should be open; ${open === 1 ? 'one is' : `${open} are`}`, always)
  }
  const sessions = await inbox.sessions()
  check(sessions.some(({ user }) => user !== null), `sendMail should log in; in ${sessions.length} connections nobody did`, sessions.length > 0 ? logIn : '')
})

// From here on: what the messages say. Every remark answers to what was seen, and to nothing else.

const logIn = "The server wants to know who you are: give createTransport an auth with user 'u' and pass 'p'"
const swallowed = 'The error ends in sendMail, and the caller takes a lost letter for a sent one. Let it through: it needs no catch'

/** Nothing arrived, though it should have. */
async function aboutNothing(seen: Outcome, text: string): Promise<string> {
  const error = toText(seen.error)
  if (/pool was closed/i.test(error) && hasSent) return 'The transport that it needs was closed by another call. Make one in each call of sendMail, and close that one'
  if (/pool was closed/i.test(error)) return 'The transport was closed before it was done. Wait for the mail: return await …, so that finally comes after it'
  if (/line/i.test(error) && text.includes('\n')) return 'Its text may have as many lines as it likes: only receiver and subject become headers'
  await sleep(1000)
  if ((await inbox.mails()).length > 0 && seen.error === undefined) return 'A moment later it is there: sendMail was done before the server had answered. Is an await missing'
  const sessions = await inbox.sessions()
  return sessions.length > 0 && sessions.every(({ user }) => user === null) ? logIn : ''
}

function aboutBreak(where: string, joined: string, seen: Outcome, sent: number): string {
  if (seen.error !== undefined && sent > 0) return 'It was refused too late: the mail had left already. Look before you send'
  if (seen.error !== undefined || seen.isEndless) return ''
  if (!joined.includes('\n')) return "A '\\r' alone ends a line for some servers too: look for both"
  if (/^\s|\s$/.test(joined) && !joined.trim().includes('\n')) return 'Trimmed away is not refused: look at what was given'
  const what = 'A line break ends the header, and what follows would be a header of its own: this is how a receiver for all is smuggled in. Do not clean it, refuse it'
  return where === 'subject' ? what : `${what}. The receiver becomes a header as well, like the subject`
}

/** Lines end in mails with CRLF. */
function plainLines(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n')
}

/** Waits until all connections have closed that will. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20 && (await inbox.sessions()).some(({ end }) => end === null); i++) await sleep(100)
}

interface Outcome {
  readonly value: unknown
  /** What was thrown; undefined if nothing was. */
  readonly error: unknown
  readonly isEndless: boolean
  readonly did: string
}

const never = Symbol('never')

/** Waits a minute at most; the clock of a check goes by in no time. */
async function tried(call: () => Promise<unknown>): Promise<Outcome> {
  const minute = new AbortController()
  try {
    const value = await Promise.race([call(), sleep(60_000, never, { signal: minute.signal }).catch(() => never)])
    if (value === never) return { value: undefined, error: undefined, isEndless: true, did: 'did not end within a minute' }
    return { value, error: undefined, isEndless: false, did: value === undefined ? 'returned nothing' : `returned ${show(value)}` }
  } catch (error) {
    return { value: undefined, error: error ?? 'nothing', isEndless: false, did: `threw ${toText(error).slice(0, 200).replace(/\.$/, '')}` }
  } finally {
    minute.abort()
  }
}

/** What should be; what was; and, for a mistake that is recognised, what that says. */
function check(isRight: boolean, what: string, feedback: string): void {
  if (!isRight) expect.fail(feedback ? `${what}.\n→ ${feedback}` : what)
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && other.every((item, index) => one[index] === item)
}

function toText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : typeof value === 'string' ? value : show(value)
}

/** A value as one would write it in code, whatever it is. */
function show(value: unknown): string {
  try {
    if (typeof value === 'string') return `'${value.slice(0, 90).replaceAll('\r', '\\r').replaceAll('\n', '\\n')}'`
    if (Array.isArray(value)) return `[${(value as unknown[]).slice(0, 8).map(show).join(', ')}]`
    return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 160)
  } catch {
    return `a strange ${typeof value}`
  }
}
