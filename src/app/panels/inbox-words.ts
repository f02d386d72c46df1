import type { SessionEnd, SessionView } from '../../services/smtp/observer.ts'
import { secondsText } from './seconds-text.ts'
import { visibleText } from './visible-text.ts'

interface EndWords {
  readonly sign: string
  readonly words: string
  readonly isGood: boolean
}

const ends: { readonly [E in SessionEnd]: EndWords } = {
  quit: { sign: '✓', words: 'ended in good order (QUIT)', isGood: true },
  // As nodemailer does.
  closed: { sign: '✓', words: 'closed by the client, without QUIT', isGood: true },
  reset: { sign: '✕', words: 'client broke off', isGood: false },
  dropped: { sign: '✕', words: 'server broke off', isGood: false },
  timeout: { sign: '▲', words: 'ended by the server: the client was silent for too long', isGood: false },
}

/** How a session ended, in words. */
export function endWords({ end }: SessionView): EndWords {
  return end ? ends[end] : { sign: '…', words: 'open', isGood: true }
}

/** `#3 · 127.0.0.1:50003` */
export function sessionName({ id, client }: SessionView): string {
  return `#${id} · ${visibleText(client)}`
}

/** `12.500 s` since the first session began. */
export function sinceText(at: number, startedAt: number): string {
  return `${secondsText(at - startedAt)} s`
}

/** A moment by the server's clock, in full: `2026-11-27 09:12:44.120`, in this machine's time zone. */
export function clockText(at: number): string {
  const date = new Date(at)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${day} ${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** `512 bytes`, `1.2 kB`, `3.4 MB` */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
