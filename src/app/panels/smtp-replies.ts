/** What the first word of a line of SMTP means, in a sentence each (RFC 5321, 4.2; RFC 4954; RFC 3463). */

const codes: { readonly [code: string]: string } = {
  211: 'The state of the server.',
  214: 'Help, for people.',
  220: 'The server is ready and says its name.',
  221: 'The server says goodbye and closes the connection.',
  235: 'The login is right.',
  250: 'Done as asked.',
  252: 'The server does not tell whether the address exists, but would take mail for it.',
  334: 'Go on with the login: the server waits for its next part.',
  354: 'Now send the message; a line with a single dot ends it.',
  421: 'The server is not available just now and closes the connection. Try again later.',
  432: 'The password has to be changed first.',
  450: 'The mailbox cannot be used just now; greylisting says so, too. Try again later.',
  451: 'Something went wrong in the server for the moment. Try again later.',
  452: 'The server, or the mailbox, has no room just now, or there were too many recipients. Try again later.',
  454: 'Logins are not possible just now. Try again later.',
  455: 'The server cannot do that with these parameters just now.',
  500: 'The server does not know this command, or the line is too long.',
  501: 'The command is known, what follows it is not right.',
  502: 'The server knows this command, but does not do it.',
  503: 'That command cannot come now: the order is EHLO, AUTH, MAIL, RCPT, DATA.',
  504: 'The server does not do it with this parameter.',
  521: 'This host takes no mail.',
  530: 'Log in first.',
  534: 'This way of logging in is too weak.',
  535: 'The user or the password is wrong.',
  538: 'Logging in this way needs an encrypted connection.',
  550: 'The mailbox does not exist, or will not take this. To send it again does not help.',
  551: 'The recipient is not here; try another server.',
  552: 'Too large, or the mailbox has used up its quota. To send it again does not help.',
  553: 'The address is not written as one.',
  554: 'Refused for good. To send it again does not help.',
  555: 'The server does not know a parameter of MAIL or RCPT.',
}

const classes: { readonly [digit: string]: string } = {
  2: 'Done.',
  3: 'Go on.',
  4: 'Not now: try again later.',
  5: 'No: to try again does not help.',
}

/** Subjects of enhanced codes, by their last two numbers. */
const subjects: { readonly [numbers: string]: string } = {
  '0.0': 'nothing more to say',
  '1.0': 'about an address',
  '1.1': 'the mailbox does not exist',
  '1.2': 'the domain does not exist',
  '1.3': 'the address is not written as one',
  '1.5': 'the recipient is fine',
  '1.7': 'the sender’s address is not written as one',
  '1.8': 'the sender’s domain does not exist',
  '2.1': 'the mailbox is closed',
  '2.2': 'the mailbox is full',
  '2.3': 'the message is larger than the mailbox takes',
  '3.0': 'about the mail system',
  '3.1': 'the mail system is full',
  '3.2': 'the system takes no mail just now',
  '3.4': 'the message is too large',
  '4.1': 'no answer from the host',
  '4.2': 'the connection broke',
  '4.5': 'too busy',
  '5.0': 'about the protocol',
  '5.1': 'a wrong command, or at the wrong moment',
  '5.2': 'wrongly written',
  '5.3': 'too many recipients',
  '5.4': 'wrong parameters',
  '6.0': 'about the content',
  '7.0': 'about security',
  '7.1': 'not allowed to deliver here',
  '7.8': 'user or password are wrong',
}

const commands: { readonly [name: string]: string } = {
  HELO: 'Greets the server, without asking what it can do.',
  EHLO: 'Greets the server, and asks what it can do.',
  AUTH: 'Logs in. What follows is only coded (base64), not encrypted.',
  MAIL: 'Begins a message: the sender on the envelope, to whom failures are reported.',
  RCPT: 'Adds a recipient to the envelope. Each is taken or refused by itself.',
  DATA: 'Asks to send the message itself.',
  RSET: 'Forgets the message that was begun.',
  NOOP: 'Asks for nothing: is the server still there?',
  VRFY: 'Asks whether an address exists.',
  HELP: 'Asks for help.',
  QUIT: 'Says goodbye. Only now is the session over in good order.',
  STARTTLS: 'Asks to encrypt from here on.',
}

/** The word at the head of a line that can be explained, and what it means; null: there is none. */
export function explain(line: {
  readonly from: 'client' | 'server'
  readonly text: string
}): { readonly word: string; readonly meaning: string } | null {
  if (line.from === 'client') {
    const [word = ''] = /^[a-z]{4,8}(?![^\s])/i.exec(line.text) ?? []
    const meaning = commands[word.toUpperCase()]
    return meaning ? { word, meaning } : null
  }
  const [, word, rest = ''] = /^([2-5]\d\d)(?:[ -](.*))?$/.exec(line.text) ?? []
  if (!word) return null
  const [, enhanced, numbers = ''] = /^([245]\.(\d{1,3}\.\d{1,3}))(?:\s|$)/.exec(rest) ?? []
  const subject = enhanced && subjects[numbers] ? ` ${enhanced}: ${subjects[numbers]}.` : ''
  return { word, meaning: `${codes[word] ?? classes[word[0] ?? ''] ?? ''}${subject}` }
}
