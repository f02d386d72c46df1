import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, preview } from 'vite'
import { projectRoot } from './project.ts'
import { newestChange } from './sources.ts'

const builtPage = join(projectRoot, 'dist', 'index.html')
const sources = ['src', 'lessons', 'index.html', 'vite.config.ts', 'package-lock.json']

/** Builds the static site into `dist`. */
export async function buildSite(): Promise<void> {
  // Inside a test run this is 'test', and vite would take the libraries' slower and larger builds for development.
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ root: projectRoot, logLevel: 'warn' })
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = NODE_ENV
  }
}

/** Builds only if a source is newer than what stands in `dist`. */
export async function buildIfNeeded(): Promise<void> {
  const isCurrent = existsSync(builtPage) && statSync(builtPage).mtimeMs > newestChange(projectRoot, sources)
  if (!isCurrent) await buildSite()
}

export interface ServedSite {
  /** `http://127.0.0.1:4173/` */
  readonly url: string
  close(): Promise<void>
}

/** Serves `dist` to this machine, at the first free port from 4173. */
export async function serveSite(): Promise<ServedSite> {
  const server = await preview({
    root: projectRoot,
    preview: { host: '127.0.0.1', port: 4173, strictPort: false },
  })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('The site is served, but vite did not say where')
  return { url, close: () => server.close() }
}
