import { randomFrom } from './random.ts'
import { reply, type Outcome, type Reply } from './replies.ts'

/** Local parts that are refused at RCPT, whatever their domain. */
const refused: ReadonlyMap<string, Reply> = new Map([
  ['grey', reply(451, '4.7.1', 'Greylisted, try again later')],
  ['full', reply(452, '4.2.2', 'The mailbox is full')],
  ['quota', reply(552, '5.2.2', 'The mailbox is over its quota')],
  ['nobody', reply(550, '5.1.1', 'No such user here')],
])

/** Local parts that spoil the message as a whole, the worst first. */
const spoiling: readonly (readonly [string, Outcome])[] = [
  ['bad', reply(554, '5.7.1', 'Refused for what the message says')],
  ['busy', reply(451, '4.3.0', 'Busy, try again later')],
]

/** The answer to RCPT for one of the addresses that are never served: grey, full, quota, nobody. */
export function refusalOf(localPart: string): Reply | null {
  return refused.get(localPart) ?? null
}

/** How long the answer to RCPT takes for `slow@`: from 1 to 3 s, by the moment at which it came, so that a test can tell. */
export function delayOf(localPart: string, now: number): number {
  return localPart === 'slow' ? 1000 + Math.floor(randomFrom(now)() * 2001) : 0
}

/** Whether the connection is to be reset in the midst of a message to these: `drop@`. */
export function breaksOff(localParts: ReadonlySet<string>): boolean {
  return localParts.has('drop')
}

/** The answer to a message for `bad@` or `busy@`, whoever else it is for. */
export function verdictOn(localParts: ReadonlySet<string>): Outcome | null {
  return spoiling.find(([name]) => localParts.has(name))?.[1] ?? null
}
