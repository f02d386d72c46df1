import type { Supplies } from '../runtime/supplies.ts'
import type { Threading } from '../runtime/threading/threading.ts'
import type { LoadedModule } from '../runtime/threading/find-export.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import type { LearnerToPage, RunProgram, TaskPorts } from '../wire/sandbox-messages.ts'
import type { ErrorData } from '../wire/error-data.ts'
import { captureConsole, type ConsoleCapture } from './console-capture.ts'
import { bindTimers, countTimers, type CountedTimers, type TimerScope } from './counted-timers.ts'
import { furnish } from './furnish.ts'
import { makeBlobModules, type BuiltinModules } from './module-loader.ts'
import { shutDoors } from './shut-doors.ts'
import { describeThrown, sourceUrl, type StackReader } from './stack.ts'
import type { ClockScope } from './worker-clock.ts'
import type { WorldKit } from './world-kit.ts'

/** The worker's global scope, as far as it is touched. */
export type LearnerScope = EventTarget &
  TimerScope &
  ClockScope & { performance: Performance; console: unknown; AbortSignal: typeof AbortSignal }

/** What the worker's script has brought along. */
export interface Luggage {
  /** Null: no program in a world can be served. */
  readonly kit: WorldKit | null
  /** Left by the scripts before its own. */
  readonly supplies: Supplies
}

export interface RoomOptions extends Luggage {
  readonly program: RunProgram
  readonly ports: Omit<TaskPorts, 'control'>
  readonly report: (message: LearnerToPage) => void
}

/** Where a program of the learner's lives: its time, its console, its network, its modules. */
export interface LearnerRoom {
  readonly output: ConsoleCapture
  readonly timers: CountedTimers
  /** The world's; null for a program in no world. */
  readonly clock: ScopeClock | null
  readonly threading: Threading | null
  /** Of the clients it was given; undefined without any. */
  readonly programHandles: NonNullable<Supplies['node']>['programHandles'] | undefined
  /** Real milliseconds. */
  now(): number
  /** The worker's own timer, in real milliseconds. */
  setRealTimeout(callback: () => void, ms: number): void
  readThrown(thrown: unknown): ErrorData
  /** Loads one of the program's modules. No time of the world's passes meanwhile. */
  load(name: string): Promise<object>
}

/**
 * Furnishes this worker for one program. Whatever is needed later to report truly is taken now, before the program's
 * modules are loaded.
 */
export async function openRoom(scope: LearnerScope, options: RoomOptions): Promise<LearnerRoom> {
  const { program, ports, report, kit, supplies } = options
  const now = scope.performance.now.bind(scope.performance)
  const own = bindTimers(scope)
  const clock = kit && ports.clock ? await kit.openClock(ports.clock, scope) : null
  const timers = countTimers(clock ?? scope)
  const output = captureConsole((entries) => report({ kind: 'console', entries }), {
    now,
    defer: (flush) => void own.setTimeout(flush, 10),
    ...(clock && { timerNow: clock.performanceNow }),
  })
  let reader: StackReader = { fileOf: () => undefined, linesBefore: 0 }
  const readThrown = (thrown: unknown): ErrorData => describeThrown(thrown, reader)
  let loaded: readonly LoadedModule[] = []

  plugIn(options, clock, timers)
  const threading =
    ports.threads &&
    kit?.makeThreading({
      frame: ports.threads,
      modules: () => loaded,
      report: (error, threadName) => output.addError(readThrown(error), threadName),
      sourceUrl,
      ...(clock && { hold: clock.hold }),
    })
  const builtins: BuiltinModules = {
    ...(kit && { schedule: kit.schedule, 'node:timers/promises': kit.timersPromises(timers) }),
    ...(threading && { threading: { ...threading } }),
    ...(supplies.modules as BuiltinModules),
  }
  watchUncaught(scope, output, readThrown)
  shutDoors(scope)
  furnish(scope, { console: output.console, timers, clock, makeFetch: supplies.makeFetch })

  const load = async (name: string): Promise<object> => {
    const release = clock?.hold()
    try {
      const urls = await makeBlobModules(program.modules, builtins, scope)
      reader = { fileOf: urls.fileOf, linesBefore: 0 }
      const module = (await import(/* @vite-ignore */ urls.urlOf(name))) as object
      // What it imports is loaded by now, and a thread may be started with a function of any of them.
      const others = threading && kit ? kit.importedModules(program.modules, name) : []
      loaded = [{ name, exports: module }]
      for (const other of others) {
        const exports = (await import(/* @vite-ignore */ urls.urlOf(other))) as object
        loaded = [...loaded, { name: other, exports }]
      }
      return module
    } finally {
      release?.()
    }
  }
  return {
    output,
    timers,
    clock,
    threading: threading ?? null,
    programHandles: supplies.node?.programHandles,
    now,
    setRealTimeout: (callback, ms) => void own.setTimeout(callback, ms),
    readThrown,
    load,
  }
}

/** Connects the clients to the world's network and to the program's timers. */
function plugIn(
  { supplies: { node }, ports }: RoomOptions,
  clock: ScopeClock | null,
  timers: CountedTimers,
): void {
  if (!node) return
  node.watchTimers({ setRef: timers.setRef, ...(clock && { stir: clock.stir }) })
  if (!ports.network) return
  node.plugIn(new node.RemoteNetwork(ports.network, clock ? { traffic: clock.traffic } : {}))
}

/** Registered before any other listener can be: the learner's code cannot keep an error from the console. */
function watchUncaught(
  scope: EventTarget,
  output: ConsoleCapture,
  readThrown: (thrown: unknown) => ErrorData,
): void {
  scope.addEventListener('error', (event) => {
    event.preventDefault()
    output.addError(readThrown((event as ErrorEvent).error))
  })
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    output.addError(readThrown((event as PromiseRejectionEvent).reason))
  })
}
