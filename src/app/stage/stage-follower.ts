import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { StageChange, type StageModel } from './stage-model.ts'

/**
 * Draws an element anew whenever its model says that it changed.
 *
 *     @property({ attribute: false }) model: StageModel | null = null
 *     constructor() { super(); new StageFollower(this, () => this.model) }
 */
export class StageFollower implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #model: () => StageModel | null
  #followed: StageModel | null = null

  constructor(host: ReactiveControllerHost, model: () => StageModel | null) {
    this.#host = host
    this.#model = model
    host.addController(this)
  }

  hostConnected(): void {
    this.#follow(this.#model())
  }

  hostDisconnected(): void {
    this.#follow(null)
  }

  hostUpdate(): void {
    this.#follow(this.#model())
  }

  #follow(model: StageModel | null): void {
    if (model === this.#followed) return
    this.#followed?.removeEventListener(StageChange.type, this.#changed)
    this.#followed = model
    model?.addEventListener(StageChange.type, this.#changed)
  }

  readonly #changed = (): void => this.#host.requestUpdate()
}
