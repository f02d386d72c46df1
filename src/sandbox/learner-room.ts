import type { Supplies } from '../runtime/supplies.ts'
import type { Threading } from '../runtime/threading/threading.ts'
import type { LoadedModule } from '../runtime/threading/find-export.ts'
import type { ScopeClock } from '../runtime/scope-clock.ts'
import type { LearnerToPage, RunProgram, TaskPorts } from '../wire/sandbox-messages.ts'
import type { ErrorData } from '../wire/error-data.ts'
import { linesModule } from '../wire/program.ts'
import { captureConsole, type ConsoleCapture } from './console-capture.ts'
import { bindTimers, countTimers, type CountedTimers, type TimerScope } from './counted-timers.ts'
import { furnish } from './furnish.ts'
import { LaneRecorder } from './lane-recorder.ts'
import { makeBlobModules, type BuiltinModules } from './module-loader.ts'
import { recordTimers } from './recorded-timers.ts'
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
  /** What it is called in the recording; undefined: it is not recorded. */
  readonly lane: string | undefined
  readonly report: (message: LearnerToPage) => void
}

/** Where a program of the learner's lives: its time, its console, its network, its modules. */
export interface LearnerRoom {
  readonly output: ConsoleCapture
  /** Null: nothing is recorded. */
  readonly recorder: LaneRecorder | null
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
  const { program, ports, lane, report, kit, supplies } = options
  const now = scope.performance.now.bind(scope.performance)
  const { timeOrigin } = scope.performance
  const own = bindTimers(scope)
  const clock = kit && ports.clock ? await kit.openClock(ports.clock, scope) : null
  const timers = countTimers(clock ?? scope)
  const recorder =
    lane === undefined
      ? null
      : new LaneRecorder({
          lane,
          post: ports.trace ? ports.trace.postMessage.bind(ports.trace) : report,
          at: clock ? clock.now : (ms) => timeOrigin + ms,
          now,
          defer: kit ? kit.taskQueue() : (flush) => void own.setTimeout(flush, 10),
        })
  const programTimers = recorder ? recordTimers(timers, (event) => recorder.add(event)) : timers
  const output = captureConsole((entries) => report({ kind: 'console', entries }), {
    now,
    defer: (flush) => void own.setTimeout(flush, 10),
    ...(clock && { timerNow: clock.performanceNow }),
    // Errors are kept whatever else there is.
    ...(recorder && { tell: (entry) => recorder.add({ kind: 'console', entry }, Boolean(entry.error)) }),
  })
  let reader: StackReader = { fileOf: () => undefined, linesBefore: 0 }
  const readThrown = (thrown: unknown): ErrorData => describeThrown(thrown, reader)
  let loaded: readonly LoadedModule[] = []

  plugIn(options, { clock, timers, recorder })
  const threading =
    ports.threads &&
    kit?.makeThreading({
      frame: ports.threads,
      modules: () => loaded,
      report: (error, threadName) => output.addError(readThrown(error), threadName),
      sourceUrl,
      ...(clock && { hold: clock.hold }),
      ...(recorder && { onSpawn: kit.threadTeller(recorder) }),
    })
  const builtins: BuiltinModules = {
    ...(kit && { schedule: kit.schedule, 'node:timers/promises': kit.timersPromises(programTimers) }),
    ...(threading && { threading: { ...threading } }),
    ...(supplies.modules as BuiltinModules),
    ...(recorder && program.isRecorded && linesFor(recorder, supplies)),
  }
  watchUncaught(scope, output, readThrown)
  shutDoors(scope)
  const fetch =
    clock && supplies.makeFetch?.({ timers, hold: clock.hold, ...(recorder && kit?.fetchTeller(recorder)) })
  furnish(scope, { console: output.console, timers: programTimers, clock, fetch })

  const load = async (name: string): Promise<object> => {
    const release = clock?.hold()
    try {
      const urls = await makeBlobModules(program.modules, builtins, scope)
      reader = {
        fileOf: urls.fileOf,
        linesBefore: 0,
        ...(program.isRecorded && supplies.columnsOf && { columnOf: supplies.columnsOf(program.modules) }),
      }
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
    recorder,
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

/** What modules import that tell of each statement. */
function linesFor(recorder: LaneRecorder, { makeLines }: Supplies): BuiltinModules {
  return makeLines ? { [linesModule]: { default: makeLines(recorder) } } : {}
}

/** Connects the clients to the world's network and to the program's timers. */
function plugIn(
  { supplies: { node }, ports, kit }: RoomOptions,
  { clock, timers, recorder }: Pick<LearnerRoom, 'clock' | 'timers' | 'recorder'>,
): void {
  if (!node) return
  node.watchTimers({ setRef: timers.setRef, ...(recorder && { timers }), ...(clock && { stir: clock.stir }) })
  if (!ports.network) return
  // What the lane tells comes before the command that it goes on to.
  const traffic =
    recorder && kit && clock ? kit.announcedTraffic(clock.traffic, () => recorder.flush()) : clock?.traffic
  node.plugIn(new node.RemoteNetwork(ports.network, traffic ? { traffic } : {}))
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
