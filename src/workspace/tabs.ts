import type { StepId } from '../course/lesson.ts'
import { isRecord, isStepId } from './shape.ts'

/** One tab → all others: this was changed in the store. What it is now is read from there. */
export type TabNews =
  | { readonly kind: 'draft'; readonly step: StepId }
  | { readonly kind: 'progress' }
  | { readonly kind: 'settings' }

/** What is needed of BroadcastChannel. */
export type ChannelClass = new (
  name: string,
) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>

/**
 * The other tabs of this browser. Without BroadcastChannel nobody hears anything; drafts are still safe, by revision.
 *
 *     const tabs = new Tabs(BroadcastChannel, 'mailroom', (news) => reload(news))
 *     tabs.tell({ kind: 'progress' })
 *     tabs.close()
 */
export class Tabs {
  readonly #channel: InstanceType<ChannelClass> | null

  constructor(channelClass: ChannelClass | null, name: string, onNews: (news: TabNews) => void) {
    this.#channel = openChannel(channelClass, name)
    this.#channel?.addEventListener('message', (event) => {
      const news = readNews(event.data)
      if (news) onNews(news)
    })
  }

  tell(news: TabNews): void {
    try {
      this.#channel?.postMessage(news)
    } catch {
      // Closed: whoever asked for the save has left already, and revisions keep the other tabs safe.
    }
  }

  close(): void {
    this.#channel?.close()
  }
}

function openChannel(channelClass: ChannelClass | null, name: string): InstanceType<ChannelClass> | null {
  try {
    return channelClass ? new channelClass(name) : null
  } catch {
    return null
  }
}

function readNews(value: unknown): TabNews | null {
  if (!isRecord(value)) return null
  const { kind, step } = value
  if (kind === 'draft') return isStepId(step) ? { kind, step } : null
  return kind === 'progress' || kind === 'settings' ? { kind } : null
}
