import type { ChannelClass } from './tabs.ts'

/** All have the browser's own as defaults; null stands for a browser that has none. */
export interface WorkspaceOptions {
  /** Of the database, and of the channel to the other tabs. */
  readonly name?: string
  readonly indexedDB?: IDBFactory | null
  readonly BroadcastChannel?: ChannelClass | null
  /** Milliseconds since 1970. */
  readonly clock?: () => number
  /** How long the browser may take to open the database, and for each transaction. */
  readonly limitMs?: number
}

/** The options with the browser's own where nothing is given. */
export function withDefaults(options: WorkspaceOptions): {
  readonly name: string
  readonly factory: IDBFactory | null
  readonly channelClass: ChannelClass | null
  readonly clock: () => number
  readonly limitMs: number
} {
  const { name = 'mailroom', clock = Date.now, limitMs = 3000 } = options
  const factory = options.indexedDB === undefined ? ownFactory() : options.indexedDB
  const ownChannel = globalThis.BroadcastChannel ?? null
  const channelClass = options.BroadcastChannel === undefined ? ownChannel : options.BroadcastChannel
  return { name, factory, channelClass, clock, limitMs }
}

/** Some browsers throw at the mere mention. */
function ownFactory(): IDBFactory | null {
  try {
    return globalThis.indexedDB ?? null
  } catch {
    return null
  }
}
