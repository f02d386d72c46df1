import { reply, type Reply } from './replies.ts'

/** Name → password. */
export type Users = ReadonlyMap<string, string>

/** One answer of a login. */
export interface LoginTurn {
  readonly reply: Reply
  /** Reads the client's next line; without it the login is over. */
  readonly next?: LoginStep
  /** Who is logged in now. */
  readonly user?: string
}

export type LoginStep = (text: string) => LoginTurn

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/
const unreadable: LoginTurn = { reply: reply(501, '5.5.2', 'That is no base64, or not what the login needs') }
const cancelled: LoginTurn = { reply: reply(501, '5.7.0', 'Login cancelled') }
const wrong: LoginTurn = { reply: reply(535, '5.7.8', 'User name or password is wrong') }

/** Begins a login (RFC 4954) with the argument of AUTH: `PLAIN AHUAcA==`, `LOGIN`. */
export function beginLogin(argument: string, users: Users): LoginTurn {
  const [mechanism = '', initial, ...more] = argument.split(/\s+/)
  if (mechanism === '' || more.length > 0)
    return {
      reply: reply(501, '5.5.4', 'Syntax: AUTH PLAIN or AUTH LOGIN, each with or without a first answer'),
    }
  switch (mechanism.toUpperCase()) {
    case 'PLAIN':
      return first(initial, '', plainStep(users))
    case 'LOGIN':
      return first(initial, 'Username:', nameStep(users))
    default:
      return { reply: reply(504, '5.5.4', 'There is AUTH PLAIN and AUTH LOGIN, no other') }
  }
}

/** What came along with AUTH is the first answer already; `=` stands for an empty one. */
function first(initial: string | undefined, question: string, step: (text: string) => LoginTurn): LoginTurn {
  if (initial === undefined) return ask(question, step)
  return step(initial === '=' ? '' : initial)
}

function ask(question: string, step: LoginStep): LoginTurn {
  return {
    reply: reply(334, null, btoa(question)),
    next: (text) => (text.trim() === '*' ? cancelled : step(text.trim())),
  }
}

/** RFC 4616: who is to be acted for, who logs in, the password. */
function plainStep(users: Users): LoginStep {
  return (text) => {
    const parts = decode(text)?.split('\0')
    if (parts?.length !== 3) return unreadable
    const [actsFor = '', name = '', password = ''] = parts
    return actsFor === '' || actsFor === name ? check(users, name, password) : wrong
  }
}

/** The older way, one question after the other (draft-murchison-sasl-login). */
function nameStep(users: Users): LoginStep {
  return (text) => {
    const name = decode(text)
    if (name === null) return unreadable
    return ask('Password:', (answer) => {
      const password = decode(answer)
      return password === null ? unreadable : check(users, name, password)
    })
  }
}

function check(users: Users, name: string, password: string): LoginTurn {
  if (users.get(name) !== password) return wrong
  return { reply: reply(235, '2.7.0', 'Logged in'), user: name }
}

/** The text that a line of base64 stands for, or null. */
function decode(text: string): string | null {
  if (!base64.test(text)) return null
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
