import type { InboxNews } from '../panels/inbox-events.ts'
import type { Followed } from '../panels/followed.ts'
import type { MrInbox } from '../panels/inbox.ts'
import type { KeepDataChange, RedisNews } from '../panels/redis-events.ts'
import type { MrRedis } from '../panels/redis.ts'
import type { MrWeb } from '../panels/web.ts'
import type { Past } from '../stage/past/past.ts'
import type { StepSession } from '../session/step-session.ts'

/** A panel of what the program talks to, or of who talks to the program. */
export type PanelId = 'redis' | 'inbox' | 'web'

/**
 * The panels that only some steps have, downloaded for the first of them. One element each for all layouts and steps:
 * moved, not made anew, so that what it shows stays.
 *
 *     const panels = new SidePanels(() => this.requestUpdate())
 *     await panels.open(session)          // panels.elements.redis, panels.news.redis
 */
export class SidePanels {
  readonly #changed: () => void
  readonly elements: { redis?: MrRedis; inbox?: MrInbox; web?: MrWeb } = {}
  /** They stand in the place of those above while a moment of the past is looked at, so that these lose nothing. */
  readonly #past: { redis?: MrRedis; inbox?: MrInbox } = {}
  /** What came while nobody saw the panel. */
  readonly news: { [id in PanelId]?: number } = {}
  #session: StepSession | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** @throws when a panel could not be downloaded */
  async open(session: StepSession): Promise<void> {
    this.#session = session
    this.news.redis = this.news.inbox = 0
    const { hasRedis, hasMail, hasApp } = session.needs
    const { redis, inbox, web } = this.elements
    await Promise.all([
      hasRedis && !redis ? import('../panels/redis.ts') : undefined,
      hasMail && !inbox ? import('../panels/inbox.ts') : undefined,
      hasApp && !web ? import('../panels/web.ts') : undefined,
    ])
    if (this.#session !== session) return
    if (hasRedis) this.elements.redis ??= this.#makeRedis()
    if (hasMail) this.elements.inbox ??= this.#makeInbox()
    if (hasApp) this.elements.web ??= document.createElement('mr-web')
  }

  /** The panel to be seen: that of the past if a moment of it is looked at. */
  elementOf(id: PanelId, past: Past | null): HTMLElement | null {
    const live = this.elements[id] ?? null
    return past && id !== 'web' ? (this.#past[id] ?? live) : live
  }

  /** Gives the panels what they show. */
  update(isSeen: (id: PanelId) => boolean, past: Past | null, followed: Followed | null = null): void {
    const session = this.#session
    if (!session) return
    this.#updatePast(past, followed)
    const { snapshot, lesson, needs } = session
    const { redis, inbox, web } = this.elements
    if (web && needs.hasApp) {
      web.scope = lesson.id
      web.suggestions = lesson.requests ?? []
      web.code = snapshot.text
      web.ask = session.ask
    }
    if (inbox && needs.hasMail) {
      inbox.link = snapshot.services
      inbox.isSeen = isSeen('inbox')
      inbox.followed = followed
    }
    if (redis && needs.hasRedis) {
      const isLive = ['starting', 'running', 'waiting', 'serving'].includes(snapshot.run.kind)
      redis.scope = lesson.id
      redis.link = snapshot.services
      redis.keepsData = snapshot.keepsData
      redis.isSeen = isSeen('redis')
      redis.followed = followed
      // Between runs time is real; at full speed it leaps, and the states say where to.
      redis.rate = !isLive ? 1 : snapshot.speed === 'fast' ? 0 : snapshot.speed
    }
  }

  #updatePast(past: Past | null, followed: Followed | null): void {
    if (past && this.elements.redis) this.#past.redis ??= document.createElement('mr-redis')
    if (past && this.elements.inbox) this.#past.inbox ??= document.createElement('mr-inbox')
    for (const panel of Object.values(this.#past)) {
      panel.isPast = true
      panel.followed = followed
      panel.link = past?.services ?? null
    }
    if (this.#past.redis) this.#past.redis.rate = 0
  }

  #makeRedis(): MrRedis {
    const redis = document.createElement('mr-redis')
    redis.addEventListener('redis-news', (event) => {
      this.news.redis = (event as RedisNews).count
      this.#changed()
    })
    redis.addEventListener('keep-data-change', (event) => {
      this.#session?.setKeepsData((event as KeepDataChange).keepsData)
    })
    redis.addEventListener('data-reset', () => this.#session?.resetData())
    return redis
  }

  #makeInbox(): MrInbox {
    const inbox = document.createElement('mr-inbox')
    inbox.addEventListener('inbox-news', (event) => {
      this.news.inbox = (event as InboxNews).count
      this.#changed()
    })
    return inbox
  }
}
