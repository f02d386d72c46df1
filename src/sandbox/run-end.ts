import { redisPort } from '../services/ports.ts'
import type { LearnerRoom } from './learner-room.ts'

/** Connections over which nothing has gone for so long are taken for forgotten ones. Real milliseconds. */
const forgottenAfterMs = 2000
const lookEveryMs = 50

type RoomAtEnd = Pick<
  LearnerRoom,
  'output' | 'timers' | 'threading' | 'programHandles' | 'clock' | 'now' | 'setRealTimeout'
>

/**
 * Resolves when a program whose `main()` is done is over: no timer, no thread and no connection is left, or only
 * connections that lie still, which the console is told of.
 */
export async function endOf(room: RoomAtEnd): Promise<void> {
  if ((await programIsOver(room)) === 'connections left') room.output.addNote(openConnections(room))
}

async function programIsOver(room: RoomAtEnd): Promise<'over' | 'connections left'> {
  let traffic = -1
  let stillSince = room.now()
  for (;;) {
    await room.timers.allDone()
    // A turn of its own: what the last timer has set off may go from promise to promise.
    await new Promise<void>((resolve) => room.setRealTimeout(resolve, 0))
    if (isOver(room)) return 'over'
    const { sent, received } = room.clock?.traffic ?? { sent: 0, received: 0 }
    const threads = room.threading?.activeCount() ?? 0
    if (sent + received !== traffic || threads > 0) {
      traffic = sent + received
      stillSince = room.now()
    } else if (room.now() - stillSince > forgottenAfterMs) return 'connections left'
    await changeOf(room)
  }
}

/** For the console: what a program left open. */
function openConnections({ programHandles }: Pick<RoomAtEnd, 'programHandles'>): string {
  const sockets: { readonly remotePort?: number }[] = [...(programHandles ?? [])]
  const toRedis = sockets.filter(({ remotePort }) => remotePort === redisPort)
  const toMail = sockets.length - toRedis.length
  const parts = [
    ...(toRedis.length > 0 ? [`${counted(toRedis.length)} to Redis`] : []),
    ...(toMail > 0 ? [`${counted(toMail)} to a mail server`] : []),
  ]
  const isOne = sockets.length === 1
  const calls = [
    ...(toRedis.length > 0 ? ['await redis.quit()'] : []),
    ...(toMail > 0 ? ['transport.close()'] : []),
  ]
  return `main() is done, but ${parts.join(' and ')} ${isOne ? 'is' : 'are'} still open, so in Node this program would never end. Close ${isOne ? 'it' : 'each'}: ${calls.join(', ')}. The run was ended here.`
}

const counted = (count: number): string => (count === 1 ? '1 connection' : `${count} connections`)

function isOver({ timers, threading, programHandles }: RoomAtEnd): boolean {
  return timers.size === 0 && (threading?.activeCount() ?? 0) === 0 && (programHandles?.size ?? 0) === 0
}

/** Resolves when the last connection is closed, or soon. */
async function changeOf(room: RoomAtEnd): Promise<void> {
  const { programHandles } = room
  const soon = new Promise<void>((resolve) => room.setRealTimeout(resolve, lookEveryMs))
  await (programHandles && programHandles.size > 0
    ? Promise.race([programHandles.allReleased(), soon])
    : soon)
}
