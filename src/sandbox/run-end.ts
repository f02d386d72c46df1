import type { LearnerRoom } from './learner-room.ts'

/** Connections over which nothing has gone for so long are taken for forgotten ones. Real milliseconds. */
const forgottenAfterMs = 2000
const lookEveryMs = 50

type RoomAtEnd = Pick<LearnerRoom, 'timers' | 'threading' | 'clients' | 'clock' | 'now' | 'setRealTimeout'>

/**
 * Resolves when a program whose `main()` is done is over: no timer, no thread and no connection is left, or only
 * connections that lie still.
 */
export async function programIsOver(room: RoomAtEnd): Promise<'over' | 'connections left'> {
  let traffic = -1
  let stillSince = room.now()
  for (;;) {
    await room.timers.allDone()
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
export function openConnections({ clients }: Pick<RoomAtEnd, 'clients'>): string {
  const count = clients?.programHandles.size ?? 0
  const what = count === 1 ? '1 connection to Redis is' : `${count} connections to Redis are`
  const them = count === 1 ? 'it' : 'each'
  return `main() is done, but ${what} still open, so in Node this program would never end. Close ${them}: await redis.quit(). The run was ended here.`
}

function isOver({ timers, threading, clients }: RoomAtEnd): boolean {
  return (
    timers.size === 0 && (threading?.activeCount() ?? 0) === 0 && (clients?.programHandles.size ?? 0) === 0
  )
}

/** Resolves when the last connection is closed, or soon. */
async function changeOf(room: RoomAtEnd): Promise<void> {
  const soon = new Promise<void>((resolve) => room.setRealTimeout(resolve, lookEveryMs))
  const { programHandles } = room.clients ?? {}
  await (programHandles && programHandles.size > 0
    ? Promise.race([programHandles.allReleased(), soon])
    : soon)
}
