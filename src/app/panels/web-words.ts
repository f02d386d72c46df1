/** Status codes as RFC 9110 names them (429: RFC 6585), and what they mean in a few words. */
const meanings: { readonly [status: number]: readonly [name: string, words: string] } = {
  200: ['OK', 'it worked'],
  201: ['Created', 'something new was made'],
  202: ['Accepted', 'taken, and worked on later'],
  204: ['No Content', 'it worked, and there is nothing to say'],
  206: ['Partial Content', 'a part of it'],
  301: ['Moved Permanently', 'it is at another address, for ever'],
  302: ['Found', 'it is at another address for now'],
  303: ['See Other', 'look at another address, with GET'],
  304: ['Not Modified', 'what you have is still right'],
  307: ['Temporary Redirect', 'ask the same at another address'],
  308: ['Permanent Redirect', 'ask the same at another address, always'],
  400: ['Bad Request', 'the app cannot make sense of the request'],
  401: ['Unauthorized', 'say first who you are'],
  403: ['Forbidden', 'not for you'],
  404: ['Not Found', 'there is nothing at this address'],
  405: ['Method Not Allowed', 'not with this method'],
  406: ['Not Acceptable', 'not in the form that was asked for'],
  408: ['Request Timeout', 'the request took too long to come'],
  409: ['Conflict', 'it does not fit how things stand'],
  410: ['Gone', 'it was here, and is no more'],
  411: ['Length Required', 'the length of the body is missing'],
  412: ['Precondition Failed', 'a condition of the request does not hold'],
  413: ['Content Too Large', 'the body is too large'],
  414: ['URI Too Long', 'the address is too long'],
  415: ['Unsupported Media Type', 'not with a body of this type'],
  422: ['Unprocessable Content', 'readable, but not what is needed'],
  429: ['Too Many Requests', 'ask less often'],
  500: ['Internal Server Error', 'something went wrong in the app'],
  501: ['Not Implemented', 'the app cannot do this'],
  502: ['Bad Gateway', 'a server behind it answered badly'],
  503: ['Service Unavailable', 'not now; try again later'],
  504: ['Gateway Timeout', 'a server behind it did not answer'],
}

/** What codes without a name of their own are taken for (RFC 9110, 15). */
const classes: { readonly [hundreds: number]: string } = {
  1: 'information; the answer is still to come',
  2: 'it worked',
  3: 'look at another address',
  4: 'something is wrong with the request',
  5: 'something went wrong in the app',
}

/** How a status is drawn: as what went well, as what leads on, as the asker's fault, as the app's. */
export type StatusKind = 'good' | 'onward' | 'refused' | 'broken'

export interface StatusWords {
  /** `404 Not Found` */
  readonly title: string
  readonly meaning: string
  readonly kind: StatusKind
}

/** A status in words; the app's own name for it, if it gave one, stands before RFC 9110's. */
export function statusWords(status: number, statusText: string): StatusWords {
  const [name = '', meaning = classes[Math.floor(status / 100)] ?? 'no status that HTTP knows'] =
    meanings[status] ?? []
  const kind = status < 300 ? 'good' : status < 400 ? 'onward' : status < 500 ? 'refused' : 'broken'
  return { title: `${status} ${statusText || name}`.trim(), meaning, kind: status < 100 ? 'broken' : kind }
}

/** `12 ms`, `1.5 s` */
export function timeText(ms: number): string {
  if (ms < 1) return 'under 1 ms'
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
