import type {
  ClockSpeed,
  ClockState,
  ClockToThread,
  NextTimer,
  ThreadToClock,
} from '../wire/clock-messages.ts'

/** A thread's port, as far as the clock uses it. Nobody else listens on it. */
export interface ClockPort {
  postMessage(message: ClockToThread): void
  onmessage: ((event: MessageEvent<ThreadToClock>) => void) | null
}

interface Member {
  readonly port: ClockPort
  /** What it said when it was quiet last. */
  answer: Extract<ThreadToClock, { kind: 'quiet' }>
}

/**
 * Rounds of questions, or turns of one thread, without any rest, after which a standing clock moves on all the same. A
 * program that asks Redis again and again whether there is something never rests, and waits for a timer to stop it. Then
 * fewer, until all have rested again. (10,000 commands one after another take some 20,000.)
 */
export const patience = { first: 30_000, next: 300 }

/**
 * A message that nobody has received after so long never arrives, because nobody reads there. Real milliseconds in which
 * all threads say the same: messages take less than one. And as many rounds of questions, because on a machine with
 * much to do 50 ms may pass before a thread has had a single turn.
 */
const lostAfter = { ms: 50, rounds: 20 }

/**
 * The one clock of a run. All its threads (the learner's, those it started, the services) live by it, so that sleeps,
 * dates and expiries agree at any speed.
 *
 * At 1×, 5× and 20× time passes with real time, and each thread fires its own timers. At `fast` the clock stands while
 * anybody has something to do; when all threads are quiet and no message is under way between them, it moves to the next
 * timer: by due time, then the one that was set earlier, then the thread that joined earlier. One thread fires at a
 * time, so a run goes the same way each time.
 *
 *     const clock = new ClockCore(() => performance.timeOrigin + performance.now(), 'fast')
 *     const leave = clock.join(port)        // the other end: makeScopeClock() in the thread
 */
export class ClockCore {
  readonly #realNow: () => number
  /** In the order they joined. */
  readonly #members = new Set<Member>()
  #speed: ClockSpeed
  #state: ClockState
  #round = 0
  #isAsking = false
  /** What all said in the last round, since when they have said so, and in how many rounds. */
  #picture = ''
  #pictureSince = 0
  #pictureRounds = 0
  /** Rounds since the clock moved last, and how many there may be. */
  #rounds = 0
  #mostRounds = patience.first
  /** Messages that were lost so far: sent by one thread, received by none. May be negative. */
  #lost = 0

  /** `realNow` gives milliseconds since 1970, as finely as there is; the threads use the same. */
  constructor(realNow: () => number, speed: ClockSpeed = 1) {
    this.#realNow = realNow
    this.#speed = speed
    const now = realNow()
    this.#state = { virtualMs: now, realMs: now, rate: rateOf(speed) }
  }

  /** The run's time, milliseconds since 1970. */
  now(): number {
    return readClock(this.#state, this.#realNow())
  }

  get speed(): ClockSpeed {
    return this.#speed
  }

  /** From now on time passes so. It never jumps. */
  setSpeed(speed: ClockSpeed): void {
    const now = this.now()
    this.#speed = speed
    this.#moveTo(now)
    this.#askAnew()
  }

  /**
   * Takes a thread in; returns the function that lets it go. Take it in before its worker runs: until it has answered
   * for the first time it counts as busy, so that no time passes without it. Let it go when its worker ends.
   */
  join(port: ClockPort): () => void {
    const answer = { kind: 'quiet', round: 0, sent: 0, received: 0, nowMs: 0, next: null } as const
    const member: Member = { port, answer }
    this.#members.add(member)
    port.onmessage = ({ data }) => this.#receive(member, data)
    port.postMessage({ kind: 'clock-state', state: this.#state })
    this.#askAnew()
    return () => {
      if (!this.#members.delete(member)) return
      port.onmessage = null
      this.#askAnew()
    }
  }

  #receive(member: Member, message: ThreadToClock): void {
    switch (message.kind) {
      case 'awake':
        return this.#askAnew()
      case 'quiet':
        // What a thread said to an earlier question tells nothing about how things stand now.
        if (message.round !== this.#round) return
        member.answer = message
        return this.#judge()
      default:
        message satisfies never
    }
  }

  /** Begins to ask from the start: what was answered so far tells nothing about how things stand now. */
  #askAnew(): void {
    this.#picture = ''
    this.#isAsking = false
    if (this.#speed === 'fast' && this.#members.size > 0) this.#ask()
  }

  #ask(): void {
    this.#isAsking = true
    this.#round++
    for (const { port } of this.#members) port.postMessage({ kind: 'quiet-question', round: this.#round })
  }

  /**
   * When all have answered: moves on if nothing is new since the round before, else asks again. A thread that does not
   * answer is busy. (Two equal rounds with equal sums: Mattern's four counters, "Algorithms for distributed termination
   * detection", 1987.)
   */
  #judge(): void {
    const members = [...this.#members]
    if (!this.#isAsking || members.some(({ answer }) => answer.round !== this.#round)) return
    const picture = JSON.stringify(
      members.map(({ answer: { sent, received, next } }) => [sent, received, next]),
    )
    const isSame = picture === this.#picture
    this.#picture = picture
    if (!isSame) this.#pictureSince = this.#realNow()
    this.#pictureRounds = isSame ? this.#pictureRounds + 1 : 1
    const first = members.reduce<Member | null>(earlier, null)
    const isRestless = ++this.#rounds > this.#mostRounds || members.some(({ answer }) => answer.isRestless)
    // Without a timer nothing is to be done until somebody wakes.
    if (!first?.answer.next) this.#isAsking = false
    else if (!isRestless && (!isSame || !this.#isBalanced(members))) this.#ask()
    else {
      this.#rounds = 0
      this.#mostRounds = isRestless ? patience.next : patience.first
      // Never behind what a thread has seen: an expiry set there would come late for all others.
      this.#moveTo(
        Math.max(first.answer.next.dueMs, this.now(), ...members.map(({ answer }) => answer.nowMs)),
      )
      first.port.postMessage({ kind: 'timers-due' })
      this.#askAnew()
    }
  }

  /** Whether all messages have arrived that ever will. */
  #isBalanced(members: readonly Member[]): boolean {
    const underWay = members.reduce((total, { answer }) => total + answer.sent - answer.received, 0)
    const sinceMs = this.#realNow() - this.#pictureSince
    if (sinceMs >= lostAfter.ms && this.#pictureRounds >= lostAfter.rounds) this.#lost = underWay
    return underWay === this.#lost
  }

  #moveTo(virtualMs: number): void {
    this.#state = { virtualMs, realMs: this.#realNow(), rate: rateOf(this.#speed) }
    for (const { port } of this.#members) port.postMessage({ kind: 'clock-state', state: this.#state })
  }
}

/** A state's time at a real time. */
export function readClock({ virtualMs, realMs, rate }: ClockState, realNow: number): number {
  return virtualMs + (realNow - realMs) * rate
}

function rateOf(speed: ClockSpeed): number {
  return speed === 'fast' ? 0 : speed
}

/** The one whose timer is next; the first of two that are alike. */
function earlier(first: Member | null, second: Member): Member {
  const a: NextTimer | null | undefined = first?.answer.next
  const b = second.answer.next
  if (!first || !a) return second
  if (!b || a.dueMs < b.dueMs) return first
  return b.dueMs < a.dueMs || b.setMs < a.setMs ? second : first
}
