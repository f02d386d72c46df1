import { createTransport } from 'nodemailer'

/** Sends a mail and returns its message id; throws if any receiver is refused: the one of chapter 4. */
export async function sendMail(receiver: string, subject: string, text: string): Promise<string> {
  if (/[\r\n]/.test(receiver + subject)) throw new Error('a line break in the receiver or the subject')

  const transport = createTransport({ host: 'localhost', port: 1025, auth: { user: 'u', pass: 'p' } })
  try {
    const info = await transport.sendMail({ from: 'shop@example.com', to: receiver, subject, text })
    if (info.rejected.length > 0) throw new Error(`refused: ${info.rejected.join(', ')}`)
    return info.messageId
  } finally {
    transport.close()
  }
}
