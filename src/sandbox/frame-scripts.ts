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
  #install: Install

  constructor(sources: SandboxScripts, install: Install) {
    this.#sources = sources
    this.#install = install
    install('learner', learnerScript)
  }

  /** There is a new frame, which has nothing. */
  reinstall(install: Install): void {
    this.#install = install
    this.#installLearner()
    if (this.#loaded.has('checker')) this.#installChecker()
    const services = this.#loaded.get('services')
    if (services !== undefined) install('services', services)
  }

  /** Whether the frame has all of them already. */
  has(names: readonly (keyof SandboxScripts)[]): boolean {
    return names.every((name) => this.#loaded.has(name))
  }

  /** Rejects with a sentence for the learner; the next call tries again. */
  async load(names: readonly (keyof SandboxScripts)[]): Promise<void> {
    await Promise.all(names.map((name) => this.#load(name)))
  }

  #load(name: keyof SandboxScripts): Promise<string> {
    const pending = this.#loading.get(name) ?? this.#fetch(name)
    this.#loading.set(name, pending)
    return pending
  }

  async #fetch(name: keyof SandboxScripts): Promise<string> {
    try {
      const script = await this.#sources[name]()
      this.#loaded.set(name, script)
      if (name === 'services') this.#install('services', script)
      if (name === 'world' || (name === 'clients' && this.#loaded.has('world'))) this.#installLearner()
      if (name === 'checker' || (name === 'clients' && this.#loaded.has('checker'))) this.#installChecker()
      return script
    } catch (error) {
      this.#loading.delete(name)
      throw error
    }
  }

  #installLearner(): void {
    const world = this.#loaded.get('world')
    this.#install('learner', world === undefined ? learnerScript : this.#withClients(world))
  }

  #installChecker(): void {
    this.#install('checker', this.#withClients(this.#loaded.get('checker') ?? ''))
  }

  #withClients(script: string): string {
    const clients = this.#loaded.get('clients')
    return clients === undefined ? script : `${clients}\n${script}`
  }
}
