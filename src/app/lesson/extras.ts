import type { MrRedis } from '../panels/redis.ts'
import type { KeepDataChange, RedisNews } from '../panels/redis-events.ts'
import type { StepSession } from '../step-session.ts'

/**
 * What one needs later, or in some steps only, and is downloaded meanwhile: results, hints, notices, the list of
 * problems; the Redis panel, the choice of a speed.
 *
 *     const extras = new StepExtras(() => this.requestUpdate())
 *     void extras.load(session)           // later: extras.redis, extras.news
 */
export class StepExtras {
  readonly #changed: () => void
  /** One element for all layouts and steps: moved, not made anew, so that what it shows stays. */
  #redis: MrRedis | null = null
  #session: StepSession | null = null
  #news = 0

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Null for a step without Redis, and until the panel has come. */
  get redis(): MrRedis | null {
    return this.#session?.needs.hasRedis ? this.#redis : null
  }

  /** Commands that came while nobody saw the panel. */
  get news(): number {
    return this.#news
  }

  /** @throws when a part could not be downloaded */
  async load(session: StepSession): Promise<void> {
    this.#session = session
    this.#news = 0
    const { hasRedis, hasTime } = session.needs
    await Promise.all([
      import('./results.ts'),
      import('./hints.ts'),
      import('./notices.ts'),
      import('../panels/problems.ts'),
      hasTime ? import('./speed.ts') : undefined,
      hasRedis && !this.#redis ? import('../panels/redis.ts') : undefined,
    ])
    if (this.#session !== session) return
    if (hasRedis) this.#redis ??= this.#makeRedis()
    this.#changed()
  }

  /** Gives the panel what it shows. */
  update(isSeen: boolean): void {
    const { redis } = this
    const session = this.#session
    if (!redis || !session) return
    const { snapshot, lesson } = session
    const isLive = ['starting', 'running', 'waiting'].includes(snapshot.run.kind)
    redis.scope = lesson.id
    redis.link = snapshot.redis
    redis.keepsData = snapshot.keepsData
    redis.isSeen = isSeen
    // Between runs time is real; at full speed it leaps, and the states say where to.
    redis.rate = !isLive ? 1 : snapshot.speed === 'fast' ? 0 : snapshot.speed
  }

  #makeRedis(): MrRedis {
    const redis = document.createElement('mr-redis')
    redis.addEventListener('redis-news', (event) => {
      this.#news = (event as RedisNews).count
      this.#changed()
    })
    redis.addEventListener('keep-data-change', (event) => {
      this.#session?.setKeepsData((event as KeepDataChange).keepsData)
    })
    redis.addEventListener('data-reset', () => this.#session?.resetData())
    return redis
  }
}
