import { describeFailure, someCorrupt } from './storage-state.ts'
import type { NotSaved, StorageState } from './storage-state.ts'

const saving: StorageState = { kind: 'saving' }

/**
 * Watches all work in the store and knows from it whether work is being saved. A failure lasts until storing works and
 * nothing is left unsaved; damage that was found is told until a text is saved again.
 *
 *     const result = await monitor.watch(connection.run(work))     // rejects as the work does
 *     if (monitor.isBack) monitor.recover()
 */
export class StorageMonitor {
  readonly #onChange: () => void
  #state: StorageState = saving
  #failure: NotSaved | null = null
  #isWorking = false
  /** How often damage was found, and how often that had been when a text was last saved. */
  #damages = 0
  #damagesPassed = 0

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): StorageState {
    return this.#state
  }

  /** Something failed, and what was tried after it worked. */
  get isBack(): boolean {
    return this.#failure !== null && this.#isWorking
  }

  get damages(): number {
    return this.#damages
  }

  async watch<T>(work: Promise<T>): Promise<T> {
    try {
      const result = await work
      this.#isWorking = true
      return result
    } catch (error) {
      this.#isWorking = false
      this.#failure = describeFailure(error)
      this.#tell()
      throw error
    }
  }

  /** Nothing is unsaved any more. */
  recover(): void {
    this.#failure = null
    this.#tell()
  }

  noteDamage(): void {
    this.#damages += 1
    this.#tell()
  }

  /** A text was saved: the damage found before it is known by now. `damages` is how often there was some then. */
  passDamage(damages: number): void {
    this.#damagesPassed = Math.max(this.#damagesPassed, damages)
    this.#tell()
  }

  #tell(): void {
    const state = this.#failure ?? (this.#damages > this.#damagesPassed ? someCorrupt : saving)
    if (messageOf(state) === messageOf(this.#state)) return
    this.#state = state
    this.#onChange()
  }
}

/** Each failure has a message of its own, and 'saving' has none. */
function messageOf(state: StorageState): string {
  return state.kind === 'saving' ? '' : state.message
}
