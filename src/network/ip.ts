const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const group = /^[\da-f]{1,4}$/i
const zone = /%[\da-z.:-]+$/i

/** `127.0.0.1` is one, `127.1` and `0127.0.0.1` are not: as Node has it. */
export function isIPv4(text: unknown): boolean {
  return ipv4.test(String(text))
}

/** RFC 4291, section 2.2, with a zone (`fe80::1%eth0`) as Node allows it. */
export function isIPv6(text: unknown): boolean {
  const halves = String(text).replace(zone, '').split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  // An IPv4 address may stand for the last two groups.
  if (isIPv4(last) && String(text).includes(':')) groups.splice(-1, 1, '0', '0')
  if (!groups.every((text) => group.test(text))) return false
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8
}

/** 4, 6, or 0 for what is no address. */
export function isIP(text: unknown): 0 | 4 | 6 {
  if (isIPv4(text)) return 4
  return isIPv6(text) ? 6 : 0
}
