import learnerScript from './learner-worker.ts?bundle-text'
import type { WorkerRole } from '../wire/sandbox-messages.ts'
import type { SandboxScript, SandboxScripts } from './scripts.ts'

type Install = (role: WorkerRole, script: string) => void

/** In this order they go before a worker's own script. */
const moduleScripts = ['node', 'ioredis', 'nodemailer', 'hono', 'fetch', 'recorder'] as const

/**
 * Which scripts the frame has. Large ones come when they are needed first, and stay: once a program has used a client,
 * every spare worker is made with the client already in it.
 */
export class FrameScripts {
  readonly #sources: SandboxScripts
  readonly #loading = new Map<SandboxScript, Promise<string>>()
  readonly #loaded = new Map<SandboxScript, string>()
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
  has(names: readonly SandboxScript[]): boolean {
    return names.every((name) => this.#loaded.has(name))
  }

  /** Rejects with a sentence for the learner; the next call tries again. */
  async load(names: readonly SandboxScript[]): Promise<void> {
    const scripts = await Promise.all(names.map((name) => this.#fetch(name)))
    for (const [at, name] of names.entries()) this.#loaded.set(name, scripts[at] ?? '')
    // All at once: a worker that is started with one part is of no use when the next part comes.
    this.#installAll()
  }

  async #fetch(name: SandboxScript): Promise<string> {
    const pending = this.#loading.get(name) ?? this.#sources(name)
    this.#loading.set(name, pending)
    try {
      return await pending
    } catch (error) {
      this.#loading.delete(name)
      throw error
    }
  }

  #installAll(): void {
    this.#update('learner', this.#withModules(this.#loaded.get('world') ?? learnerScript, moduleScripts))
    this.#update('checker', this.#withModules(this.#loaded.get('checker'), [...moduleScripts, 'inbox']))
    this.#update('services', this.#loaded.get('services'))
  }

  #update(role: WorkerRole, script: string | undefined): void {
    if (script === undefined || this.#installed.get(role) === script) return
    this.#installed.set(role, script)
    this.#install(role, script)
  }

  #withModules(script: string | undefined, names: readonly SandboxScript[]): string | undefined {
    if (script === undefined) return script
    const before = names.flatMap((name) => this.#loaded.get(name) ?? [])
    return [...before, script].join('\n')
  }
}
