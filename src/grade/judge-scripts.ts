import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { bundleScript, bundleText } from '../tools/bundle-text.ts'
import { redisAliases } from '../tools/redis-aliases.ts'
import { nodeInWorker } from '../tools/worker-aliases.ts'
import type { SandboxScriptTexts } from './judge-page.ts'

/** The scripts that judge: the page's, and those that the page hands to its sandbox. */
export interface JudgeScripts {
  readonly page: string
  readonly sandbox: SandboxScriptTexts
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Bundles all from the sources as they are, so that nothing has to be built before. */
export async function bundleJudgeScripts(): Promise<JudgeScripts> {
  const [page, checker, world, clients, services] = await Promise.all([
    build({
      configFile: false,
      logLevel: 'error',
      plugins: [bundleText()],
      build: {
        write: false,
        lib: { entry: source('./judge-page.ts'), formats: ['iife'], name: 'judgePage' },
      },
    }),
    bundleScript(source('../checker/check-worker.ts'), { minify: true }),
    bundleScript(source('../sandbox/world-worker.ts'), { minify: true }),
    bundleScript(source('../runtime/clients.ts'), { minify: true, plugins: [nodeInWorker()] }),
    bundleScript(source('../sandbox/services-worker.ts'), {
      minify: true,
      plugins: [redisAliases(), nodeInWorker()],
    }),
  ])
  const [output] = [page].flat().flatMap((part) => ('output' in part ? part.output : []))
  if (output?.type !== 'chunk') throw new Error('The judge page gave no script')
  const sandbox = { checker: checker.code, world: world.code, clients: clients.code, services: services.code }
  return { page: output.code, sandbox }
}
