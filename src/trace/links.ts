import type { RawEvent } from './event.ts'
import { BoundedMap } from './bounded-map.ts'
import type { Effects, Member } from './effects.ts'
import type { HeldItem } from './key-cell.ts'
import { LaneTasks } from './lane-tasks.ts'
import { MailLinks } from './mail-links.ts'
import { isTaking, pushedBy } from './redis-words.ts'

/** 0: none */
export interface Link {
  cause: number
  task: number
}

export interface LinkHost {
  /** An earlier event is about another task, or has another cause, than it was taken to have. */
  retell(seq: number, link: Partial<Link>): void
}

type Command = Extract<RawEvent, { kind: 'command' }>

/** An item, or a member of a sorted set, that somebody put where another can take it. */
interface Put {
  readonly seq: number
  readonly task: number
}

const mostRemembered = 10_000
const mostMessages = 200

/**
 * Finds what brought an event about, and which task it is about, from what came before: given to it one by one, in order,
 * with what each did to items.
 */
export class Linker {
  readonly #host: LinkHost
  readonly #lanes = new Map<string, LaneTasks>()
  readonly #mails: MailLinks
  /** Threads that were started, timers that were set and the like, by what will follow. */
  readonly #begun = new BoundedMap<string, Put>(mostRemembered)
  /** Items that were handed to one who waited: no list ever held them. */
  readonly #handed = new BoundedMap<string, Put>(mostRemembered)
  readonly #members = new BoundedMap<string, Put>(mostRemembered)
  /** Publications of which not all subscribers are known to have got them. */
  readonly #publishes = new BoundedMap<string, { readonly seq: number; readonly left: number }>(
    mostRemembered,
  )
  /** Messages whose PUBLISH is not answered yet. */
  #messages: { readonly seq: number; readonly channel: string; readonly text: string }[] = []

  constructor(host: LinkHost) {
    this.#host = host
    this.#mails = new MailLinks({
      tasksOf: (lane) => this.#lanes.get(lane),
      retell: (seqs, task) => {
        for (const seq of seqs) host.retell(seq, { task })
      },
    })
  }

  link(event: RawEvent, seq: number, effects: Effects): Link {
    const current = this.#lanes.get(event.lane)?.current?.task ?? 0
    switch (event.kind) {
      case 'command':
        return this.#linkCommand(event, seq, effects)
      case 'message':
        return this.#linkMessage(event, seq)
      case 'session':
      case 'smtp':
      case 'mail': {
        const task = this.#mails.link(event, seq)
        return { cause: (event.kind === 'mail' && task?.at) || 0, task: task?.task ?? 0 }
      }
      case 'thread':
        return this.#begin(`start ${event.thread}`, seq, current)
      case 'start':
        return this.#follow(`start ${event.lane}`, 0)
      case 'timer-set':
        return this.#begin(`timer ${event.timer} ${event.lane}`, seq, current)
      case 'timer-fired':
      case 'timer-cleared':
        return this.#follow(`timer ${event.timer} ${event.lane}`, current)
      case 'fetch':
        return this.#begin(`fetch ${event.id} ${event.lane}`, seq, current)
      case 'fetched':
        return this.#follow(`fetch ${event.id} ${event.lane}`, current)
      case 'request':
        return this.#begin(`request ${event.id} ${event.lane}`, seq, 0)
      case 'response':
        return this.#follow(`request ${event.id} ${event.lane}`, 0)
      case 'test':
        return this.#begin(`test ${event.name} ${event.lane}`, seq, 0)
      case 'tested':
        return this.#follow(`test ${event.name} ${event.lane}`, 0)
      case 'structure': {
        const { task, goneText } = effects.structure
        if (goneText !== null) this.#tasks(event.lane).take({ text: goneText, task, at: seq })
        return { cause: task === seq ? 0 : task, task }
      }
      case 'console':
        return { cause: 0, task: current }
      default:
        return { cause: 0, task: 0 }
    }
  }

  #linkCommand(event: Command, seq: number, effects: Effects): Link {
    const name = (event.words[0] ?? '').toLowerCase()
    let link: Link | null = null
    if (effects.taken.length > 0 || effects.gone.length > 0)
      link = isTaking(name)
        ? this.#take(event, seq, effects)
        : name === 'lrem'
          ? ofItem(effects.taken[0])
          : null
    else if (isTaking(name)) link = this.#takeHanded(event, seq)
    const put = this.#put(event, seq, effects)
    link ??= put
    if (name === 'publish') this.#findMessages(event, seq)
    return link ?? { cause: 0, task: this.#lanes.get(event.lane)?.current?.task ?? 0 }
  }

  /** Items that the command took out of lists, and members of sorted sets. */
  #take(event: Command, seq: number, { taken, gone }: Effects): Link | null {
    let first: Link | null = null
    for (const item of taken) {
      // An item that nobody saw come is a task from here on.
      const task = item.task || seq
      first ??= { cause: item.pushedAt, task }
      const text = item.seq === 0 && event.reply.kind === 'text' ? event.reply.text : item.text
      this.#tasks(event.lane).take({ text, task, at: seq })
    }
    for (const member of gone) {
      const put = this.#members.take(memberKey(member))
      first ??= { cause: put?.seq ?? 0, task: put?.task ?? seq }
      this.#tasks(event.lane).take({ text: member.text, task: put?.task ?? seq, at: seq })
    }
    return first
  }

  /** What the reply tells was in no list: it was handed over at once. */
  #takeHanded(event: Command, seq: number): Link | null {
    const { db, reply, words } = event
    const [key, text] =
      reply.kind === 'list'
        ? reply.items.map((item) => (item.kind === 'text' ? item.text : undefined))
        : [words[1], reply.kind === 'text' ? reply.text : undefined]
    if (key === undefined || text === undefined) return null
    const put = this.#handed.take(`${db} ${key} ${text}`)
    const task = put?.task ?? seq
    this.#tasks(event.lane).take({ text, task, at: seq })
    return { cause: put?.seq ?? 0, task }
  }

  /** Items that came into lists and sorted sets: tasks that the lane puts back, or new ones. */
  #put(event: Command, seq: number, { brought, came }: Effects): Link | null {
    let first: Link | null = null
    const taskOf = (text: string): Link => {
      const back = this.#lanes.get(event.lane)?.putBack(text)
      const link = { cause: back?.at ?? 0, task: back?.task ?? seq }
      first ??= link
      return link
    }
    for (const item of brought) {
      // One that was moved within this command has its task already, unless nobody saw it come.
      if (item.task === seq) item.task = taskOf(item.text).task
      else item.task ||= seq
      item.pushedAt = seq
    }
    for (const member of came) {
      const { task } = taskOf(member.text)
      this.#members.set(memberKey(member), { seq, task })
    }
    const pushed = brought.length === 0 && event.reply.kind === 'integer' ? pushedBy(event.words) : null
    for (const text of pushed?.texts ?? [])
      this.#handed.set(`${event.db} ${pushed?.key} ${text}`, { seq, task: taskOf(text).task })
    return first
  }

  #findMessages({ words: [, channel = '', text = ''], reply }: Command, seq: number): void {
    let left = reply.kind === 'integer' ? Number(reply.text) : 0
    this.#messages = this.#messages.filter((message) => {
      if (left === 0 || message.channel !== channel || message.text !== text) return true
      left--
      this.#host.retell(message.seq, { cause: seq })
      return false
    })
    if (left > 0) this.#publishes.set(`${channel} ${text}`, { seq, left })
  }

  /** Subscribers get a message before PUBLISH is answered, or after. */
  #linkMessage({ channel, text }: Extract<RawEvent, { kind: 'message' }>, seq: number): Link {
    const publish = this.#publishes.take(`${channel} ${text}`)
    if (publish && publish.left > 1)
      this.#publishes.set(`${channel} ${text}`, { ...publish, left: publish.left - 1 })
    if (!publish) this.#messages = [...this.#messages, { seq, channel, text }].slice(-mostMessages)
    return { cause: publish?.seq ?? 0, task: 0 }
  }

  #tasks(lane: string): LaneTasks {
    const known = this.#lanes.get(lane)
    if (known) return known
    const tasks = new LaneTasks()
    this.#lanes.set(lane, tasks)
    return tasks
  }

  #begin(what: string, seq: number, task: number): Link {
    this.#begun.set(what, { seq, task })
    return { cause: 0, task }
  }

  #follow(what: string, otherwise: number): Link {
    const begun = this.#begun.take(what)
    return { cause: begun?.seq ?? 0, task: begun?.task ?? otherwise }
  }
}

function ofItem(item: HeldItem | undefined): Link | null {
  return item ? { cause: item.pushedAt, task: item.task } : null
}

function memberKey({ db, key, text }: Member): string {
  return `${db} ${key} ${text}`
}
