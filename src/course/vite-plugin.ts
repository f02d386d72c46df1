import { relative, resolve, sep } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin, ViteDevServer } from 'vite'
import { loadCatalogue, loadLesson, loadTranslation } from './load.ts'
import type { Highlighter } from './render.ts'

const catalogueId = 'virtual:mailroom/catalogue'
const translationsId = 'virtual:mailroom/translations'

/** What a step's files are made into, how the modules of them are named, and how the files of a build. */
const kinds = {
  lesson: { prefix: 'virtual:mailroom/lesson/', load: loadLesson, ending: '.js' },
  translation: { prefix: 'virtual:mailroom/translation/', load: loadTranslation, ending: '.zh.js' },
} as const
type Kind = (typeof kinds)[keyof typeof kinds]
const allKinds: readonly Kind[] = Object.values(kinds)
const loaderPath = fileURLToPath(new URL('./lesson-loader.ts', import.meta.url))

/**
 * vite's watcher (chokidar) tells of a file's change and then drops what follows within 50 ms: the text after an editor
 * has emptied the file, a formatter's pass after a save. Who reads later than that has the last of it.
 */
const unheardMs = 60

interface LessonsOptions {
  /** The folder that holds `lessons`; the project's without it. */
  readonly root?: string
  /** Colours the code of lesson texts; without it, code stays plain. */
  readonly highlight?: Highlighter
}

/**
 * Serves the course to the page: `virtual:mailroom/catalogue`, and each lesson and translation by itself when it is opened.
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
      if (owner.includes('/')) for (const kind of allKinds) kind.load(owner, { root: folder, highlight })
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
      const isOurs = allKinds.some(({ prefix }) => source.startsWith(prefix))
      return isOurs || source === catalogueId || source === translationsId ? `\0${source}` : null
    },
    load(id) {
      const kind = allKinds.find(({ prefix }) => id.startsWith(`\0${prefix}`))
      if (kind) return moduleOf(kind.load(id.slice(kind.prefix.length + 1), { root: folder, highlight }))
      if (id !== `\0${catalogueId}` && id !== `\0${translationsId}`) return null
      const catalogue = loadCatalogue(folder)
      const toUrl = (step: string, { load, ending }: Kind): string => {
        const source = moduleOf(load(step, { root: folder, highlight }))
        const name = `${step.replace('/', '-')}${ending}`
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source })}`
      }
      const steps = catalogue.chapters.flatMap((chapter) => chapter.steps.map((step) => step.id))
      if (id === `\0${translationsId}`) return importsModule(steps, kinds.translation, isBuild ? toUrl : null)
      served = JSON.stringify(catalogue)
      return [
        importsModule(steps, kinds.lesson, isBuild ? toUrl : null),
        catalogueModule.replace('CATALOGUE', () => served),
      ].join('\n')
    },
    async hotUpdate({ file, server }) {
      const owner = ownerOf(file)
      if (owner === null) return
      const isClient = this.environment.name === 'client'
      // The client's turn comes first, and the others wait for it.
      if (isClient) await setTimeout(unheardMs)
      const graph = this.environment.moduleGraph
      const stale = [catalogueId, ...allKinds.map(({ prefix }) => `${prefix}${owner}`)]
      for (const [id, module] of graph.idToModuleMap) {
        if (stale.some((name) => id === `\0${name}`)) graph.invalidateModule(module)
      }
      if (isClient) announce(server, owner)
      return []
    },
  }
}

function moduleOf(value: unknown): string {
  return `export default ${JSON.stringify(value)}`
}

/**
 * How all lessons are imported. In a build, each is a file of its own and imported by its address: its content needs no
 * bundling, and a failed import can be repeated with another query. In development the module is imported by name the
 * first time.
 */
function importsModule(
  steps: readonly string[],
  kind: Kind,
  toUrl: ((step: string, kind: Kind) => string) | null,
): string {
  const importOf = (id: string): string => {
    if (toUrl) return `at(${toUrl(id, kind)})`
    // vite leaves out of the address what looks like its own time stamp, 13 digits.
    const again = `import(/* @vite-ignore */ import.meta.env.BASE_URL + '@id/__x00__${kind.prefix}${id}?t=' + Date.now())`
    return `(version) => version === 0 ? import('${kind.prefix}${id}') : ${again}`
  }
  return [
    "const at = (url) => (version) => import(/* @vite-ignore */ version === 0 ? url : url + '?t=' + version)",
    `export const imports = {\n${steps.map((id) => `  '${id}': ${importOf(id)},`).join('\n')}\n}`,
  ].join('\n')
}

/** The rest of the catalogue. The first load has nothing of translations, not even their addresses. */
const catalogueModule = `
import { LessonLoader } from ${JSON.stringify(loaderPath)}
export const catalogue = CATALOGUE
const lessons = new LessonLoader(imports)
export const loadLesson = (id) => lessons.load(id)
const importTranslation = (id) => async (version) => (await import('${translationsId}')).imports[id](version)
const translationLoader = () => new LessonLoader(Object.fromEntries(
  catalogue.chapters.flatMap(({ steps }) => steps.map(({ id }) => [id, importTranslation(id)])),
))
const translations = /* @__PURE__ */ translationLoader()
export const loadTranslation = (id) => translations.load(id)
import.meta.hot?.on('mailroom:lesson', ({ id }) => {
  lessons.refresh(id)
  translations.refresh(id)
})
`
