import type { RecordingRecord } from '../trace/records.ts'
import { mailData } from './mail-data.ts'
import type { RedisServer } from './redis/redis-server.ts'
import type { Mail, SessionView } from './smtp/observer.ts'

/** What is recorded: the servers. */
export interface TraceSource {
  readonly server: Pick<RedisServer, 'watchKeys' | 'unwatchKeys' | 'clients' | 'commandCount'>
  readonly mail: { readonly mails: readonly Mail[]; readonly sessions: readonly SessionView[] }
}

/** Bytes of all mails' sources together; of older ones the headers are enough. */
const mostOfMails = 2_000_000
const headersOnly = 1_000

/** How everything stands in the servers. Keys are watched from now on. */
export function snapshotOf(
  { server, mail }: TraceSource,
  isHidden: (client: number) => boolean,
): Extract<RecordingRecord, { kind: 'snapshot' }> {
  let left = mostOfMails
  const mails = mail.mails.toReversed().map((one) => {
    const data = mailData(one, left > 0 ? undefined : headersOnly)
    left -= data.source.length
    return { ...data, at: one.at }
  })
  return {
    kind: 'snapshot',
    keys: server.watchKeys(),
    clients: server.clients.filter(({ id }) => !isHidden(id)),
    mails: mails.toReversed(),
    sessions: mail.sessions,
  }
}
