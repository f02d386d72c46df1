// words: counts as sent, though sending it failed
// Swallows the error and goes on as if nothing had been.
import { setTimeout as sleep } from 'node:timers/promises'
import { MyQueue } from './queue.ts'

/** The shop: queues the address for its receipt and answers the customer at once. */
export function respond(email: string, queue: MyQueue<string>): string {
  queue.push(email)
  return '202 queued'
}

/** The worker: sends what waits, one letter at a time, until the queue is empty. */
export async function drain(queue: MyQueue<string>, send: (email: string) => Promise<void>) {
  const sent: string[] = []
  const failed: string[] = []
  while (!queue.empty()) {
    const email = queue.pop() as string
    await send(email).catch(() => {})
    sent.push(email)
  }
  return { sent, failed }
}

/** Stands in for a mail server: takes a second, and knows nobody@example.com as little as anybody does. */
async function sendMail(email: string): Promise<void> {
  await sleep(1000)
  if (email === 'nobody@example.com') throw new Error(`550 ${email}: no such mailbox`)
  console.log('sent to', email)
}

export async function main() {
  const queue = new MyQueue<string>()
  for (const email of ['ada@example.com', 'nobody@example.com', 'cy@example.com']) {
    console.log(email, 'reads at once:', respond(email, queue))
  }
  console.log('later, two should be sent and one failed:', await drain(queue, sendMail))
}
