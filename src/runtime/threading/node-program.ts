import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import type { EvaluatedModules, FetchFunctionOptions, FetchResult } from 'vite/module-runner'
import type { LoadedModule } from './find-export.ts'
import type { ProgramClock } from './node-clock-ports.ts'

/**
 * A module that every thread loads before the learner's, to prepare its surroundings, and what it is told. It exports
 * `prepareThread(data, clock)`; the clock is the thread's, or null.
 */
export interface ThreadPreload {
  /** Its address. */
  readonly module: string
  readonly data: unknown
}

/**
 * A program in Node: modules that vite transforms, for vitest or for a tool of ours, and how a thread gets them too. So
 * a thread sees the same TypeScript, aliases and stand-in files as the program that started it.
 */
export interface NodeProgram {
  readonly evaluated: EvaluatedModules
  fetchModule(id: string, importer?: string, options?: FetchFunctionOptions): Promise<FetchResult>
  /** One number, shared by all threads of the program: how many are alive. */
  readonly alive: Int32Array<SharedArrayBuffer>
  readonly preloads: ThreadPreload[]
  /** By which its threads live; null for real time. */
  clock: ProgramClock | null
  /** Ends each thread that it has started and that has not ended yet. */
  readonly endings: Set<() => Promise<void>>
}

/** Where a program is found by those who cannot be handed it: `threading` is imported, and takes no parameters. */
const programKey = Symbol.for('mailroom.program')

type Globals = { [programKey]?: NodeProgram; __vitest_worker__?: VitestWorker }

/** The part of vitest 4.1.12's worker state that threads need; the version is pinned. */
interface VitestWorker {
  readonly evaluatedModules: EvaluatedModules
  readonly environment: { readonly name: string; readonly viteEnvironment?: string }
  readonly rpc: {
    fetch(
      id: string,
      importer: string | undefined,
      environment: string,
      options?: FetchFunctionOptions,
    ): Promise<FetchResult | VitestFile>
  }
}

/** vitest puts a module's code into a file where its workers are processes. */
type VitestFile = { readonly cached: true; readonly tmp: string } & Omit<
  Extract<FetchResult, { code: string }>,
  'code'
>

/** Makes a program known to the `threading` that it imports. */
export function provideProgram(program: Pick<NodeProgram, 'evaluated' | 'fetchModule'>): NodeProgram {
  const whole = {
    evaluated: program.evaluated,
    fetchModule: remember((...parameters) => program.fetchModule(...parameters)),
    alive: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    preloads: [],
    clock: null,
    endings: new Set<() => Promise<void>>(),
  }
  return setProgram(whole)
}

/** Every thread asks for the same modules, and asking costs a round trip to vite's process each. */
function remember(fetchModule: NodeProgram['fetchModule']): NodeProgram['fetchModule'] {
  const known = new Map<string, Promise<FetchResult>>()
  return (id, importer, options) => {
    const key = JSON.stringify([id, importer])
    // Whoever has the module already is told so, without its code.
    const result = options?.cached ? undefined : known.get(key)
    if (result) return result
    const fetched = fetchModule(id, importer, options)
    if (!options?.cached) known.set(key, fetched)
    fetched.catch(() => known.delete(key))
    return fetched
  }
}

/** For a thread: it belongs to the program of whoever started it. */
export function setProgram(program: NodeProgram): NodeProgram {
  ;(globalThis as Globals)[programKey] = program
  return program
}

/** @throws Error outside of vitest and of `openProgram` */
export function currentProgram(): NodeProgram {
  const globals = globalThis as Globals
  const vitest = globals.__vitest_worker__
  const known = globals[programKey]
  // vitest may go on to the next test file in the same thread with modules of their own.
  if (known && (!vitest || known.evaluated === vitest.evaluatedModules)) return known
  if (vitest) return provideProgram(vitestProgram(vitest))
  throw new Error(
    'Threads need the course’s own way to run a file, since Node alone cannot load TypeScript in one. Run it with vitest, or with openProgram().',
  )
}

/**
 * Has every thread of the program load a module first: for what changes Node's own modules, such as where connections go.
 * Returns the function that ends this for the threads to come.
 */
export function preloadInThreads(preload: ThreadPreload): () => void {
  const { preloads } = currentProgram()
  preloads.push(preload)
  return () => void preloads.splice(preloads.indexOf(preload), 1)
}

/** Has the threads of the program live by a clock. Returns the function that lets those to come live in real time. */
export function giveThreadsClock(clock: ProgramClock): () => void {
  const program = currentProgram()
  program.clock = clock
  return () => {
    program.clock = null
  }
}

/** Ends all threads of the program that are alive; resolves when they have ended. */
export async function endThreads(): Promise<void> {
  const { endings } = currentProgram()
  await Promise.all([...endings].map((end) => end()))
}

/** The modules of the program that are its own, and not a package's. */
export function* ownModules({ evaluated }: NodeProgram): Generator<LoadedModule> {
  for (const { id, exports } of evaluated.idToModuleMap.values()) {
    if (typeof exports === 'object' && exports !== null && !id.includes('/node_modules/')) {
      yield { name: id, exports }
    }
  }
}

function vitestProgram({
  evaluatedModules,
  environment,
  rpc,
}: VitestWorker): Parameters<typeof provideProgram>[0] {
  return {
    evaluated: evaluatedModules,
    async fetchModule(id, importer, options) {
      if (isBuiltin(id)) return { externalize: id, type: 'builtin' }
      const result = await rpc.fetch(id, importer, environment.viteEnvironment ?? environment.name, options)
      if (!('tmp' in result)) return result
      const { file, id: resolved, url, invalidate } = result
      return { code: readFileSync(result.tmp, 'utf8'), file, id: resolved, url, invalidate }
    },
  }
}
