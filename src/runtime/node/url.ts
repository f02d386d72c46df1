/** `node:url` over the browser's own URL. */

export const { URL, URLSearchParams } = globalThis

/** '' for what is no domain. */
export function domainToASCII(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return ''
  }
}

/** Only what is ASCII already: browsers keep the way back to themselves. */
export function domainToUnicode(domain: string): string {
  return domainToASCII(domain)
}

/** The fields of the legacy parser. @throws TypeError where there is no absolute URL */
export function parse(text: string): { readonly [field: string]: string | null } {
  const url = new URL(text)
  const { protocol, host, hostname, pathname, search, hash, href } = url
  const user = decodeURIComponent(url.username)
  return {
    protocol,
    host,
    hostname,
    port: url.port || null,
    pathname,
    search: search || null,
    query: search.slice(1) || null,
    path: pathname + search,
    hash: hash || null,
    auth: (url.password ? `${user}:${decodeURIComponent(url.password)}` : user) || null,
    href,
  }
}

export function resolve(from: string, to: string): string {
  return new URL(to, from).href
}
