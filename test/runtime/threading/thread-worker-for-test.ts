import { timersPromises } from '../../../src/runtime/timers-promises.ts'
import { runThread } from '../../../src/runtime/threading/run-thread.ts'
import { makeBlobModules } from '../../../src/sandbox/module-loader.ts'
import { describeThrown } from '../../../src/sandbox/stack.ts'
import type { ThreadOutcome, ThreadTask } from '../../../src/wire/thread-messages.ts'

const timers = timersPromises({
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as number),
})

// A thread's worker as the frame starts it: one message with the task, and the port to whoever started the thread.
globalThis.addEventListener('message', ({ data, ports: [starter] }: MessageEvent<ThreadTask>) => {
  if (!starter) return
  let fileOf = (_url: string): string | undefined => undefined
  void runThread(data.request, {
    load: async (module) => {
      const urls = await makeBlobModules(data.program.modules, { 'node:timers/promises': timers }, globalThis)
      fileOf = urls.fileOf
      return (await import(/* @vite-ignore */ urls.urlOf(module))) as object
    },
    describe: (thrown) => describeThrown(thrown, { fileOf, linesBefore: 0 }),
    answer: (outcome: ThreadOutcome) => starter.postMessage(outcome),
  })
})
