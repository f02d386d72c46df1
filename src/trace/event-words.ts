import type { ReplySummary } from './records.ts'
import type { TraceEvent } from './event.ts'
import { valueWords } from './value-words.ts'

const longest = 160
const longestReply = 60

const laneNames: { readonly [lane: string]: string } = {
  main: 'main program',
  tests: 'tests',
  prompt: 'Redis prompt',
  server: 'server',
}

/** How a lane is called: `main program`, `Thread-1`. */
export function laneWords(lane: string): string {
  return Object.hasOwn(laneNames, lane) ? (laneNames[lane] ?? lane) : lane
}

/**
 * An event on one line, of 160 characters at most.
 *
 *     eventWords(log.event(412)) // 'BLPOP mail 0 → [mail, letter to Ada], task 398'
 */
export function eventWords(event: TraceEvent): string {
  const words = wordsOf(event)
  const task = event.task === null ? '' : `, task ${event.task}`
  return cut(oneLine(words), longest - task.length) + task
}

function wordsOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'start':
      return `starts ${event.target}`
    case 'end':
      return event.how === 'threw' ? 'ends with an error' : 'ends'
    case 'thread':
      return `starts ${laneWords(event.thread)}: ${event.target}`
    case 'timer-set':
      return `waits ${event.ms} ms (timer ${event.timer})`
    case 'timer-fired':
      return `timer ${event.timer} is up`
    case 'timer-cleared':
      return `timer ${event.timer} is cleared`
    case 'console': {
      const { level, values, count, error } = event.entry
      if (error) return `uncaught ${error.name}: ${error.message}`
      return `console.${level}: ${values.map(valueWords).join(' ')}${count > 1 ? ` (${count} times)` : ''}`
    }
    case 'fetch':
      return `fetch ${event.method} ${event.url}`
    case 'fetched':
      return event.status === null ? `fetch failed: ${event.text}` : `fetched: ${event.status} ${event.text}`
    case 'request':
      return `is asked ${event.method} ${event.path}`
    case 'response':
      return `answers ${event.status}`
    case 'test':
      return `test: ${event.name}`
    case 'failed':
      return `does not hold: ${event.message}`
    case 'tested':
      return `test ${testWords[event.status]}: ${event.name}${event.message ? `: ${event.message}` : ''}`
    case 'enter':
      return `enters ${event.name || 'function'}() at line ${event.line}`
    case 'step': {
      const changes = event.changes?.map(({ name, value }) => `${name} = ${valueWords(value)}`) ?? []
      const loop = event.loop ? ` (round ${event.loop.count})` : ''
      return `line ${event.line}${loop}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}`
    }
    case 'await':
      return `waits at line ${event.line}`
    case 'resume':
      return 'goes on'
    case 'leave': {
      const value = event.value ? ` ${valueWords(event.value)}` : ''
      return event.how === 'threw' ? `throws${value}` : `returns${value}`
    }
    case 'structure':
      return `${event.label || event.type}${event.method ? `.${event.method}` : ''}: ${event.size} ${event.size === 1 ? 'item' : 'items'}`
    case 'lines-end':
      return `lines are not recorded any more, after ${event.steps} steps`
    case 'command': {
      const waited = event.waitedMs >= 1 ? `, after ${Math.round(event.waitedMs)} ms` : ''
      return `${commandWords(event.words)} → ${cut(replyWords(event.reply), longestReply)}${waited}`
    }
    case 'blocked':
      return `${commandWords(event.words)} waits`
    case 'gone':
      return `client ${clientWords(event.client)} stops waiting: it is gone`
    case 'client-opened':
      return `client ${clientWords(event.client)} connects`
    case 'client-closed':
      return `client ${clientWords(event.client)} leaves`
    case 'message':
      return `message on ${event.channel}: ${event.text}`
    case 'expired':
      return `${event.key} is expired`
    case 'session':
      return `SMTP session ${event.session.id} ${event.session.end ? `ended (${event.session.end})` : `from ${event.session.client}`}`
    case 'smtp':
      return event.from === 'server' ? `← ${event.text}` : event.text
    case 'mail':
      return `mail to ${event.mail.to.join(', ')}: ${event.mail.subject}`
    case 'snapshot':
      return `as it stands: ${event.keys.length} keys, ${event.mails.length} mails`
    case 'gap':
      return `${event.count} ${gapWords[event.of]} came too fast to be recorded`
    case 'over':
      return `the run is over: ${event.text}`
    default:
      return event satisfies never
  }
}

const testWords = { pass: 'passed', fail: 'failed', skipped: 'skipped' } as const
const gapWords = { commands: 'commands', smtp: 'lines of mail', records: 'events' } as const

/** A reply without its quotation marks: `OK`, `[mail, letter to Ada]`, `(nil)`. */
function replyWords(reply: ReplySummary): string {
  switch (reply.kind) {
    case 'status':
    case 'error':
    case 'integer':
      return reply.text
    case 'text':
      return reply.text === '' ? '""' : reply.text
    case 'nil':
      return '(nil)'
    case 'none':
      return '(no reply)'
    case 'list': {
      const more = reply.length - reply.items.length
      return `[${[...reply.items.map(replyWords), ...(more > 0 ? [`… ${more} more`] : [])].join(', ')}]`
    }
    default:
      return reply satisfies never
  }
}

/** A command as one writes it: words are quoted if they would be several without, but for JSON, which shows where it ends. */
function commandWords([name = '', ...words]: readonly string[]): string {
  const texts = words.map((word) => (word === '' || /^[^[{].*\s/s.test(word) ? `"${word}"` : word))
  return [name.toUpperCase(), ...texts].join(' ')
}

function clientWords({ id, name }: { readonly id: number; readonly name: string }): string {
  return name ? `${name} #${id}` : `#${id}`
}

function oneLine(text: string): string {
  return /[\p{Cc}\u2028\u2029]/u.test(text) ? text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim() : text
}

/** Never between the halves of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 2)) ? most - 2 : most - 1
  return `${text.slice(0, end)}…`
}
