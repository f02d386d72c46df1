import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin, ViteDevServer } from 'vite'
import type { Catalogue } from './lesson.ts'
import { loadCatalogue, loadLesson } from './load.ts'
import type { Highlighter } from './render.ts'

const catalogueId = 'virtual:mailroom/catalogue'
const lessonPrefix = 'virtual:mailroom/lesson/'
const loaderPath = fileURLToPath(new URL('./lesson-loader.ts', import.meta.url))

interface LessonsOptions {
  /** The folder that holds `lessons`; the project's without it. */
  readonly root?: string
  /** Colours the code of lesson texts; without it, code stays plain. */
  readonly highlight?: Highlighter
}

/**
 * Serves the course to the page: `virtual:mailroom/catalogue`, and each lesson by itself when it is opened.
 * In development an edited lesson is told to the page as the event `mailroom:lesson` `{ id }`; after it, `loadLesson(id)`
 * gives the new text.
 */
export function lessons({ root, highlight }: LessonsOptions = {}): Plugin {
  let folder = root ?? ''
  let isBuild = false
  let served = ''

  /** The step or chapter a file belongs to: `01-lists/02-stack`, `01-lists`; null outside of lessons. */
  const ownerOf = (file: string): string | null => {
    const parts = relative(folder, file).split(sep)
    return parts[0] === 'lessons' && parts.length > 2
      ? parts.slice(1, Math.min(3, parts.length - 1)).join('/')
      : null
  }

  /** Reads what a changed file touches and tells the page; a broken lesson is shown and the server stays up. */
  const announce = (server: ViteDevServer, owner: string): void => {
    const { hot } = server.environments.client
    try {
      const isSameCatalogue = JSON.stringify(loadCatalogue(folder)) === served
      if (owner.includes('/')) loadLesson(owner, { root: folder, highlight })
      // An update without content takes an earlier error off the page.
      hot.send({ type: 'update', updates: [] })
      if (isSameCatalogue) hot.send({ type: 'custom', event: 'mailroom:lesson', data: { id: owner } })
      else hot.send({ type: 'full-reload' })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      server.config.logger.error(message, { timestamp: true })
      hot.send({ type: 'error', err: { message, stack: '', plugin: 'mailroom:lessons' } })
    }
  }

  return {
    name: 'mailroom:lessons',
    configResolved(config) {
      folder = resolve(root ?? config.root)
      isBuild = config.command === 'build'
    },
    resolveId(source) {
      return source === catalogueId || source.startsWith(lessonPrefix) ? `\0${source}` : null
    },
    load(id) {
      if (id === `\0${catalogueId}`) {
        const catalogue = loadCatalogue(folder)
        served = JSON.stringify(catalogue)
        const toUrl = (step: string): string => {
          const source = lessonModule(loadLesson(step, { root: folder, highlight }))
          const reference = this.emitFile({ type: 'asset', name: `${step.replace('/', '-')}.js`, source })
          return `import.meta.ROLLUP_FILE_URL_${reference}`
        }
        return catalogueModule(catalogue, isBuild ? toUrl : null)
      }
      if (!id.startsWith(`\0${lessonPrefix}`)) return null
      const step = id.slice(lessonPrefix.length + 1)
      return lessonModule(loadLesson(step, { root: folder, highlight }))
    },
    hotUpdate({ file, server }) {
      const owner = ownerOf(file)
      if (owner === null) return
      const graph = this.environment.moduleGraph
      for (const [id, module] of graph.idToModuleMap) {
        if (id === `\0${catalogueId}` || id === `\0${lessonPrefix}${owner}`) graph.invalidateModule(module)
      }
      if (this.environment.name === 'client') announce(server, owner)
      return []
    },
  }
}

function lessonModule(lesson: unknown): string {
  return `export default ${JSON.stringify(lesson)}`
}

/**
 * In a build, a lesson is a file of its own and imported by its address: its content needs no bundling, and a failed
 * import can be repeated with another query. In development the module is imported by name the first time.
 */
function catalogueModule(catalogue: Catalogue, toUrl: ((step: string) => string) | null): string {
  const imports = catalogue.chapters
    .flatMap(({ steps }) => steps)
    .map(({ id }) => {
      const url = toUrl ? toUrl(id) : `import.meta.env.BASE_URL + '@id/__x00__${lessonPrefix}${id}'`
      // In development vite leaves out of the address what looks like its own time stamp, 13 digits.
      const query = toUrl ? 'version' : 'Date.now()'
      const again = `import(/* @vite-ignore */ ${url} + '?t=' + ${query})`
      const first = toUrl ? `import(/* @vite-ignore */ ${url})` : `import('${lessonPrefix}${id}')`
      return `  '${id}': (version) => version === 0 ? ${first} : ${again},`
    })
  return [
    `import { LessonLoader } from ${JSON.stringify(loaderPath)}`,
    `const loader = new LessonLoader({\n${imports.join('\n')}\n})`,
    `export const catalogue = ${JSON.stringify(catalogue)}`,
    'export const loadLesson = (id) => loader.load(id)',
    ...(toUrl ? [] : ["import.meta.hot?.on('mailroom:lesson', ({ id }) => loader.refresh(id))"]),
  ].join('\n')
}
