import type { Lesson } from '../../course/lesson.ts'
import type { StepWorkspace } from './step-services.ts'
import { storedState, type SaveState, type StoredState } from './step-snapshot.ts'

const workspaceEvents = ['progress-change', 'settings-change', 'storage-change'] as const

/**
 * What of an open step lives in the workspace: where its text is saved, its progress, the learner's settings.
 *
 *     const stored = new StoredStep(workspace, lesson, (state) => change(state))
 *     const stop = stored.start()
 */
export class StoredStep {
  readonly #workspace: StepWorkspace
  readonly #lesson: Lesson
  readonly #changed: (state: StoredState) => void
  #save: SaveState = { kind: 'saved' }

  constructor(workspace: StepWorkspace, lesson: Lesson, changed: (state: StoredState) => void) {
    this.#workspace = workspace
    this.#lesson = lesson
    this.#changed = changed
  }

  /** Tells of each change from now on; returns the function that ends it. */
  start(): () => void {
    const tell = (): void => this.#changed(this.state)
    for (const type of workspaceEvents) this.#workspace.addEventListener(type, tell)
    return () => {
      for (const type of workspaceEvents) this.#workspace.removeEventListener(type, tell)
    }
  }

  get state(): StoredState {
    return { save: this.#shownSave, ...storedState(this.#workspace, this.#lesson) }
  }

  /** The draft was saved, or was not. Returns what is to be shown of it. */
  saved(save: SaveState): SaveState {
    this.#save = save
    return this.#shownSave
  }

  /** What is saved into a workspace that lives only on this page is not saved. */
  get #shownSave(): SaveState {
    const { storage } = this.#workspace
    const isOnlyHere = storage.kind === 'not-saved' && this.#save.kind !== 'conflict'
    return isOnlyHere ? { kind: 'not-saved', message: storage.message } : this.#save
  }
}
