/** What Linux and libuv call a failure: number and words. */
const failures = {
  EACCES: [-13, 'permission denied'],
  EADDRINUSE: [-98, 'address already in use'],
  EADDRNOTAVAIL: [-99, 'address not available'],
  EAI_AGAIN: [-3001, ''],
  ECONNREFUSED: [-111, ''],
  ECONNRESET: [-104, ''],
  ENETUNREACH: [-101, ''],
  ENOENT: [-2, ''],
  ENOTFOUND: [-3008, ''],
  ETIMEDOUT: [-110, ''],
} as const

export type SystemErrorCode = keyof typeof failures

/** An error of the system as Node has it: a plain Error with `errno`, `code` and `syscall`, and what it was about. */
export interface SystemError extends Error {
  readonly errno: number
  readonly code: string
  readonly syscall: string
  readonly address?: string
  readonly port?: number
  readonly hostname?: string
}

/** `read ECONNRESET`, `getaddrinfo ENOTFOUND nowhere.example`. */
export function systemError(code: SystemErrorCode, syscall: string, hostname?: string): SystemError {
  const about = hostname === undefined ? '' : ` ${hostname}`
  const details = hostname === undefined ? {} : { hostname }
  return make(`${syscall} ${code}${about}`, code, syscall, details)
}

/** `connect ECONNREFUSED 127.0.0.1:6380`, `connect ENOENT /run/redis.sock`. */
export function connectError(code: SystemErrorCode, address: string, port?: number): SystemError {
  const where = port === undefined ? address : `${address}:${port}`
  // Linux refuses to send there at all, so that the socket has no address of its own yet, and Node says so.
  const local = code === 'ENETUNREACH' ? ` - Local (${address.includes(':') ? '::' : '0.0.0.0'}:0)` : ''
  const details = port === undefined ? { address } : { address, port }
  return make(`connect ${code} ${where}${local}`, code, 'connect', details)
}

/** `listen EADDRINUSE: address already in use 127.0.0.1:6379`. */
export function listenError(code: SystemErrorCode, address: string, port: number): SystemError {
  return make(`listen ${code}: ${failures[code][1]} ${address}:${port}`, code, 'listen', { address, port })
}

/** An error of Node's own, known by its code: `ERR_SOCKET_CLOSED`. */
export function nodeError(code: string, message: string, Base: ErrorConstructor = Error): Error {
  return Object.assign(new Base(message), { code })
}

function make(message: string, code: SystemErrorCode, syscall: string, details: object): SystemError {
  return Object.assign(new Error(message), { errno: failures[code][0], code, syscall, ...details })
}
