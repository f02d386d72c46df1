import { dirname, resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import { redisAliases } from './redis-aliases.ts'
import { nodeInWorker } from './worker-aliases.ts'

/**
 * Bundles a worker's entry into one classic script and gives it to the importer as text, because the sandbox makes
 * its workers from blobs inside an opaque origin and can load nothing by URL.
 *
 *     import code from './learner-worker.ts?bundle-text'      // the script itself
 *     import url from './check-worker.ts?bundle-url'          // address of an asset that holds it, for large ones
 *     import code from './node-script.ts?bundle-url&node'     // what was written for Node: see worker-aliases.ts
 *     import code from './ioredis-script.ts?bundle-url&client'   // the same, sharing Node's modules with others
 *     import code from './redis.ts?bundle-url&redis'          // and ioredis-mock besides: see redis-aliases.ts
 *
 * `isInline`: an address holds the script itself, also in a build, as it does while the site is developed.
 */
export function bundleText({ isInline = false } = {}): Plugin {
  const pattern = /\?bundle-(text|url)(&node|&client|&redis)?$/
  let isBuild = false
  const cache = new Map<string, Promise<Bundle>>()
  return {
    name: 'mailroom:bundle-text',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    resolveId(source, importer) {
      if (!pattern.test(source) || !importer) return null
      return resolve(dirname(importer.split('?')[0] ?? importer), source)
    },
    async load(id) {
      const match = pattern.exec(id)
      if (!match) return null
      const entry = id.replace(pattern, '')
      const plugins = pluginsOf(match[2])
      const pending = cache.get(id) ?? bundleScript(entry, { minify: isBuild, plugins })
      cache.set(id, pending)
      const { code, files } = await pending
      for (const file of files) this.addWatchFile(file)
      if (match[1] === 'text') return `export default ${JSON.stringify(code)}`
      if (isInline || !isBuild) {
        const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
        return `export default ${JSON.stringify(url)}`
      }
      const name = `${entry.split('/').at(-1)?.replace(/\.ts$/, '')}.js`
      const reference = this.emitFile({ type: 'asset', name, source: code })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
    watchChange(file) {
      void dropStale(cache, file)
    },
  }
}

/** In the order in which they resolve: the mock's own stubs go before those of Node's modules. */
function pluginsOf(kind: string | undefined): Plugin[] {
  if (kind === '&redis') return [redisAliases(), nodeInWorker()]
  if (kind === '&client') return [nodeInWorker({ isSharing: true })]
  return kind === '&node' ? [nodeInWorker()] : []
}

interface Bundle {
  readonly code: string
  readonly files: readonly string[]
}

async function dropStale(cache: Map<string, Promise<Bundle>>, changed: string): Promise<void> {
  for (const [id, pending] of cache) {
    const bundle = await pending.catch(() => null)
    if (!bundle || bundle.files.includes(changed)) cache.delete(id)
  }
}

/** One entry file with all it imports as one classic, strict script. */
export async function bundleScript(
  entry: string,
  { minify, plugins = [] }: { minify: boolean; plugins?: readonly Plugin[] },
): Promise<Bundle> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [...plugins],
    // Libraries ask for it at the top level; there is no process in a worker.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify,
      target: 'es2022',
      // As a library: vite then leaves `import()` alone, whose preloading has no meaning in a blob.
      lib: { entry, formats: ['iife'], name: 'script' },
      rolldownOptions: {
        // SES refuses sloppy code around it, and Safari needs the directive first (ENGINES).
        output: { banner: '"use strict";', codeSplitting: false },
      },
    },
  })
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
  const chunk = outputs.find((part) => part.type === 'chunk')
  if (!chunk) throw new Error(`${entry} gave no script`)
  return { code: chunk.code, files: chunk.moduleIds.filter((id) => id.startsWith('/')) }
}
