import { createServer, createServerModuleRunner, type AliasOptions } from 'vite'
import { provideProgram } from './node-program.ts'

/** A program in Node outside of vitest, with threads. */
export interface OpenProgram {
  /** Loads a file of TypeScript and gives its namespace. */
  import(file: string): Promise<Readonly<Record<string, unknown>>>
  close(): Promise<void>
}

/**
 * Opens a folder's files for running: TypeScript, the course's modules by `alias`, threads.
 *
 *     const program = await openProgram(root, { threading: '…/src/runtime/threading/node.ts' })
 *     const { main } = await program.import(`${root}/lessons/02-why-async/04-threads/solution.ts`)
 */
export async function openProgram(root: string, alias: AliasOptions): Promise<OpenProgram> {
  const server = await createServer({
    configFile: false,
    root,
    resolve: { alias },
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  const { ssr } = server.environments
  const runner = createServerModuleRunner(ssr, { hmr: false })
  provideProgram({
    evaluated: runner.evaluatedModules,
    fetchModule: (...parameters) => ssr.fetchModule(...parameters),
  })
  return { import: (file) => runner.import(file), close: () => server.close() }
}
