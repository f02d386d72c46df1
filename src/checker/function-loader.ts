import type { LoadedModule } from '../runtime/threading/find-export.ts'
import type { CompiledModule } from '../wire/program.ts'

export type Namespace = Readonly<Record<string, unknown>>

/** Turns a module's code into the async function it is the text of. */
export type Evaluate = (code: string, file: string) => ModuleFunction

type ModuleFunction = (
  importModule: (resolved: string) => Namespace,
  exportGetters: (getters: Record<string, () => unknown>) => void,
  load: (specifier: string) => Promise<Namespace>,
) => Promise<void>

/**
 * Loads modules compiled for the target `function`, each once, dependencies first.
 *
 *     const loader = new FunctionLoader(modules, evaluate, (name) => given.get(name))
 *     const { MyQueue } = await loader.load('exercise.ts')
 */
export class FunctionLoader {
  readonly #modules: Map<string, CompiledModule>
  readonly #evaluate: Evaluate
  readonly #provided: (name: string) => Namespace | undefined
  readonly #loaded = new Map<string, Promise<Namespace>>()
  readonly #ready = new Map<string, Namespace>()

  /** `provided` answers first: built-in modules, and files that another loader has loaded already. */
  constructor(
    modules: readonly CompiledModule[],
    evaluate: Evaluate,
    provided: (name: string) => Namespace | undefined,
  ) {
    this.#modules = new Map(modules.map((module) => [module.name, module]))
    this.#evaluate = evaluate
    this.#provided = provided
  }

  /** Its own modules that are loaded. */
  get loaded(): readonly LoadedModule[] {
    return [...this.#modules.keys()].flatMap((name) => {
      const exports = this.#ready.get(name)
      return exports ? [{ name, exports }] : []
    })
  }

  load(name: string): Promise<Namespace> {
    const provided = this.#provided(name)
    if (provided) {
      this.#ready.set(name, provided)
      return Promise.resolve(provided)
    }
    const loaded = this.#loaded.get(name) ?? this.#loadModule(name)
    this.#loaded.set(name, loaded)
    return loaded
  }

  async #loadModule(name: string): Promise<Namespace> {
    const module = this.#modules.get(name)
    if (!module) throw new Error(`Cannot find module '${name}'`)
    for (const site of module.imports) await this.load(site.resolved)
    const getters: Record<string, PropertyDescriptor> = {}
    const namespace = Object.create(null) as Namespace
    const run = this.#evaluate(module.code, name)
    await run(
      (resolved) => {
        const imported = this.#ready.get(resolved)
        if (!imported) throw new Error(`Module '${resolved}' is not loaded yet`)
        return imported
      },
      (added) => {
        for (const [key, get] of Object.entries(added)) getters[key] = { get, enumerable: true }
        Object.defineProperties(namespace, getters)
      },
      (specifier) => this.load(this.#resolve(module, specifier)),
    )
    this.#ready.set(name, namespace)
    return namespace
  }

  #resolve(module: CompiledModule, specifier: string): string {
    return module.imports.find((site) => site.specifier === specifier)?.resolved ?? specifier
  }
}
