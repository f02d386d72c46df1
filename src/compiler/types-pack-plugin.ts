import type { Plugin } from 'vite'
import { buildPackagePack, buildTypesPack, packages } from './types-pack.ts'

const name = 'virtual:mailroom/types-pack'
const servedAt = '/@mailroom/types-pack/'

/**
 * Makes each types pack a lazy asset, and gives their addresses to who imports them.
 *
 *     import packUrls from 'virtual:mailroom/types-pack'      // { base: …, packages: { ioredis: … } }
 */
export function typesPack(): Plugin {
  let isBuild = false
  const texts = new Map<string, string>()
  /** A package's pack, or that of what every step can meet. */
  const textOf = (which: string): string => {
    const text =
      texts.get(which) ?? JSON.stringify(which === 'base' ? buildTypesPack() : buildPackagePack(which))
    texts.set(which, text)
    return text
  }
  return {
    name: 'mailroom:types-pack',
    // Found only when the worker starts, it would be prepared then, and vite would reload the page for it.
    config: () => ({ optimizeDeps: { include: ['typescript'] } }),
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    configureServer(server) {
      server.middlewares.use(servedAt, (request, response, next) => {
        const which = /^\/(\w+)\.json/.exec(request.url ?? '')?.[1] ?? ''
        if (which !== 'base' && !packages.includes(which)) return next()
        response.setHeader('content-type', 'application/json')
        response.end(textOf(which))
      })
    },
    resolveId: (source) => (source === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null
      const urlOf = (which: string, file: string): string => {
        // Not as a literal: vite would take that for a file of the project.
        if (!isBuild) return `new URL(folder + '${which}.json', import.meta.url).href`
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: file, source: textOf(which) })}`
      }
      const ofPackages = packages.map((one) => `'${one}': ${urlOf(one, `types-of-${one}.json`)}`)
      return [
        `const folder = '${servedAt}'`,
        `export default { base: ${urlOf('base', 'types-pack.json')}, packages: { ${ofPackages.join(', ')} } }`,
      ].join('\n')
    },
  }
}
