import type { Tab } from '../shell/tabs.ts'
import type { StepNeeds } from '../session/step-needs.ts'
import type { StepSession } from '../session/step-session.ts'
import type { Past } from '../stage/past/past.ts'
import type { StageHost, StageSetting } from '../stage/stage-host.ts'
import type { PanelId, SidePanels } from './side-panels.ts'

/** A panel beside console and check. */
export interface SidePanel extends Tab {
  readonly id: PanelId
  /** Null until it has come. */
  readonly element: HTMLElement | null
}

const names: readonly { readonly id: PanelId; readonly label: string; readonly need: keyof StepNeeds }[] = [
  { id: 'redis', label: 'Redis', need: 'hasRedis' },
  { id: 'inbox', label: 'Inbox', need: 'hasMail' },
  { id: 'web', label: 'Web', need: 'hasApp' },
]

/**
 * What one needs later, or in some steps only, and is downloaded meanwhile: results, hints, notices, the list of
 * problems; the panels of Redis and of mail, the choice of a speed; after the first run, the stage.
 *
 *     const extras = new StepExtras(() => this.requestUpdate())
 *     void extras.load(session)           // later: extras.panels
 */
export class StepExtras {
  readonly #changed: () => void
  #side: SidePanels | null = null
  #stage: StageHost | null = null
  #isStageComing = false
  #session: StepSession | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Those that the step has a use for. */
  get panels(): readonly SidePanel[] {
    const needs = this.#session?.needs
    return names.flatMap(({ id, label, need }) => {
      const news = this.#side?.news[id] ?? 0
      const badge = news > 99 ? '99+' : news || undefined
      const element = this.#side?.elementOf(id, this.past) ?? null
      return needs?.[need] ? [{ id, label, badge, element }] : []
    })
  }

  /** Null until it has come. */
  get stage(): StageHost | null {
    return this.#stage
  }

  /** The moment that is looked at on the stage; null: how things stand now. */
  get past(): Past | null {
    return this.#stage?.past ?? null
  }

  /** @throws when it could not be downloaded */
  async loadStage(): Promise<StageHost> {
    const { StageHost } = await import('../stage/stage-host.ts')
    this.#stage ??= new StageHost(this.#changed)
    this.#changed()
    return this.#stage
  }

  /** @throws when a part could not be downloaded */
  async load(session: StepSession): Promise<void> {
    this.#session = session
    await Promise.all([
      import('./results.ts'),
      import('./hints.ts'),
      import('./notices.ts'),
      import('../panels/problems.ts'),
      session.needs.hasTime ? import('./speed.ts') : undefined,
      this.panels.length > 0 ? this.#loadPanels(session) : undefined,
    ])
    if (this.#session === session) this.#changed()
  }

  /** Gives the panels and the stage what they show. */
  update(isPanelSeen: (id: PanelId) => boolean, setting: StageSetting): void {
    const { kind } = setting.session.snapshot.run
    if (!this.#isStageComing && (kind === 'ended' || kind === 'serving')) {
      this.#isStageComing = true
      // Who opens it before it has come asks once more.
      this.loadStage().catch(() => (this.#isStageComing = false))
    }
    this.#stage?.update(setting)
    this.#side?.update(isPanelSeen, this.past, this.#stage?.followed)
  }

  async #loadPanels(session: StepSession): Promise<void> {
    const { SidePanels } = await import('./side-panels.ts')
    this.#side ??= new SidePanels(this.#changed)
    await this.#side.open(session)
  }
}
