// Entry of a thread in Node. It is JavaScript because nothing can load TypeScript yet: vite's module runner, fed by
// whoever started the thread, loads the rest.
import vm from 'node:vm'
import { workerData } from 'node:worker_threads'
import { ModuleRunner } from 'vite/module-runner'

const { modules, entry } = workerData
const waiting = new Map()
let lastId = 0

modules.on('message', ({ id, answer }) => {
  waiting.get(id)(answer)
  waiting.delete(id)
})

/** Asks for `fetchModule` or `getBuiltins`; the answer is `{ result }` or `{ error }`. */
const invoke = ({ data }) =>
  new Promise((resolve) => {
    waiting.set(++lastId, resolve)
    modules.postMessage({ id: lastId, name: data.name, parameters: data.data })
  })

/** Code runs under the name of its file, so that stacks name it. */
const evaluator = {
  startOffset: 0,
  async runInlinedModule(context, code, module) {
    const head = `'use strict';async (${Object.keys(context).join(',')})=>{{`
    const options = { filename: module.id, lineOffset: 0, columnOffset: -head.length }
    await vm.runInThisContext(`${head}${code}\n}}`, options)(...Object.values(context))
    Object.seal(context.__vite_ssr_exports__)
  },
  runExternalModule: (file) => import(file),
}

const transport = { invoke }
const runner = new ModuleRunner(
  { transport, hmr: false, sourcemapInterceptor: 'prepareStackTrace' },
  evaluator,
)
const { serveThread } = await runner.import(entry)
await serveThread(runner, invoke)
