import type { RedisObserver } from './redis/observer.ts'
import type { SmtpObserver } from './smtp/observer.ts'

type Told<K extends 'onCommand' | 'onMessage'> = NonNullable<RedisObserver[K]>

/** Tells both. What neither of them asks for at the time, the server is not asked for. */
export function bothRedisObservers(one: RedisObserver, other: RedisObserver): RedisObserver {
  const onCommand: Told<'onCommand'> = (command) => {
    one.onCommand?.(command)
    other.onCommand?.(command)
  }
  const onMessage: Told<'onMessage'> = (event) => {
    one.onMessage?.(event)
    other.onMessage?.(event)
  }
  return {
    get onCommand() {
      return one.onCommand || other.onCommand ? onCommand : undefined
    },
    get onMessage() {
      return one.onMessage || other.onMessage ? onMessage : undefined
    },
    onBlocked(event) {
      one.onBlocked?.(event)
      other.onBlocked?.(event)
    },
    onUnblocked(event) {
      one.onUnblocked?.(event)
      other.onUnblocked?.(event)
    },
    onClientOpened(event) {
      one.onClientOpened?.(event)
      other.onClientOpened?.(event)
    },
    onClientClosed(event) {
      one.onClientClosed?.(event)
      other.onClientClosed?.(event)
    },
    onExpired(event) {
      one.onExpired?.(event)
      other.onExpired?.(event)
    },
  }
}

export function bothSmtpObservers(one: SmtpObserver, other: SmtpObserver): SmtpObserver {
  return {
    onMail(mail) {
      one.onMail?.(mail)
      other.onMail?.(mail)
    },
    onSession(session) {
      one.onSession?.(session)
      other.onSession?.(session)
    },
    onLine(line) {
      one.onLine?.(line)
      other.onLine?.(line)
    },
  }
}
