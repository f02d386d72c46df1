import type { Plugin } from 'vite'
import { buildTypesPack } from './types-pack.ts'

const name = 'virtual:mailroom/types-pack'
const servedAt = '/@mailroom/types-pack.json'

/**
 * Makes the types pack one lazy asset, and gives its address to who imports it.
 *
 *     import packUrl from 'virtual:mailroom/types-pack'
 */
export function typesPack(): Plugin {
  let isBuild = false
  let text: string | undefined
  const pack = (): string => (text ??= JSON.stringify(buildTypesPack()))
  return {
    name: 'mailroom:types-pack',
    // Found only when the worker starts, it would be prepared then, and vite would reload the page for it.
    config: () => ({ optimizeDeps: { include: ['typescript'] } }),
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    configureServer(server) {
      server.middlewares.use(servedAt, (_request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(pack())
      })
    },
    resolveId: (source) => (source === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null
      // Not as a literal: vite would take that for a file of the project.
      if (!isBuild) return `const path = '${servedAt}'\nexport default new URL(path, import.meta.url).href`
      const reference = this.emitFile({ type: 'asset', name: 'types-pack.json', source: pack() })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
  }
}
