/** `node:tls`: the pretend network carries everything in the open, so that it can be looked at. */

function refuse(): never {
  const message =
    'There is no TLS in the page’s network. Connect without it: redis:// instead of rediss://, no tls option, secure: false'
  throw Object.assign(new Error(message), { code: 'ERR_TLS_UNAVAILABLE' })
}

export { refuse as connect, refuse as createServer, refuse as createSecureContext }

export class TLSSocket {
  constructor() {
    refuse()
  }
}

export const rootCertificates: readonly string[] = []
