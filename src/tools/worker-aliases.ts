import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const { resolve } = createRequire(import.meta.url)
const own = (url: URL): string => fileURLToPath(url)

/** What stands for Node's modules, and for one package, in a worker of the page: specifier, without `node:`, → file. */
export const workerAliases: { readonly [specifier: string]: string } = {
  assert: own(new URL('../runtime/node/assert.ts', import.meta.url)),
  buffer: own(new URL('../runtime/node/buffer.ts', import.meta.url)),
  child_process: own(new URL('../runtime/node/child-process.ts', import.meta.url)),
  debug: own(new URL('../runtime/node/debug.ts', import.meta.url)),
  crypto: own(new URL('../runtime/node/crypto.ts', import.meta.url)),
  diagnostics_channel: own(new URL('../runtime/node/diagnostics-channel.ts', import.meta.url)),
  dns: own(new URL('../runtime/node/dns.ts', import.meta.url)),
  events: resolve('events/events.js'),
  fs: own(new URL('../runtime/node/fs.ts', import.meta.url)),
  http: own(new URL('../runtime/node/http.ts', import.meta.url)),
  https: own(new URL('../runtime/node/http.ts', import.meta.url)),
  net: own(new URL('../runtime/node/net.ts', import.meta.url)),
  os: own(new URL('../runtime/node/os.ts', import.meta.url)),
  path: own(new URL('../runtime/node/path.ts', import.meta.url)),
  process: own(new URL('../runtime/node/process.ts', import.meta.url)),
  stream: resolve('readable-stream/lib/ours/browser.js'),
  string_decoder: createRequire(resolve('readable-stream')).resolve('string_decoder/'),
  timers: own(new URL('../runtime/node/timers.ts', import.meta.url)),
  tls: own(new URL('../runtime/node/tls.ts', import.meta.url)),
  url: own(new URL('../runtime/node/url.ts', import.meta.url)),
  util: own(new URL('../runtime/node/util.ts', import.meta.url)),
  zlib: own(new URL('../runtime/node/zlib.ts', import.meta.url)),
}

/** ioredis' client for many servers, of which there is one here: 7 kB that nobody could use. */
const noCluster = own(new URL('../runtime/node/no-cluster.ts', import.meta.url))

/** Of which every client has the same copy, if it is bundled so: they are large, or they hold what all must share. */
const shared: readonly string[] = [
  'buffer',
  'crypto',
  'dns',
  'events',
  'net',
  'os',
  'path',
  'process',
  'stream',
  'timers',
  'tls',
  'url',
  'util',
]

/** Modules that are themselves what their name says: a function, an object. */
const wholes: ReadonlySet<string> = new Set(['assert', 'debug', 'process'])

const prefix = '\0mailroom:node:'
const sharedPrefix = '\0mailroom:shared:'
const allShared = 'virtual:mailroom/shared-node'

/** Node's globals, for bundled code only: a learner's realm does not get them by this. */
const globals: { readonly [name: string]: [file: string, name: string] } = {
  Buffer: ['node:buffer', 'Buffer'],
  process: ['node:process', 'default'],
  ...Object.fromEntries(
    ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'].map(
      (name) => [name, ['node:timers', name]],
    ),
  ),
}

/**
 * Bundles what was written for Node, ioredis and nodemailer above all, for a worker of the page.
 *
 *     import script from './node-script.ts?bundle-url&node'
 *     import script from './ioredis-script.ts?bundle-url&client'       // sharing: goes behind that one
 */
export function nodeInWorker({ isSharing = false }: { isSharing?: boolean } = {}): Plugin {
  return {
    name: 'mailroom:node-in-worker',
    enforce: 'pre',
    config: () => ({
      define: {
        global: 'globalThis',
        // Where ioredis believes to lie when it looks for its package.json: see runtime/node/fs.ts.
        __dirname: '"/node_modules/ioredis/built/utils"',
      },
      build: {
        rolldownOptions: {
          transform: { inject: globals },
          // An error is known by its class's name.
          output: { keepNames: true },
        },
      },
    }),
    resolveId(source, importer) {
      if (source === './cluster' && importer?.includes('/ioredis/built/')) return noCluster
      if (source === allShared) return `\0${allShared}`
      const specifier = source.replace(/^node:/, '').replace(/\/$/, '')
      if (!Object.hasOwn(workerAliases, specifier)) return null
      // `buffer/` is the package, wherever `buffer` leads.
      if (source === 'buffer/') return null
      return (isSharing && shared.includes(specifier) ? sharedPrefix : prefix) + specifier
    },
    load(id) {
      if (id === `\0${allShared}`) return listShared()
      // Taken when the script is evaluated, which it is before anybody takes the supplies.
      if (id.startsWith(sharedPrefix))
        return `module.exports = globalThis['mailroom:supplies'].node.shared.${id.slice(sharedPrefix.length)}`
      if (!id.startsWith(prefix)) return null
      const specifier = id.slice(prefix.length)
      const file = workerAliases[specifier] ?? ''
      const from = JSON.stringify(file)
      if (!file.endsWith('.ts')) return `module.exports = require(${from})`
      if (wholes.has(specifier))
        return `export * from ${from}\nexport { 'module.exports' as default } from ${from}`
      // As in Node: the default is the module with all its names.
      return `export * from ${from}\nimport * as all from ${from}\nexport default all`
    },
  }
}

/** As `require` gives them. */
function listShared(): string {
  const imports = shared.map((name) => `import ${name} from 'node:${name}'`)
  return [...imports, `export default { ${shared.join(', ')} }`].join('\n')
}
