import type { SessionGap } from '../../services/services-messages.ts'
import type { DialogueLine, SessionView } from '../../services/smtp/observer.ts'

/** An SMTP session and what was said in it. */
export interface Dialogue {
  readonly session: SessionView
  readonly lines: readonly DialogueLine[]
  /** After a gap: the latest. */
  readonly lastLines: readonly DialogueLine[]
  /** How many lines the gap between them hides. */
  readonly left: number
  /** Replies of the server that say no. */
  readonly refusals: number
}

/** Of one session; a pool that sends a hundred mails says less. */
const mostFirst = 1000
const mostLast = 300
export const mostSessions = 2000
const mostLines = 60_000

/** What a batch adds to the dialogues, newest first; beyond 2,000 sessions, or 60,000 lines, the oldest go. */
export function nextDialogues(
  before: readonly Dialogue[],
  sessions: readonly SessionView[],
  lines: readonly DialogueLine[],
  gaps: readonly SessionGap[],
): readonly Dialogue[] {
  const known = new Map(before.map((dialogue) => [dialogue.session.id, dialogue]))
  for (const session of sessions) {
    const { lines: said = [], ...rest } = known.get(session.id) ?? { lastLines: [], left: 0, refusals: 0 }
    known.set(session.id, { ...rest, session, lines: said })
  }
  for (const [id, said] of bySession(lines)) {
    const dialogue = known.get(id)
    if (dialogue) known.set(id, withLines(dialogue, said))
  }
  for (const { session, count } of gaps) {
    const dialogue = known.get(session)
    if (dialogue) known.set(session, { ...dialogue, left: dialogue.left + count })
  }
  return newest([...known.values()].sort((one, other) => other.session.id - one.session.id))
}

function bySession(lines: readonly DialogueLine[]): ReadonlyMap<number, readonly DialogueLine[]> {
  const said = new Map<number, DialogueLine[]>()
  for (const line of lines) {
    const before = said.get(line.session)
    if (before) before.push(line)
    else said.set(line.session, [line])
  }
  return said
}

function withLines(dialogue: Dialogue, said: readonly DialogueLine[]): Dialogue {
  const room = dialogue.left > 0 ? 0 : Math.max(0, mostFirst - dialogue.lines.length)
  const rest = said.slice(room)
  const last = [...dialogue.lastLines, ...rest]
  const left = Math.max(0, last.length - mostLast)
  return {
    ...dialogue,
    lines: room > 0 ? [...dialogue.lines, ...said.slice(0, room)] : dialogue.lines,
    lastLines: last.slice(left),
    left: dialogue.left + left,
    refusals: dialogue.refusals + said.filter(isRefusal).length,
  }
}

/** The last line of a reply that says no (RFC 5321, 4.2.1): of several lines, only that one has no hyphen. */
export function isRefusal({ from, text }: Pick<DialogueLine, 'from' | 'text'>): boolean {
  return from === 'server' && /^[45]\d\d(?!-)/.test(text)
}

function newest(dialogues: readonly Dialogue[]): readonly Dialogue[] {
  let lines = 0
  const full = dialogues.findIndex((dialogue, at) => {
    lines += dialogue.lines.length + dialogue.lastLines.length
    return at >= mostSessions || (at > 0 && lines > mostLines)
  })
  return full < 0 ? dialogues : dialogues.slice(0, full)
}
