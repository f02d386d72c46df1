import { fileURLToPath } from 'node:url'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { FetchFunctionOptions } from 'vite/module-runner'
import type { ThreadOutcome, ThreadRequest } from '../../wire/thread-messages.ts'
import { findExport } from './find-export.ts'
import { describeNodeError } from './node-error.ts'
import type { ModuleAnswer, ModuleQuestion, NodeThreadMessage, NodeThreadTask } from './node-messages.ts'
import { currentProgram, ownModules, type NodeProgram } from './node-program.ts'
import { mostThreads, type ThreadHandle, type ThreadHost } from './threading.ts'
import { tooManyWords } from './thread-words.ts'

const workerFile = new URL('./node-worker.mjs', import.meta.url)
const entry = fileURLToPath(new URL('./node-thread.ts', import.meta.url))

/** Threads of Node: `worker_threads`, whose modules come from the program that starts them. */
export function nodeHost(program: () => NodeProgram = currentProgram): ThreadHost {
  return {
    locate: (fn) => findExport(fn, ownModules(program())),
    spawn: (request) => spawn(request, program()),
    report: (error, threadName) =>
      console.error(`Error in ${threadName}, which nobody has joined so far:\n${error.stack}`),
    sourceUrl: (file) => file,
  }
}

function spawn(request: ThreadRequest, program: NodeProgram): ThreadHandle {
  if (Atomics.add(program.alive, 0, 1) >= mostThreads) {
    Atomics.sub(program.alive, 0, 1)
    throw new RangeError(tooManyWords(request.threadName, mostThreads))
  }
  const { port1, port2 } = new MessageChannel()
  const stopServing = serveModules(port1, program)
  const { alive, preloads, endings } = program
  const seat = program.clock?.join()
  const clock = seat?.ports ?? null
  const task: NodeThreadTask = { request, entry, modules: port2, alive, preloads, clock }
  const transferList = clock ? [port2, clock.clock, clock.joins] : [port2]
  // The starter's own options (`--conditions`, `--require`) are for its own way of loading modules.
  const worker = new Worker(workerFile, { workerData: task, transferList, execArgv: [] })
  const end = async (): Promise<void> => void (await worker.terminate())
  endings.add(end)
  const print = printer(request.threadName)
  const done = new Promise<ThreadOutcome>((resolve, reject) => {
    worker.on('message', (message: NodeThreadMessage) => {
      if (message.kind === 'print') return print(message)
      resolve(message.outcome)
      void worker.terminate()
    })
    worker.on('error', (error) => resolve({ kind: 'threw', error: describeNodeError(error), fields: {} }))
    worker.on('exit', (code) => {
      endings.delete(end)
      seat?.leave()
      reject(new Error(`${request.threadName} was ended before its function was done (exit code ${code}).`))
    })
  })
  const free = (): void => {
    stopServing()
    Atomics.sub(alive, 0, 1)
  }
  done.then(free, free)
  return { done }
}

/** Answers a thread's questions about modules. */
function serveModules(port: MessagePort, program: NodeProgram): () => void {
  const answer = async ({ name, parameters }: ModuleQuestion): Promise<ModuleAnswer['answer']> => {
    if (name === 'getBuiltins') return { result: [] }
    try {
      const [id, importer, options] = parameters as [
        string,
        string | undefined,
        FetchFunctionOptions | undefined,
      ]
      return { result: await program.fetchModule(id, importer, options) }
    } catch (error) {
      const { name: errorName, message } = error instanceof Error ? error : new Error(String(error))
      return { error: { name: errorName, message } }
    }
  }
  port.on('message', (question: ModuleQuestion) => {
    void answer(question).then((result) =>
      port.postMessage({ id: question.id, answer: result } satisfies ModuleAnswer),
    )
  })
  // Questions alone do not keep a program alive: its threads do.
  port.unref()
  return () => port.close()
}

const colours = [36, 35, 33, 32, 34, 31]

/** Puts a thread's name before each of its lines, in a colour of its own on a terminal. */
function printer(threadName: string): (message: Extract<NodeThreadMessage, { kind: 'print' }>) => void {
  const number = Number(/\d+$/.exec(threadName)?.[0] ?? 0)
  const colour = colours[number % colours.length]
  const head = process.stdout.isTTY ? `\u001b[${colour}m${threadName} │\u001b[0m ` : `${threadName} │ `
  return ({ stream, text }) => console[stream](text.replace(/\n$/, '').replace(/^/gm, head))
}
