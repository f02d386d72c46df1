import { serverLane } from '../trace/event.ts'
import type { LaneRecord } from '../wire/lane-messages.ts'
import { isKept, recordsIn } from './lane-records.ts'
import { mailData } from './mail-data.ts'
import type { RealTimers } from './redis-feed.ts'
import type { ServicesToPage } from './services-messages.ts'
import type { SmtpObserver } from './smtp/observer.ts'
import { TraceBatches, type TracedEvent } from './trace-batches.ts'
import { TraceBudget } from './trace-budget.ts'
import { TraceCallers } from './trace-callers.ts'
import { redisTracer, type RedisTracer } from './trace-redis.ts'
import { snapshotOf, type TraceSource } from './trace-snapshot.ts'

/** What a busy program does is recorded whole; of one that does nothing else, parts are. */
const budget = { most: 30_000, perMs: 20 }
/** Characters that count as one event more. */
const charsPerEvent = 1_000
/** Real milliseconds for which nothing is recorded when it was too much, and times of what it takes to begin anew. */
const shortestGapMs = 250
const gapPerSnapshot = 20
/** Lanes with which a recording begins, and which it is over with. */
const mainLanes: ReadonlySet<string> = new Set(['main', 'tests'])

/** What happens and is not recorded. */
interface Gap {
  /** Real milliseconds. */
  readonly since: number
  /** Of the server, when it began. */
  commands: number
  smtp: number
  records: number
}

interface TraceFeedOptions {
  readonly post: (message: ServicesToPage) => void
  readonly timers: RealTimers
  /** The world's time, with fractions. */
  readonly now: () => number
}

/**
 * Records what happens in a world: puts what its lanes tell and what its servers see in one order, and posts it to the page.
 * When the lane `main` or `tests` joins, a new recording begins, with how everything stands.
 *
 *     const feed = new TraceFeed({ post, timers, now })
 *     const server = new RedisServer({ observer: bothRedisObservers(redisFeed.observer, feed.redis) })
 *     feed.start({ server, mail })
 *     feed.lane(port, 'main')
 */
export class TraceFeed {
  readonly #timers: RealTimers
  readonly #now: () => number
  readonly #batches: TraceBatches
  readonly #callers = new TraceCallers()
  readonly #redis: RedisTracer
  #source: TraceSource | null = null
  #budget: TraceBudget
  #recording = 0
  #gap: Gap | null = null
  #snapshotMs = 0

  constructor({ post, timers, now }: TraceFeedOptions) {
    this.#timers = timers
    this.#now = now
    this.#budget = new TraceBudget(timers.now, budget)
    const onPack = (characters: number): void => this.#budget.spend(characters / charsPerEvent)
    this.#batches = new TraceBatches({ post, timers, onPack })
    this.#redis = redisTracer({
      callers: this.#callers,
      now,
      add: (event) => this.#tell(event),
      mayTell: () => this.#mayTell(),
      lost: () => void (this.#gap && this.#gap.commands--),
      snapshot: () => this.#snapshot(),
    })
  }

  /** For the Redis server. What is not asked for is not there. */
  get redis(): RedisTracer['observer'] {
    return this.#redis.observer
  }

  /** For the mail server. */
  readonly smtp: SmtpObserver = {
    onMail: (mail) => {
      if (this.#recording > 0)
        this.#tell({
          lane: this.#callers.ofSession(mail.session),
          at: this.#now(),
          kind: 'mail',
          mail: mailData(mail),
        })
    },
    onSession: (session) => {
      const lane = this.#callers.sessionChanged(session)
      if (this.#isRecording && this.#mayTell())
        this.#tell({ lane, at: this.#now(), kind: 'session', session })
    },
    onLine: ({ session, from, text }) => {
      if (this.#recording === 0) return
      const lane = this.#callers.ofSession(session)
      if (this.#mayTell()) this.#tell({ lane, at: this.#now(), kind: 'smtp', session, from, text })
      else if (this.#gap) this.#gap.smtp++
    },
  }

  /** What to record, from the first lane on. */
  start(source: TraceSource): void {
    this.#source = source
  }

  /** A worker dials from there. */
  dialled(address: string, lane: string): void {
    this.#callers.dialled(address, lane)
  }

  /** Clients that connect meanwhile are the prompt's. */
  hide(connect: () => void): void {
    this.#callers.hide(connect)
  }

  /** What the lane tells comes on that port. */
  lane(port: Pick<MessagePort, 'onmessage'>, lane: string): void {
    if (mainLanes.has(lane)) this.#begin()
    const recording = this.#recording
    port.onmessage = ({ data }) => {
      // Of a run that is over, nothing is told in the next one.
      if (recording === 0 || recording !== this.#recording) return
      for (const record of recordsIn(data)) this.#heard(record, lane)
      this.#batches.pack()
    }
  }

  /** The worker of a lane has ended. */
  laneEnded(lane: string): void {
    if (mainLanes.has(lane)) this.flush()
  }

  /** Posts what waits. After a gap it is told at once how everything stands. */
  flush(): void {
    if (this.#gap) this.#resume(this.#gap)
    this.#batches.flush()
  }

  get #isRecording(): boolean {
    return this.#recording > 0 && !this.#gap
  }

  #begin(): void {
    this.#recording = this.#batches.begin()
    this.#gap = null
    this.#budget = new TraceBudget(this.#timers.now, budget)
    this.#snapshot()
    this.#redis.listen()
  }

  #heard(record: LaneRecord, lane: string): void {
    if (!isKept(record) && !this.#mayTell()) {
      if (this.#gap) this.#gap.records++
      return
    }
    this.#tell({ ...record, lane })
    if (record.kind === 'end' && mainLanes.has(lane)) this.flush()
  }

  /** Whether one more may be told; else a gap begins. */
  #mayTell(): boolean {
    if (this.#gap) return false
    if (this.#budget.hasLeft) return true
    this.#gap = {
      since: this.#timers.now(),
      commands: this.#source?.server.commandCount ?? 0,
      smtp: 0,
      records: 0,
    }
    // The server does not even put together what nobody asks for.
    this.#redis.ignore()
    this.#source?.server.unwatchKeys()
    this.#awaitResume(this.#gap)
    return false
  }

  #awaitResume(gap: Gap): void {
    const lengthMs = Math.max(shortestGapMs, this.#snapshotMs * gapPerSnapshot)
    this.#timers.setTimeout(() => {
      if (this.#gap !== gap) return
      if (this.#timers.now() - gap.since >= lengthMs && this.#budget.hasLeft) this.#resume(gap)
      else this.#awaitResume(gap)
    }, lengthMs)
  }

  #resume(gap: Gap): void {
    this.#gap = null
    const commands = (this.#source?.server.commandCount ?? 0) - gap.commands
    const counts = { commands, smtp: gap.smtp, records: gap.records }
    for (const of of ['commands', 'smtp', 'records'] as const)
      if (counts[of] > 0)
        this.#tell({ lane: serverLane, at: this.#now(), kind: 'gap', count: counts[of], of })
    this.#snapshot()
    this.#redis.listen()
  }

  #snapshot(): void {
    if (!this.#source) return
    const startedMs = this.#timers.now()
    const snapshot = snapshotOf(this.#source, (client) => this.#callers.isHidden(client))
    this.#tell({ lane: serverLane, at: this.#now(), ...snapshot })
    this.#snapshotMs = this.#timers.now() - startedMs
  }

  #tell(event: TracedEvent): void {
    this.#budget.spend(1)
    this.#batches.add(event)
  }
}
