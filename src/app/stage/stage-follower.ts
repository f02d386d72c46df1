import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { StageChange, type StageModel } from './stage-model.ts'

/**
 * Draws an element anew whenever its model says that it changed, as long as it is on the page.
 *
 *     @property({ attribute: false }) model: StageModel | null = null
 *     constructor() { super(); new StageFollower(this, () => this.model) }
 */
export class StageFollower implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #model: () => StageModel | null
  #followed: StageModel | null = null
  #isConnected = false

  constructor(host: ReactiveControllerHost, model: () => StageModel | null) {
    this.#host = host
    this.#model = model
    host.addController(this)
  }

  hostConnected(): void {
    this.#isConnected = true
    this.#follow(this.#model())
    // For what it has missed.
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#isConnected = false
    this.#follow(null)
  }

  hostUpdate(): void {
    if (this.#isConnected) this.#follow(this.#model())
  }

  #follow(model: StageModel | null): void {
    if (model === this.#followed) return
    this.#followed?.removeEventListener(StageChange.type, this.#changed)
    this.#followed = model
    model?.addEventListener(StageChange.type, this.#changed)
  }

  readonly #changed = (): void => this.#host.requestUpdate()
}
