import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)
const mock = require.resolve('ioredis-mock/lib/index.js')
const prefix = '\0redis-stub:'

/** What ioredis-mock asks for when it is loaded, and which none of the parts that are used here needs. */
const stubs: { readonly [name: string]: string } = {
  'ioredis/built/utils/index': 'export const parseURL = () => ({})',
  'ioredis/built/Command': 'export default { _transformer: { argument: {}, reply: {} } }',
  '@ioredis/as-callback': 'export default (promise) => promise',
  '@ioredis/commands': 'export default {}',
  fengari: 'export default {}',
  'fengari-interop': 'export default {}',
  crypto: 'export default {}',
  stream: 'export class Readable {}',
  // Names of all commands, which the mock would give methods that say "unsupported".
  'command-list': 'export const list = []',
  nothing: 'export default {}',
}

/**
 * Lets ioredis-mock run in a worker of the page, and leaves out what our server does not use of it (Lua, streams, the
 * descriptions of commands): of 349 kB (gzip) some 30 remain. For every build that holds `src/services/redis`.
 *
 *     build({ plugins: [redisAliases()], … })
 *
 * The mock is pinned to an exact version; one that asks for anything else fails the build.
 */
export function redisAliases(): Plugin {
  return {
    name: 'mailroom:redis-aliases',
    enforce: 'pre',
    resolveId(source, importer) {
      // Its entry for browsers expects a window.
      if (source === 'ioredis-mock') return mock
      if (importer?.split('?')[0] !== mock) return null
      if (source === 'events') return require.resolve('events/events.js')
      // As a script: what is named JSON is also read as JSON.
      if (source.endsWith('command-list.json')) return `${prefix}command-list`
      if (source.endsWith('.json')) return `${prefix}nothing`
      return Object.hasOwn(stubs, source) ? prefix + source : null
    },
    load(id) {
      if (!id.startsWith(prefix)) return null
      return stubs[id.slice(prefix.length)]
    },
    transform(code, id) {
      if (id.split('?')[0] !== mock) return null
      // There is no Buffer in a worker, and no value here is one.
      return { code: code.replaceAll('Buffer.isBuffer(', 'Array.isArray('), map: null }
    },
  }
}
