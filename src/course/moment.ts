import type { Moment } from '../wire/moment.ts'

/** The quotation marks are part of it in front matter, where YAML takes ` #2` for a comment. */
export const momentExpectation = "a moment like 'lpop queue_name #2', 'push() #3' or 'print sent #1'"

const linkStart = '#see:'

/**
 * A moment as lessons write it: a command's first words, a call, `mail` to an address, `print` of a text, a `line` or a
 * `test`, and which of them it is.
 *
 *     parseMoment('lpop queue_name #2')    // { what: 'command', text: 'lpop queue_name', nth: 2 }
 *     parseMoment('MyQueue.push() #3')     // { what: 'call', text: 'MyQueue.push', nth: 3 }
 *     parseMoment('#2')                    // null: of nothing
 */
export function parseMoment(source: string): Moment | null {
  const [, words = '', number = '0'] = /^(.*?)\s+#(\d{1,6})$/s.exec(source.trim()) ?? []
  const text = words.replace(/\s+/g, ' ')
  const nth = Number(number)
  if (nth === 0) return null
  const [, call] = /^([\p{L}_$][\p{L}\p{N}_$.]*)\(\)$/u.exec(text) ?? []
  if (call) return { what: 'call', text: call, nth }
  const [, what, rest = ''] = /^(mail|print|line|test)(?: (.+))?$/.exec(text) ?? []
  if (what === 'mail') return /^\S+@\S+$/.test(rest) ? { what, text: rest, nth } : null
  if (what === 'line') return /^[1-9]\d{0,5}$/.test(rest) ? { what, text: rest, nth } : null
  if (what === 'print' || what === 'test') return rest === '' ? null : { what, text: rest, nth }
  return /^[a-z]+( [^\s#]\S*)*$/i.test(text) ? { what: 'command', text, nth } : null
}

/**
 * The moment that a link of a lesson's text leads to, as it is written, or null where the link leads elsewhere. Markdown
 * takes no spaces in an address: `+` stands for one, and `%2B` for a plus.
 *
 *     momentOfLink('#see:lpop+queue_name+#2')      // 'lpop queue_name #2'
 */
export function momentOfLink(href: string): string | null {
  if (!href.startsWith(linkStart)) return null
  const source = href.slice(linkStart.length).replaceAll('+', ' ')
  try {
    return decodeURIComponent(source)
  } catch {
    // A percent sign that escapes nothing stands for itself.
    return source
  }
}

/** What `${…}` in the source of a test is taken for: a number, or a word. */
export const anyText = '1'

/** A moment that the message of a test names, and where in the message that stands. */
export interface NamedMoment {
  /** As it is written. */
  readonly source: string
  /** Null if it is none. */
  readonly moment: Moment | null
  readonly start: number
  readonly end: number
}

/**
 * The moments that a test names in its message, counted from the test's beginning: the page leads there, and in a terminal
 * it can be read. In the source of a test, `${…}` stands for anything.
 *
 *     momentsNamedIn('it held 0 (see lpop letters #3)')     // [{ source: 'lpop letters #3', … }]
 */
export function momentsNamedIn(message: string): readonly NamedMoment[] {
  return Array.from(message.matchAll(/\(see ((?:\$\{[^}\n]*\}|\(\)|[^()\n])+)\)/g), (match) => {
    const [whole, source = ''] = match
    const start = match.index + '(see '.length
    const moment = parseMoment(source.replace(/\$\{[^}\n]*\}/g, anyText))
    return { source, moment, start, end: match.index + whole.length - 1 }
  })
}
