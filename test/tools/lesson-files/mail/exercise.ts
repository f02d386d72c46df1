import nodemailer from 'nodemailer'

export async function send(to: string, { port = 1025, subject = 'Grüße' } = {}) {
  const transport = nodemailer.createTransport({
    host: 'localhost',
    port,
    secure: false,
    auth: { user: 'u', pass: 'p' },
  })
  try {
    await transport.sendMail({ from: 'shop@example.com', to, subject, text: 'Schöne Grüße' })
  } finally {
    transport.close()
  }
}
