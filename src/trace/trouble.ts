import type { RawEvent } from './event.ts'

/** Whether it is kept always: uncaught errors, failed tests, and a run that ended badly. */
export function isError(event: RawEvent): boolean {
  switch (event.kind) {
    case 'console':
      return event.entry.error !== undefined
    case 'over':
      return event.isTrouble
    case 'tested':
      return event.status === 'fail'
    default:
      return false
  }
}

/** Whether something went wrong there: also what a program may go on after, like an error that Redis answers. */
export function isTrouble(event: RawEvent): boolean {
  switch (event.kind) {
    case 'console':
      return event.entry.error !== undefined || event.entry.level === 'error'
    case 'command':
      return event.reply.kind === 'error'
    case 'end':
    case 'leave':
      return event.how === 'threw'
    case 'fetched':
      return event.status === null || event.status >= 500
    case 'response':
      return event.status >= 500
    case 'smtp':
      return event.from === 'server' && /^[45]\d\d/.test(event.text)
    case 'failed':
      return true
    default:
      return isError(event)
  }
}
