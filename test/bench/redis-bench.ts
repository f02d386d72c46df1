import { toBytes } from '../../src/services/redis/bytes.ts'
import { RedisServer } from '../../src/services/redis/redis-server.ts'
import { encodeCommand } from '../services/redis/reply-reader.ts'

const short = 100
const long = 100_000
const rounds = 2000
const samples = 21

/** How much slower a queue is for being long: times of RPUSH and LPOP with 100,000 elements in the list, divided by those with 100. */
export function sampleLongList(): readonly number[] {
  const queues = { short: queueOf(short), long: queueOf(long) }
  // Both are run in turns, so that what else the machine does weighs on both.
  const ratios = Array.from({ length: samples }, () => {
    const quick = queues.short.timeOfRounds()
    return queues.long.timeOfRounds() / quick
  })
  queues.short.dispose()
  queues.long.dispose()
  return ratios
}

function queueOf(length: number): { timeOfRounds(): number; dispose(): void } {
  const server = new RedisServer()
  const receiver = server.accept({ write: () => {}, close: () => {} })
  const fill = ['RPUSH', 'queue', ...Array.from({ length }, (_, index) => `task ${index}`)]
  receiver.receive(toBytes(encodeCommand(fill)))
  const round = toBytes(encodeCommand(['RPUSH', 'queue', 'task']) + encodeCommand(['LPOP', 'queue']))
  const timeOfRounds = (): number => {
    const started = performance.now()
    for (let count = 0; count < rounds; count++) receiver.receive(round)
    return performance.now() - started
  }
  return { timeOfRounds, dispose: () => server.dispose() }
}
