import type { TraceLog } from '../../../trace/log.ts'
import type { Item, KeyState, TraceState } from '../../../trace/state.ts'
import { taskOfItem } from '../../../trace/task-path.ts'
import type { Followed } from '../../panels/followed.ts'

/** Of a list, the panel shows so many items from its head, and so many from its tail. */
const mostFirst = 50
const mostLast = 5
/** Items of all lists together that are looked at: this is done again whenever the run goes on. */
const mostItems = 500

/**
 * What belongs to a task at one moment: the mails and sessions that came of it by then, and where its items lie.
 *
 *     followedAt(log, log.stateAt(412), 398).items.get('0:mail')    // Map { 2 => 'letter to ada' }
 */
export function followedAt(log: TraceLog, state: TraceState, task: number): Followed {
  const mails = new Set<number>()
  const sessions = new Set<number>()
  for (const seq of log.find({ text: '', lanes: null, groups: new Set(['mail']), task })) {
    if (seq > state.seq) break
    const event = log.event(seq)
    if (event?.kind === 'mail') mails.add(event.mail.id)
    else if (event?.kind === 'smtp') sessions.add(event.session)
  }
  return { task, mails, sessions, items: itemsOf(log, state.keys, task) }
}

/** Whether panels would show the same. */
export function isSameFollowed(one: Followed | null, other: Followed | null): boolean {
  if (one === null || other === null) return one === other
  return keyOf(one) === keyOf(other)
}

function itemsOf(log: TraceLog, keys: readonly KeyState[], task: number): Followed['items'] {
  const found = new Map<string, ReadonlyMap<number, string>>()
  let left = mostItems
  const note = (db: number, key: string, items: readonly (readonly [number, Item])[]): void => {
    const ofTask = items
      .filter(([, { id }]) => taskOfItem(log, id) === task)
      .map(([index, { text }]) => [index, text] as const)
    if (ofTask.length > 0) found.set(`${db}:${key}`, new Map(ofTask))
  }
  for (const state of keys) {
    const { db, key, type, items } = state
    if (left <= 0) break
    if (type === 'zset') {
      const members = state.entries.slice(0, Math.min(mostFirst, left))
      left -= members.length
      note(
        db,
        key,
        members.map(({ text }, at) => [at, { id: state.idOfEntry(text) ?? '', text }]),
      )
    }
    if (type !== 'list') continue
    const first = items.slice(0, Math.min(mostFirst, left))
    left -= first.length
    const lastFrom = Math.max(first.length, items.length - Math.min(mostLast, left))
    const last = items.slice(lastFrom, items.length)
    left -= last.length
    note(db, key, [...first.entries(), ...last.map((item, at) => [lastFrom + at, item] as const)])
  }
  return found
}

function keyOf({ task, mails, sessions, items }: Followed): string {
  return JSON.stringify([task, [...mails], [...sessions], [...items].map(([key, of]) => [key, [...of]])])
}
