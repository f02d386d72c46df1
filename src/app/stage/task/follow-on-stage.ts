import { eventKinds, type TraceLog } from '../../../trace/log.ts'
import { taskOfItem } from '../../../trace/task-path.ts'
import type { TraceState } from '../../../trace/state.ts'
import { isSameText, type ItemPlace } from '../../panels/followed.ts'
import { StageChange, type StageModel } from '../stage-model.ts'

/** What a panel shows of a task. */
export type Followable = { readonly mail: number } | { readonly item: ItemPlace }

/** Milliseconds that a recording is given to tell of what a panel knows already. */
const patienceMs = 3000
/** How far an item is looked for from where it was: others may have come or gone meanwhile. */
const mostShift = 250

const mailKind = eventKinds.indexOf('mail')

/**
 * Lets the task stand out to which a mail or an item belongs; goes to the moment at which the mail came. Resolves to a
 * sentence if nothing is known of it. `whole` resolves when the recording has no more to tell.
 *
 *     await followOnStage(model, { mail: 7 }, reader.whole)
 */
export async function followOnStage(
  model: StageModel,
  what: Followable,
  whole: Promise<void>,
): Promise<string | null> {
  return 'mail' in what ? followMail(model, what.mail, whole) : followItem(model, what.item, whole)
}

async function followMail(model: StageModel, id: number, whole: Promise<void>): Promise<string | null> {
  const seq = await whenKnown(model, whole, (log) => seqOfMail(log, id))
  if (seq === null) return 'This mail is of an earlier run, of which there is no recording any more.'
  const task = model.snapshot.log?.event(seq)?.task ?? null
  model.follow(task)
  model.seek(seq)
  return task === null
    ? 'No item of a list led to this mail: your program sent it of its own accord. Here is the moment at which it came.'
    : null
}

async function followItem(model: StageModel, item: ItemPlace, whole: Promise<void>): Promise<string | null> {
  const id = await whenKnown(model, whole, () => model.state && idOfItem(model.state, item))
  const { log } = model.snapshot
  if (id === null || !log)
    return 'The recording does not show this item: it has been taken meanwhile, or is of an earlier run.'
  const task = taskOfItem(log, id)
  if (task === null) return 'Nobody saw this item come: it was there before your run began.'
  model.follow(task)
  return null
}

/** Number of the event at which a mail came; null if the recording has none such. */
function seqOfMail(log: TraceLog, id: number): number | null {
  const isIt = (seq: number): boolean => {
    const event = log.event(seq)
    return event?.kind === 'mail' && event.mail.id === id
  }
  const { columns, firstSeq } = log
  for (let seq = log.lastSeq; seq >= firstSeq; seq--)
    if (columns.kind[seq - firstSeq] === mailKind && isIt(seq)) return seq
  return log.keptSeqs.find(isIt) ?? null
}

/** The nearest item of that text. */
function idOfItem(state: TraceState, { db, key, index, text }: ItemPlace): string | null {
  const found = state.key(db, key)
  if (found?.type !== 'list') return null
  const from = Math.max(0, index - mostShift)
  let nearest: { readonly id: string; readonly shift: number } | null = null
  for (const [at, item] of found.items.slice(from, index + mostShift).entries()) {
    const shift = Math.abs(from + at - index)
    if (isSameText(item.text, text) && shift < (nearest?.shift ?? Infinity)) nearest = { id: item.id, shift }
  }
  return nearest?.id ?? null
}

/** Looks now, and whenever there is more of the recording, until it is there or nothing more is to come. */
async function whenKnown<T>(
  model: StageModel,
  whole: Promise<void>,
  find: (log: TraceLog) => T | null,
): Promise<T | null> {
  const { log } = model.snapshot
  const look = (): T | null => (log && model.snapshot.log === log ? find(log) : null)
  const stop = new AbortController()
  const found = new Promise<T | null>((resolve) => {
    const heed = (): void => {
      const known = look()
      if (known !== null || model.snapshot.log !== log) resolve(known)
    }
    model.addEventListener(StageChange.type, heed, { signal: stop.signal })
    setTimeout(() => resolve(null), patienceMs)
    heed()
  })
  const known = await Promise.race([found, whole.then(look)])
  stop.abort()
  return known
}
