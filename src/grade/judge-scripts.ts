import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { bundleScript, bundleText } from '../tools/bundle-text.ts'

/** The two scripts that judge: the page's, and the checker's, which the page hands to its sandbox. */
export interface JudgeScripts {
  readonly page: string
  readonly checker: string
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Bundles both from the sources as they are, so that nothing has to be built before. */
export async function bundleJudgeScripts(): Promise<JudgeScripts> {
  const [page, checker] = await Promise.all([
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
  ])
  const [output] = [page].flat().flatMap((part) => ('output' in part ? part.output : []))
  if (output?.type !== 'chunk') throw new Error('The judge page gave no script')
  return { page: output.code, checker: checker.code }
}
