/** Every message of the pretend network, by direction. Bytes never pass through a third party: each connection has a port of its own. */

/** One end of a connection. */
export interface Endpoint {
  /** IP address. */
  readonly address: string
  readonly port: number
}

/** Either end of a connection → the other, on the connection's port. */
export type ConnectionMessage =
  /** At most as many bytes as the receiver has given credit for. */
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** The same, for a few bytes: a character for each. Without a wrapping, which would cost more than the text. */
  | string
  /** The program took so many bytes: as many more may be sent. */
  | { readonly kind: 'credit'; readonly bytes: number }
  /** TCP's FIN: no more data from here; data for here is still welcome. */
  | { readonly kind: 'end' }
  /** TCP's RST: the connection is over for both. The last message either way. */
  | { readonly kind: 'reset' }

/** A worker that dials → the worker where the hosts live, on the link between the two. Each is answered by its `id`. */
export type DiallerToHosts =
  | { readonly kind: 'lookup'; readonly id: number; readonly hostname: string }
  | { readonly kind: 'dial'; readonly id: number; readonly address: string; readonly port: number }

/** The hosts' worker → the worker that dialled. */
export type HostsToDialler =
  /** None, if nobody has that name. */
  | { readonly kind: 'addresses'; readonly id: number; readonly addresses: readonly string[] }
  /** Comes with the connection's port. `local` is the dialler's end. */
  | { readonly kind: 'connected'; readonly id: number; readonly local: Endpoint }
  | { readonly kind: 'failed'; readonly id: number; readonly code: DialFailure }

/** Nobody listens there; or there is no such address in this network. */
export type DialFailure = 'ECONNREFUSED' | 'ENETUNREACH'
