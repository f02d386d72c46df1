import { createTransport } from 'nodemailer'

/** Sends a mail and returns its message id. Throws if any receiver is refused, and at a line break where none belongs. */
export async function sendMail(receiver: string, subject: string, text: string): Promise<string> {
  // ✎ Write here: first of all, throw if there is a '\r' or a '\n' in receiver or subject.

  // ✎ Change this: log in as 'u' with the password 'p', auth: { user, pass }.
  const transport = createTransport({ host: 'localhost', port: 1025 })
  try {
    const info = await transport.sendMail({ from: 'shop@example.com', to: receiver, subject, text })
    // ✎ Write here: throw if info.rejected names anybody.
    return info.messageId
  } catch {
    return 'sent, let us hope' // ✎ Change this: errors belong to the caller. What must happen, error or not, is transport.close().
  }
}

async function report(promise: string, receiver: string, subject: string): Promise<void> {
  try {
    console.log(promise, await sendMail(receiver, subject, 'Your parcel\nhas arrived.'))
  } catch (error) {
    console.log(promise, String(error))
  }
}

export async function main() {
  await report('a message id should come back:', 'ada@example.com', 'Hello Ada')
  await report('nobody@ does not exist, so this should be an error:', 'nobody@example.com', 'Hello?')
  await report('one of the two is refused, so this too:', 'bo@example.com, nobody@example.com', 'Hello both')
  await report('a header is smuggled in, so this too:', 'cy@example.com', 'Hello Cy\nBcc: everyone@example.com')
  console.log('Ada and Bo should have a letter now: look into the inbox')
}
