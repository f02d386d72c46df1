import { login } from './direct-client.ts'

/** Lines, and the code of each one's answer. The content of a message is one line. */
export type Dialogue = readonly (readonly [line: string, code: number])[]

const from = 'MAIL FROM:<ada@example.com>'
const to = 'RCPT TO:<bob@example.com>'
const hello = 'EHLO me = 250'
const loggedIn = `${hello} | ${login} = 235`
const begun = `${loggedIn} | ${from} = 250`
const addressed = `${begun} | ${to} = 250`
const [name, password, wrong] = ['u', 'p', 'q'].map((text) => btoa(text))
const tooLarge = `${'a'.repeat(98)}\r\n`.repeat(10_001)

const written: { readonly [title: string]: string } = {
  'a message': `${addressed} | DATA = 354 | Subject: hi\r\n\r\nHello\r\n. = 250 | QUIT = 221`,
  'two messages': `${addressed} | DATA = 354 | . = 250 | ${from} = 250 | ${to} = 250 | DATA = 354 | x\r\n. = 250`,
  HELO: `HELO me = 250 | ${from} = 530 | ${login} = 235 | ${from} = 250 | ${to} = 250`,
  'hello first': `${from} = 503 | ${login} = 503 | NOOP = 250 | RSET = 250 | HELP = 214 | ${hello}`,
  'hello without a name': `EHLO = 501 | HELO = 501 | EHLO two names = 501 | ${from} = 503`,
  'login first': `${hello} | ${from} = 530 | ${to} = 530 | DATA = 530 | ${login} = 235 | ${from} = 250`,
  'wrong login, then right': `${hello} | AUTH PLAIN ${btoa('\0u\0q')} = 535 | ${login} = 235 | ${login} = 503`,
  'AUTH PLAIN in two lines': `${hello} | AUTH PLAIN = 334 | ${btoa('\0u\0p')} = 235`,
  'AUTH PLAIN cancelled': `${hello} | AUTH PLAIN = 334 | * = 501 | ${from} = 530`,
  'AUTH PLAIN of two parts': `${hello} | AUTH PLAIN ${btoa('u\0p')} = 501`,
  'AUTH LOGIN': `${hello} | AUTH LOGIN = 334 | ${name} = 334 | ${password} = 235`,
  'AUTH LOGIN with the name': `${hello} | AUTH LOGIN ${name} = 334 | ${password} = 235`,
  'AUTH LOGIN, wrong': `${hello} | AUTH LOGIN = 334 | ${name} = 334 | ${wrong} = 535 | ${from} = 530`,
  'AUTH LOGIN cancelled': `${hello} | AUTH LOGIN = 334 | ${name} = 334 | * = 501`,
  'AUTH of another kind': `${hello} | AUTH GSSAPI = 504`,
  'order in a message': `${begun} | ${from} = 503 | DATA = 503 | ${to} = 250 | RSET = 250 | ${to} = 503 | DATA = 503`,
  'EHLO begins anew': `${addressed} | ${hello} | ${to} = 503 | ${from} = 250`,
  'a null sender': `${loggedIn} | MAIL FROM:<> = 250 | ${to} = 250`,
  postmaster: `${begun} | RCPT TO:<postmaster> = 250`,
  'bad senders': `${loggedIn} | MAIL FROM:ada = 501 | MAIL FROM:<ada> = 501 | MAIL FROM:<a@b@c> = 501 | MAIL = 501`,
  'bad recipients': `${begun} | RCPT TO:bob = 501 | RCPT TO:<> = 501 | RCPT TO:<@example.com> = 501`,
  'a bad local part': `${begun} | RCPT TO:<a..b@example.com> = 501 | ${to} = 250`,
  'a source route': `${begun} | RCPT TO:<@one.example,@two.example:bob@example.com> = 250`,
  'BODY and SMTPUTF8': `${loggedIn} | ${from} BODY=8BITMIME = 250 | RSET = 250 | ${from} SMTPUTF8 = 250`,
  'too large by its own word': `${loggedIn} | ${from} SIZE=1000001 = 552 | ${from} SIZE=1000000 = 250`,
  'a size that is none': `${loggedIn} | ${from} SIZE=ten = 501 | ${from} SIZE=1 SIZE=2 = 501`,
  'too large': `${addressed} | DATA = 354 | ${tooLarge}. = 552 | ${from} = 250`,
  'no command': `HOLA = 500 |  = 500 | ${hello}`,
  'ten of them': `${'HOLA = 500 | '.repeat(9)}HOLA = 421`,
  VRFY: `VRFY ada = 252 | VRFY = 501`,
  'a web browser': `GET / HTTP/1.1 = 421`,
  'refused for now at RCPT': `${begun} | RCPT TO:<grey@example.com> = 451 | RCPT TO:<full@example.com> = 452 | DATA = 503`,
  'refused for good at RCPT': `${begun} | RCPT TO:<quota@example.com> = 552 | RCPT TO:<nobody@example.com> = 550 | ${to} = 250`,
  'refused for good after DATA': `${addressed} | RCPT TO:<bad@example.com> = 250 | DATA = 354 | x\r\n. = 554 | ${to} = 503`,
  'refused for now after DATA': `${begun} | RCPT TO:<busy@example.com> = 250 | DATA = 354 | x\r\n. = 451 | ${from} = 250`,
}

/** Where RFC 5321 leaves no choice, all servers answer alike. */
export const dialogues: readonly (readonly [title: string, dialogue: Dialogue])[] = Object.entries(
  written,
).map(([title, text]) => [
  title,
  text.split(' | ').map((step) => {
    const at = step.lastIndexOf(' = ')
    return [step.slice(0, at), Number(step.slice(at + 3))]
  }),
])
