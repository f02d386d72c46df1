import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import type { FetchResult, ModuleRunner } from 'vite/module-runner'
import { installClock, nodeSurroundings } from '../node-clock.ts'
import { makeScopeClock, type ScopeClock, type ScopeClockPort } from '../scope-clock.ts'
import { remoteClock } from './node-clock-ports.ts'
import { describeNodeError } from './node-error.ts'
import type { NodeThreadMessage, NodeThreadTask } from './node-messages.ts'
import { setProgram } from './node-program.ts'
import { runThread } from './run-thread.ts'

/** Asks the starter what vite's module runner wants to know. */
type Invoke = (payload: {
  data: { name: string; data: readonly unknown[] }
}) => Promise<{ result: unknown } | { error: Error }>

/** A thread of Node: does its task, tells the starter what it prints and how it ends; the starter then ends it. */
export async function serveThread(runner: ModuleRunner, invoke: Invoke): Promise<void> {
  const { request, alive, preloads, clock: ports } = workerData as NodeThreadTask
  const clock = ports && (await makeScopeClock(ports.clock as unknown as ScopeClockPort, nodeSurroundings))
  // While modules load, which the clock cannot see.
  const release = clock?.hold()
  if (clock) installClock(clock)
  const tell = (message: NodeThreadMessage): void => parentPort?.postMessage(message)
  globalThis.console = printingConsole(tell)
  setProgram({
    evaluated: runner.evaluatedModules,
    fetchModule: async (...parameters) => {
      const answer = await invoke({ data: { name: 'fetchModule', data: parameters } })
      if ('error' in answer) throw answer.error
      return answer.result as FetchResult
    },
    alive,
    preloads: [...preloads],
    clock: ports && clock && remoteClock(ports.joins, clock),
    endings: new Set(),
  })
  await runThread(request, {
    load: async (module) => {
      for (const preload of preloads) await prepare(runner, preload, clock)
      const loaded = (await runner.import(module)) as object
      release?.()
      await clock?.turn()
      return loaded
    },
    describe: describeNodeError,
    answer: (outcome) => {
      // For ever: no time passes while the outcome is on its way and this thread is ended.
      clock?.hold()
      tell({ kind: 'outcome', outcome })
    },
  })
}

async function prepare(
  runner: ModuleRunner,
  { module, data }: NodeThreadTask['preloads'][number],
  clock: ScopeClock | null,
): Promise<void> {
  const { prepareThread } = (await runner.import(module)) as {
    prepareThread?: (data: unknown, clock: ScopeClock | null) => unknown
  }
  if (typeof prepareThread !== 'function') throw new TypeError(`${module} exports no function prepareThread`)
  await prepareThread(data, clock)
}

/** What a worker of Node prints through its own console gets lost when it is ended at once; this does not. */
function printingConsole(tell: (message: NodeThreadMessage) => void): Console {
  const stream = (name: 'log' | 'error'): Writable =>
    new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        tell({ kind: 'print', stream: name, text })
        done()
      },
    })
  return new Console({ stdout: stream('log'), stderr: stream('error') })
}
