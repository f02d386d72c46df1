/** Whether what the learner writes is being saved, and if not, why, in words for the learner. */
export type StorageState = { readonly kind: 'saving' } | NotSaved

export interface NotSaved {
  readonly kind: 'not-saved'
  readonly reason: 'blocked' | 'full' | 'corrupt' | 'newer' | 'failed'
  readonly message: string
}

/** The browser's storage did not answer in time. */
export class StorageSilentError extends Error {
  override readonly name = 'StorageSilentError'
}

/** There is no storage in this browser. */
export class StorageMissingError extends Error {
  override readonly name = 'StorageMissingError'
}

/** The workspace was closed. */
export class StorageClosedError extends Error {
  override readonly name = 'StorageClosedError'
}

/** Damaged records were found and put aside. */
export const someCorrupt: NotSaved = {
  kind: 'not-saved',
  reason: 'corrupt',
  message:
    'Some of your saved work is damaged and could not be read. It is put aside, not deleted, and is part of what you download. ' +
    'Download your work to keep it. What you write from now on is saved.',
}

/** Why `error` keeps work from being saved, and what to do about it. */
export function describeFailure(error: unknown): NotSaved {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  return { kind: 'not-saved', ...explain(name) }
}

export function isFull(error: unknown): boolean {
  return describeFailure(error).reason === 'full'
}

function explain(name: string): Omit<NotSaved, 'kind'> {
  switch (name) {
    case 'StorageMissingError':
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
      return {
        reason: 'blocked',
        message:
          'Your browser does not let Mailroom save here (private window?). ' +
          'Your work is kept only until you close this tab. Download it to keep it.',
      }
    case 'StorageSilentError':
      return {
        reason: 'blocked',
        message:
          'Your browser’s storage does not answer; perhaps another Mailroom tab holds it. ' +
          'Your work is kept only until you close this tab. Download it to keep it, then close the other Mailroom tabs.',
      }
    case 'QuotaExceededError':
      return {
        reason: 'full',
        message:
          'Your browser’s storage is full. Your latest work is kept only until you close this tab. ' +
          'Download it to keep it, then free some space: Mailroom tries again with your next change.',
      }
    case 'VersionError':
      return {
        reason: 'newer',
        message:
          'A newer version of Mailroom has saved work in this browser, and this older page cannot add to it. ' +
          'Your work is kept only until you close this tab. Download it to keep it, then reload the page.',
      }
    default:
      return {
        reason: 'failed',
        message:
          'Your browser could not save just now. Your latest work is kept only until you close this tab. ' +
          'Download it to keep it. Mailroom tries again with your next change.',
      }
  }
}
