import type { Run } from './connection.ts'
import { defaultSettings, isSameSettings, mergeSettings } from './settings.ts'
import type { Settings } from './settings.ts'

interface SettingsKeeperOptions {
  readonly run: Run
  readonly onChange: () => void
  /** This tab stored something new. */
  readonly onSaved: () => void
}

/** The settings as one snapshot: changed at once, then stored; what cannot be stored is tried again. */
export class SettingsKeeper {
  readonly #run: Run
  readonly #onChange: () => void
  readonly #onSaved: () => void
  /** Changes that are not stored yet. */
  #pending: Partial<Settings> = {}
  #snapshot: Settings = defaultSettings

  constructor({ run, onChange, onSaved }: SettingsKeeperOptions) {
    this.#run = run
    this.#onChange = onChange
    this.#onSaved = onSaved
  }

  get snapshot(): Settings {
    return this.#snapshot
  }

  get hasUnsaved(): boolean {
    return Object.keys(this.#pending).length > 0
  }

  async change(changes: Partial<Settings>): Promise<void> {
    this.#pending = { ...this.#pending, ...changes }
    this.#show(mergeSettings(this.#snapshot, changes))
    await this.flush()
  }

  /** Takes in what is stored, null if nothing is; changes of this tab that are still to be stored stay. */
  add(stored: Settings | null): void {
    this.#show(mergeSettings(stored ?? this.#snapshot, this.#pending))
  }

  async flush(): Promise<void> {
    const changes = this.#pending
    if (Object.keys(changes).length === 0) return
    try {
      const [stored, isNew] = await this.#run(async (records) => {
        const current = await records.settings()
        const next = mergeSettings(current ?? defaultSettings, changes)
        const isNewInStore = !current || !isSameSettings(current, next)
        if (isNewInStore) await records.putSettings(next)
        return [next, isNewInStore]
      })
      // What came meanwhile is stored by its own call, which brings these along.
      if (this.#pending === changes) this.#pending = {}
      this.add(stored)
      if (isNew) this.#onSaved()
    } catch {
      // They stay pending.
    }
  }

  #show(settings: Settings): void {
    if (isSameSettings(settings, this.#snapshot)) return
    this.#snapshot = settings
    this.#onChange()
  }
}
