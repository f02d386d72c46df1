import { RedisServer } from '../../../src/services/redis/redis-server.ts'
import { DirectClient } from './direct-client.ts'
import type { TestReply } from './reply-reader.ts'
import type { TestClient } from './test-client.ts'
import type { Words } from './random-commands.ts'

/** One command of one of two clients. */
export interface Step {
  readonly client: 0 | 1
  readonly words: Words
}

export interface Divergence {
  readonly words: Words
  readonly ours: TestReply
  readonly theirs: TestReply
  /** The commands up to and with this one. */
  readonly steps: readonly Step[]
}

/** Runs steps on both servers, from empty databases, and returns what was answered differently. */
export async function compare(
  steps: readonly Step[],
  real: readonly TestClient[],
): Promise<readonly Divergence[]> {
  const server = new RedisServer()
  const ours = [new DirectClient(server), new DirectClient(server)]
  for (const client of real) await client.pipeline([['RESET'], ['FLUSHALL']])
  const theirReplies = await runOnReal(steps, real)
  const queues: Words[][] = [[], []]
  const divergences = steps.flatMap(({ client, words }, index): readonly Divergence[] => {
    const reply = (ours[client] as DirectClient).call(...words)
    const expected = theirReplies[index] as TestReply
    const queue = queues[client] ?? []
    const isExec = /^exec$/i.test(words[0] ?? '')
    const pairs = isExec ? replyPairs(queue, reply, expected) : null
    if (reply === '+QUEUED') queue.push(words)
    else if (isExec || /^discard$/i.test(words[0] ?? '')) queue.length = 0
    return (pairs ?? [{ words, ours: reply, theirs: expected }])
      .filter((pair) => !isSame(pair.words, pair.ours, pair.theirs))
      .map((pair) => ({ ...pair, steps: steps.slice(0, index + 1) }))
  })
  server.dispose()
  return divergences
}

/** What one client sends in a row goes out at once; the other waits for its replies. */
async function runOnReal(steps: readonly Step[], real: readonly TestClient[]): Promise<readonly TestReply[]> {
  const replies: TestReply[] = []
  for (let at = 0; at < steps.length;) {
    const client = steps[at]?.client ?? 0
    let end = at
    while (steps[end]?.client === client) end++
    const batch = steps.slice(at, end).map(({ words }) => words)
    replies.push(...(await (real[client] as TestClient).pipeline(batch)))
    at = end
  }
  return replies
}

/** Commands whose answer has no order. */
const unordered = new Set([
  ...['smembers', 'sinter', 'sunion', 'sdiff', 'keys', 'hkeys', 'hvals'],
  ...['spop', 'srandmember', 'hrandfield'],
])
/** Those whose answer has no order in pairs. */
const unorderedPairs = new Set(['hgetall', 'zrandmember'])
const scans = new Set(['scan', 'sscan', 'hscan', 'zscan'])
/** How much two moments of the two servers may lie apart. */
const slack: { readonly [command: string]: number } = { ttl: 3, expiretime: 3, pttl: 3000, pexpiretime: 3000 }

/** The replies in EXEC's answers, each with the command that was queued; null if they cannot be laid side by side. */
function replyPairs(
  queue: readonly Words[],
  ours: TestReply,
  theirs: TestReply,
): readonly Omit<Divergence, 'steps'>[] | null {
  if (!Array.isArray(ours) || !Array.isArray(theirs) || ours.length !== theirs.length) return null
  const [left, right] = [ours as readonly TestReply[], theirs as readonly TestReply[]]
  return left.map((reply, index) => ({
    words: queue[index] ?? [],
    ours: reply,
    theirs: right[index] as TestReply,
  }))
}

function isSame(words: Words, ours: TestReply, theirs: TestReply): boolean {
  const command = words[0]?.toLowerCase() ?? ''
  if (typeof ours === 'number' && typeof theirs === 'number' && Object.hasOwn(slack, command) && theirs >= 0)
    return Math.abs(ours - theirs) <= (slack[command] ?? 0)
  return JSON.stringify(inOrder(words, ours)) === JSON.stringify(inOrder(words, theirs))
}

function inOrder(words: Words, reply: TestReply): TestReply {
  const command = words[0]?.toLowerCase() ?? ''
  if (!Array.isArray(reply)) return reply
  if (command === 'zrandmember' && words.length < 4) return sorted(reply)
  if (unordered.has(command)) return sorted(reply)
  if (unorderedPairs.has(command)) return pairs(reply)
  if (scans.has(command)) {
    const [cursor = null, items = null] = reply as readonly TestReply[]
    if (!Array.isArray(items)) return reply
    return [cursor, command === 'hscan' || command === 'zscan' ? pairs(items) : sorted(items)]
  }
  return reply
}

function sorted(items: readonly TestReply[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).sort()
}

function pairs(items: readonly TestReply[]): readonly TestReply[] {
  const entries: string[] = []
  for (let at = 0; at < items.length; at += 2) entries.push(JSON.stringify([items[at], items[at + 1]]))
  return entries.sort()
}
