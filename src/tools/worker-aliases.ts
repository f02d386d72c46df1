import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const { resolve } = createRequire(import.meta.url)
const own = (url: URL): string => fileURLToPath(url)

/** What stands for Node's modules, and for one package, in a worker of the page: specifier, without `node:`, → file. */
export const workerAliases: { readonly [specifier: string]: string } = {
  assert: own(new URL('../runtime/node/assert.ts', import.meta.url)),
  buffer: own(new URL('../runtime/node/buffer.ts', import.meta.url)),
  debug: own(new URL('../runtime/node/debug.ts', import.meta.url)),
  crypto: own(new URL('../runtime/node/crypto.ts', import.meta.url)),
  diagnostics_channel: own(new URL('../runtime/node/diagnostics-channel.ts', import.meta.url)),
  dns: own(new URL('../runtime/node/dns.ts', import.meta.url)),
  events: resolve('events/events.js'),
  fs: own(new URL('../runtime/node/fs.ts', import.meta.url)),
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
}

/** Modules that are themselves what their name says: a function, an object. */
const wholes: ReadonlySet<string> = new Set(['assert', 'debug', 'process'])

const prefix = '\0mailroom:node:'

/** Node's globals, for bundled code only: a learner's realm does not get them by this. */
const globals: { readonly [name: string]: [file: string, name: string] } = {
  Buffer: ['node:buffer', 'Buffer'],
  process: ['node:process', 'process'],
  ...Object.fromEntries(
    ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'].map(
      (name) => [name, ['node:timers', name]],
    ),
  ),
}

/**
 * Bundles what was written for Node, ioredis and nodemailer above all, for a worker of the page.
 *
 *     import script from './clients.ts?bundle-text&node'
 */
export function nodeInWorker(): Plugin {
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
    resolveId(source) {
      const specifier = source.replace(/^node:/, '').replace(/\/$/, '')
      if (!Object.hasOwn(workerAliases, specifier)) return null
      // `buffer/` is the package, wherever `buffer` leads.
      if (source === 'buffer/') return null
      return prefix + specifier
    },
    load(id) {
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
