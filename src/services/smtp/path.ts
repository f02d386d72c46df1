/** What MAIL FROM or RCPT TO names. */
export interface Path {
  /** Without angle brackets; '' for the null path. */
  readonly address: string
  /** Before the last `@`, in lower case. */
  readonly localPart: string
  /** In capitals → value; '' without one. */
  readonly parameters: ReadonlyMap<string, string>
}

const atom = /[^\s"(),.:;<>@[\\\]\p{Cc}]+/u.source
const localPart = new RegExp(`^(?:${atom}(?:\\.${atom})*|"(?:[^"\\\\\\p{Cc}]|\\\\[ -~])*")$`, 'u')
const label = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?/u.source
const domain = new RegExp(
  `^(?:${label}(?:\\.${label})*|\\[(?:\\d{1,3}(?:\\.\\d{1,3}){3}|IPv6:[\\da-f:.]+)\\])$`,
  'iu',
)
const parameter = /^([a-z\d][a-z\d-]*)(?:=([^\s=\p{Cc}]+))?$/iu
const encoder = new TextEncoder()

/** Says where the rule was broken, in words for the client. */
export type PathFault = 'syntax' | 'too long' | 'parameters'

/**
 * Reads `FROM:<ada@example.com> SIZE=100`, the syntax of RFC 5321, section 4.1.2. A source route is left out, as it says.
 */
export function readPath(keyword: 'FROM' | 'TO', argument: string): Path | PathFault {
  const match = /^(from|to):\s*<([^<>]*)>(.*)$/iu.exec(argument)
  if (match?.[1]?.toUpperCase() !== keyword) return 'syntax'
  const address = (match[2] ?? '').replace(/^@[^\s:@]+(?:,@[^\s:@]+)*:/, '')
  const rest = match[3] ?? ''
  if (rest !== '' && !/^\s/.test(rest)) return 'syntax'
  const parameters = readParameters(rest)
  if (!parameters) return 'parameters'
  const at = address.lastIndexOf('@')
  const [local, host] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
  // Of RFC 5321, section 4.5.3.1: in bytes, and the path's with its angle brackets.
  const lengths = [local, host, address].map((text) => encoder.encode(text).length)
  if ([64, 255, 254].some((most, index) => (lengths[index] ?? 0) > most)) return 'too long'
  const isWhole = at >= 0 && localPart.test(local) && domain.test(host)
  const isSpecial = keyword === 'FROM' ? address === '' : /^postmaster$/i.test(address)
  return isWhole || isSpecial ? { address, localPart: local.toLowerCase(), parameters } : 'syntax'
}

function readParameters(text: string): Map<string, string> | null {
  const parameters = new Map<string, string>()
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const [, name = '', value = ''] = parameter.exec(word) ?? []
    if (name === '' || parameters.has(name.toUpperCase())) return null
    parameters.set(name.toUpperCase(), value)
  }
  return parameters
}

/** Whether an address can only be sent after SMTPUTF8 (RFC 6531). */
export function needsUtf8(address: string): boolean {
  return /[^ -~]/.test(address)
}
