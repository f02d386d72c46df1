import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { bundleScript, bundleText, pluginsOf } from '../tools/bundle-text.ts'
import type { SandboxScriptTexts } from './judge-page.ts'

/** The scripts that judge: the page's, and those that the page hands to its sandbox. */
export interface JudgeScripts {
  readonly page: string
  readonly sandbox: SandboxScriptTexts
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where they come from, and how each is bundled for the page: see sandbox/scripts.ts. */
const sandboxScripts: { readonly [name in keyof SandboxScriptTexts]: [path: string, kind: string] } = {
  checker: ['../checker/check-worker.ts', ''],
  world: ['../sandbox/world-worker.ts', ''],
  services: ['../sandbox/services-worker.ts', '&redis'],
  node: ['../runtime/node-script.ts', '&node'],
  ioredis: ['../runtime/ioredis-script.ts', '&client'],
  nodemailer: ['../runtime/nodemailer-script.ts', '&client'],
  hono: ['../runtime/hono-script.ts', ''],
  fetch: ['../sandbox/fetch-script.ts', ''],
  recorder: ['../sandbox/recorder-script.ts', ''],
  inbox: ['../runtime/inbox-script.ts', ''],
}

/** Bundles all from the sources as they are, so that nothing has to be built before. */
export async function bundleJudgeScripts(): Promise<JudgeScripts> {
  const [page, ...texts] = await Promise.all([
    build({
      configFile: false,
      logLevel: 'error',
      plugins: [bundleText()],
      build: {
        write: false,
        lib: { entry: source('./judge-page.ts'), formats: ['iife'], name: 'judgePage' },
      },
    }),
    ...Object.entries(sandboxScripts).map(async ([name, [path, kind]]) => {
      const { code } = await bundleScript(source(path), { minify: true, plugins: pluginsOf(kind) })
      return [name, code] as const
    }),
  ])
  const [output] = [page].flat().flatMap((part) => ('output' in part ? part.output : []))
  if (output?.type !== 'chunk') throw new Error('The judge page gave no script')
  return { page: output.code, sandbox: Object.fromEntries(texts) as SandboxScriptTexts }
}
