// words: Is a return missing
// Sends, and says nothing of it.
import { createTransport } from 'nodemailer'

/** Sends a mail and returns its message id. Throws if any receiver is refused, and at a line break where none belongs. */
export async function sendMail(receiver: string, subject: string, text: string): Promise<any> {
  if (/[\r\n]/.test(receiver + subject)) throw new Error('a line break in the receiver or the subject')

  const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } })
  try {
    const info = await transport.sendMail({ from: 'shop@example.com', to: receiver, subject, text })
    if (info.rejected.length > 0) throw new Error(`refused: ${info.rejected.join(', ')}`)
    info.messageId
  } finally {
    transport.close()
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
