import type { TraceEvent } from './event.ts'
import type { Call } from './lane-coroutines.ts'
import { isConnecting } from './redis-words.ts'

/** So many answered commands wait for somebody who goes on with them. */
const mostUnclaimed = 256

/** What one call of a lane did through the servers, in the order of answers. */
interface Unclaimed {
  readonly seq: number
  readonly blockedSeq: number | null
}

/**
 * Which call of a lane a command, a mail and the like is of. Servers know the lane only, so this is a guess:
 *
 * - At first it is that of the call that has waited longest for something unknown, and has had no answer; if there is
 *   none, of the call that ran last in the lane.
 * - When a call goes on that waited for no timer, `fetch` or call of its own, then the oldest command answered since
 *   it last ran, and not claimed yet, was its own: replies come in the order of the answers.
 *
 * Wrong for commands that nobody waits for, and where one `await` waits for several.
 */
export class CommandOwners {
  readonly #owners = new Map<number, Call>()
  /** In the order in which they began; whether they have had an answer. */
  readonly #waiting = new Map<Call, boolean>()
  /** By client. */
  readonly #blocked = new Map<number, number>()
  #unclaimed: Unclaimed[] = []
  /** Owners of what has a number: timers, requests, SMTP sessions. */
  readonly #numbered = new Map<string, Call>()
  #last: Call | null = null
  /** It set a timer, or asked the web: then that is what it waits for. */
  #asksElsewhere = false

  of(seq: number): Call | undefined {
    return this.#owners.get(seq)
  }

  /** A call begins to wait, and for no other recorded call. */
  wait(call: Call): void {
    if (!this.#asksElsewhere) this.#waiting.set(call, false)
    this.#asksElsewhere = false
  }

  /** A call has control. */
  ran(call: Call): void {
    this.#last = call
  }

  resume(call: Call, seq: number): void {
    this.#asksElsewhere = false
    if (!this.#waiting.delete(call)) return
    const index = this.#unclaimed.findIndex((answered) => answered.seq > call.ranSince && answered.seq < seq)
    const [own] = index < 0 ? [] : this.#unclaimed.splice(index, 1)
    if (!own) return
    this.#owners.set(own.seq, call)
    if (own.blockedSeq !== null) this.#owners.set(own.blockedSeq, call)
  }

  /** Lines are no longer recorded: what comes now is the lane's. */
  forget(): void {
    this.#last = null
    this.#waiting.clear()
    this.#unclaimed = []
    this.#numbered.clear()
  }

  /** An event of the lane that is no line, while `running` has control. */
  add(event: TraceEvent, running: Call | null): void {
    const { seq } = event
    switch (event.kind) {
      case 'blocked':
        this.#blocked.set(event.client.id, seq)
        return this.#own(seq, this.#guess())
      case 'command': {
        const blockedSeq = this.#blocked.get(event.client.id) ?? null
        this.#blocked.delete(event.client.id)
        // No coroutine's: clients send it by themselves.
        if (isConnecting(event.words)) return
        this.#unclaimed.push({ seq, blockedSeq })
        if (this.#unclaimed.length > mostUnclaimed) this.#unclaimed.shift()
        const blockedFor = blockedSeq === null ? null : (this.#owners.get(blockedSeq) ?? null)
        return this.#own(seq, blockedFor ?? this.#guess())
      }
      case 'timer-set':
        return this.#begin(`timer ${event.timer}`, seq, running)
      case 'timer-fired':
      case 'timer-cleared':
        return this.#own(seq, this.#numbered.get(`timer ${event.timer}`) ?? null)
      case 'fetch':
        return this.#begin(`fetch ${event.id}`, seq, running)
      case 'fetched':
        return this.#own(seq, this.#numbered.get(`fetch ${event.id}`) ?? null)
      case 'session':
        return this.#own(seq, this.#ofSession(event.session.id))
      case 'smtp':
        return this.#own(seq, this.#ofSession(event.session))
      case 'mail':
        return this.#own(seq, this.#ofSession(event.mail.session))
    }
  }

  #guess(): Call | null {
    for (const [call, hasAnswer] of this.#waiting) {
      if (hasAnswer) continue
      this.#waiting.set(call, true)
      return call
    }
    return this.#last
  }

  #begin(key: string, seq: number, running: Call | null): void {
    this.#asksElsewhere = true
    if (!running) return
    this.#numbered.set(key, running)
    this.#own(seq, running)
  }

  /** All of a session is of whoever ran last before it began. */
  #ofSession(id: number): Call | null {
    const key = `session ${id}`
    const known = this.#numbered.get(key)
    if (known || !this.#last) return known ?? null
    this.#numbered.set(key, this.#last)
    return this.#last
  }

  #own(seq: number, call: Call | null): void {
    if (call) this.#owners.set(seq, call)
  }
}
