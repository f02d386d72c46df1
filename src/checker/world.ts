import type { Supplies } from '../runtime/supplies.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import { makeInbox, type AskInbox, type Inbox } from '../runtime/inbox.ts'
import type { LoadedModule } from '../runtime/threading/find-export.ts'
import { pageHost } from '../runtime/threading/page-host.ts'
import { makeThreading, type Threading } from '../runtime/threading/threading.ts'
import { announcedTraffic } from '../sandbox/announced-traffic.ts'
import { furnish } from '../sandbox/furnish.ts'
import type { LaneRecorder } from '../sandbox/lane-recorder.ts'
import { fetchTeller, threadTeller } from '../sandbox/lane-tellers.ts'
import { sourceUrl } from '../sandbox/stack.ts'
import type { Task } from '../sandbox/worker-door.ts'
import { Channel } from '../wire/channel.ts'
import type { InboxCalls } from '../wire/inbox-calls.ts'
import type { CheckJob } from '../wire/sandbox-messages.ts'

const setRealTimeout = setTimeout.bind(globalThis)

/** Real milliseconds for what is still under way after the last test; a loop that a program left behind has no end. */
const quietWithinMs = 250

/** The mail server answers at once, if it is there. */
const inboxTimeLimitMs = 5000

/** What a check's worker has, however it is entered. */
export interface CheckSurroundings {
  readonly supplies: Supplies
  /** The world's; null for a check in no world. */
  readonly clock: ScopeClock | null
  /** Null: nothing is recorded. */
  readonly recorder: LaneRecorder | null
}

interface CheckWorld {
  /** Null where no threads can be started. */
  readonly threading: Threading | null
  /** For the tests alone; null for tests that do not ask for it. */
  readonly inbox: Inbox | null
  /**
   * Resolves when nothing is under way in the world any more but waiting: a connection that was told to close has closed,
   * and has rejected what waited for it, as it would have in a terminal.
   */
  quiet(): Promise<void>
}

/**
 * Lets this realm live in its task's world, if it has one: timers, dates, `performance.now` and `AbortSignal.timeout` of
 * the tests, of what they import, and through them of the learner's program, are the world's from now on, the clients
 * dial its hosts, and threads can be started. vitest's own time limits keep the real timers, which it took when it was
 * loaded (realm.ts).
 *
 * Threads are plain workers of the learner's, without SES: the only way back from one is its outcome, a copy.
 */
export async function enterWorld(
  { ports }: Pick<Task<CheckJob>, 'ports'>,
  {
    supplies: { node, makeFetch, parseMail },
    clock,
    recorder,
    modules,
    report,
  }: CheckSurroundings & {
    /** Those loaded so far whose functions a thread can run. */
    modules: () => Iterable<LoadedModule>
    /** Told of an error of a thread that nobody waits for. */
    report: (error: Error, threadName: string) => void
  },
): Promise<CheckWorld> {
  if (clock) {
    const fetch = makeFetch?.({
      timers: clock,
      hold: clock.hold,
      ...(recorder && fetchTeller(recorder)),
    })
    furnish(globalThis, { console, timers: clock, clock, fetch })
  }
  if (node && ports.network) {
    if (clock) node.watchTimers({ stir: clock.stir })
    const traffic =
      recorder && clock ? announcedTraffic(clock.traffic, () => recorder.flush()) : clock?.traffic
    node.plugIn(new node.RemoteNetwork(ports.network, traffic ? { traffic } : {}))
  }
  const options = {
    ...(clock && { hold: clock.hold }),
    ...(recorder && { onSpawn: threadTeller(recorder) }),
  }
  const threading =
    ports.threads && makeThreading(pageHost({ frame: ports.threads, modules, report, sourceUrl, ...options }))
  const inbox =
    ports.inbox && parseMail && clock ? makeInbox(askOver(ports.inbox, clock.hold), parseMail) : null
  const soon = (): Promise<void> => new Promise((resolve) => void setRealTimeout(resolve, quietWithinMs))
  return {
    threading: threading ?? null,
    inbox,
    quiet: async () => void (clock && (await Promise.race([clock.turn(), soon()]))),
  }
}

/** Asks the world's mail server. No time passes until it has answered. */
function askOver(port: MessagePort, hold: () => () => void): AskInbox {
  const channel = new Channel<InboxCalls>(port, 'mail server')
  port.start()
  return async (name, argument) => {
    const release = hold()
    try {
      const answer: unknown = await channel.call(name, argument, { timeLimitMs: inboxTimeLimitMs })
      return answer as ReturnType<InboxCalls[typeof name]>
    } finally {
      release()
    }
  }
}
