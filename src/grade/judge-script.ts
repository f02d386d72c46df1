import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { bundleText } from '../tools/bundle-text.ts'

/**
 * The script of the page that judges, with those in it that the page hands to its sandbox. It is bundled from the sources
 * as they are, so that nothing has to be built before.
 */
export async function bundleJudgeScript(): Promise<string> {
  const page = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [bundleText({ isInline: true })],
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./judge-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'judgePage',
      },
    },
  })
  const [output] = [page].flat().flatMap((part) => ('output' in part ? part.output : []))
  if (output?.type !== 'chunk') throw new Error('The judge page gave no script')
  return output.code
}
