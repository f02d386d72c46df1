/** `node:child_process`: there are no other programs in the page, sendmail among them. */

export function spawn(command: string): never {
  const message = `The page has no other programs, so it cannot start ${command}. Use SMTP: { host: 'localhost', port: 1025 }`
  throw Object.assign(new Error(message), { code: 'ERR_PROCESS_UNAVAILABLE' })
}
