import learnerScript from './learner-worker.ts?bundle-text'
import type { WorkerRole } from '../wire/sandbox-messages.ts'
import type { SandboxScripts } from './scripts.ts'

type Install = (role: WorkerRole, script: string) => void

/**
 * Which scripts the frame has. Large ones come when they are needed first, and stay: once a program has used a client,
 * every spare worker is made with the clients already in it.
 */
export class FrameScripts {
  readonly #sources: SandboxScripts
  readonly #loading = new Map<keyof SandboxScripts, Promise<string>>()
  readonly #loaded = new Map<keyof SandboxScripts, string>()
  /** What the frame has of each role. */
  readonly #installed = new Map<WorkerRole, string>()
  #install: Install

  constructor(sources: SandboxScripts, install: Install) {
    this.#sources = sources
    this.#install = install
    this.#installAll()
  }

  /** There is a new frame, which has nothing. */
  reinstall(install: Install): void {
    this.#install = install
    this.#installed.clear()
    this.#installAll()
  }

  /** Whether the frame has all of them already. */
  has(names: readonly (keyof SandboxScripts)[]): boolean {
    return names.every((name) => this.#loaded.has(name))
  }

  /** Rejects with a sentence for the learner; the next call tries again. */
  async load(names: readonly (keyof SandboxScripts)[]): Promise<void> {
    const scripts = await Promise.all(names.map((name) => this.#fetch(name)))
    for (const [at, name] of names.entries()) this.#loaded.set(name, scripts[at] ?? '')
    // All at once: a worker that is started with one part is of no use when the next part comes.
    this.#installAll()
  }

  async #fetch(name: keyof SandboxScripts): Promise<string> {
    const pending = this.#loading.get(name) ?? this.#sources[name]()
    this.#loading.set(name, pending)
    try {
      return await pending
    } catch (error) {
      this.#loading.delete(name)
      throw error
    }
  }

  #installAll(): void {
    this.#update('learner', this.#withClients(this.#loaded.get('world') ?? learnerScript))
    this.#update('checker', this.#withClients(this.#loaded.get('checker')))
    this.#update('services', this.#loaded.get('services'))
  }

  #update(role: WorkerRole, script: string | undefined): void {
    if (script === undefined || this.#installed.get(role) === script) return
    this.#installed.set(role, script)
    this.#install(role, script)
  }

  #withClients(script: string | undefined): string | undefined {
    const clients = this.#loaded.get('clients')
    // What lives in no world has no network that a client could dial.
    if (clients === undefined || script === undefined || script === learnerScript) return script
    return `${clients}\n${script}`
  }
}
