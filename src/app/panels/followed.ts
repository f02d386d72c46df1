import { html, nothing, type TemplateResult } from 'lit'

/** What belongs to the task that is followed on the stage, as far as panels show it. */
export interface Followed {
  readonly task: number
  /** Ids of mails. */
  readonly mails: ReadonlySet<number>
  /** Ids of sessions with the mail server. */
  readonly sessions: ReadonlySet<number>
  /** By `db:key`: items of lists and members of sorted sets, by their index. */
  readonly items: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/** Where an item of a list lies, or a member of a sorted set. */
export interface ItemPlace {
  readonly db: number
  readonly key: string
  readonly index: number
  /** As far as the panel knows it: of a long one the beginning, and `…`. */
  readonly text: string
}

/** The text tells whether list and recording speak of the same moment: one may be a little ahead of the other. */
export function isItemFollowed(followed: Followed | null, { db, key, index, text }: ItemPlace): boolean {
  const known = followed?.items.get(`${db}:${key}`)?.get(index)
  return known !== undefined && isSameText(known, text)
}

/** Whether the texts are the same, as far as both are known. */
export function isSameText(one: string, other: string): boolean {
  return one === other || isCutFrom(one, other) || isCutFrom(other, one)
}

/** The sign of what is followed, wherever it is. */
export function followedMark(isFollowed: boolean): TemplateResult | typeof nothing {
  if (!isFollowed) return nothing
  return html`<span class="followed-mark" title="Followed on the stage"
    ><span aria-hidden="true">◆</span><span class="visually-hidden">followed: </span></span
  >`
}

function isCutFrom(cut: string, whole: string): boolean {
  return cut.endsWith('…') && whole.startsWith(cut.slice(0, -1))
}
