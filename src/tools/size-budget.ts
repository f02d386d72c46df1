import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { formatTable } from './table.ts'

/** Files of `dist` that are loaded together, and how large they may be. */
interface Budget {
  readonly name: string
  /** In kB (1,000 bytes), compressed with gzip. */
  readonly limit: number
  /** Sources of chunks, as the manifest names them; what they import statically is counted with them. */
  readonly modules: readonly string[]
  /** Names of files that are loaded by address, without their hash: workers, a lesson. */
  readonly files: readonly string[]
  /** Name of an earlier budget: what is counted there has been loaded by then. */
  readonly after?: string
}

/** The budgets that the project promises. */
export const typeAndRun = 'before one can type and run'
export const redisPieces = 'Redis pieces'
export const mailPieces = 'mail pieces'
export const stagePieces = 'stage'

const budgets: readonly Budget[] = [
  {
    name: typeAndRun,
    limit: 250,
    modules: ['index.html', 'src/app/lesson/step.ts'],
    files: ['compile-worker.js', '01-lists-01-queue.js'],
  },
  // They come at the same time as the editor, which does not wait for them.
  { name: 'text', limit: 15, modules: ['src/app/lesson/sanitise.ts'], files: [] },
  { name: 'check', limit: 150, modules: [], files: ['check-worker.js'] },
  // Declarations the type checker reads: the second ones only for files that import ioredis.
  { name: 'types', limit: 50, modules: [], files: ['types-pack.json', 'types-of-ioredis.json'] },
  {
    name: 'types of mail and web',
    limit: 30,
    modules: [],
    files: ['types-of-nodemailer.json', 'types-of-hono.json'],
  },
  // Only steps whose code imports ioredis load these; the servers speak SMTP as well.
  {
    name: redisPieces,
    limit: 200,
    modules: [],
    files: ['node-script.js', 'ioredis-script.js', 'services-worker.js'],
  },
  // And those that import nodemailer, these, of which the first is the same.
  { name: mailPieces, limit: 130, modules: [], files: ['node-script.js', 'nodemailer-script.js'] },
  { name: 'hono', limit: 10, modules: [], files: ['hono-script.js'] },
  // `fetch` with the example web, for programs that name it.
  { name: 'example web', limit: 15, modules: [], files: ['fetch-script.js'] },
  {
    name: 'Redis panel',
    limit: 30,
    modules: ['src/app/panels/redis.ts', 'src/sandbox/command-help.ts'],
    files: [],
    after: typeAndRun,
  },
  // After the first run; what records lines, for runs that are to be watched so.
  { name: stagePieces, limit: 80, modules: ['src/app/stage/stage-host.ts'], files: [], after: typeAndRun },
  { name: 'line recording', limit: 15, modules: [], files: ['recorder-script.js', 'instrument.js'] },
  // Steps whose code exports an app.
  { name: 'Web panel', limit: 10, modules: ['src/app/panels/web.ts'], files: [], after: typeAndRun },
  // Steps whose code imports nodemailer.
  { name: 'Inbox panel', limit: 45, modules: ['src/app/panels/inbox.ts'], files: [], after: typeAndRun },
]

type Manifest = { readonly [source: string]: { readonly file: string; readonly imports?: readonly string[] } }

interface SizeReport {
  readonly table: string
  /** kB by the budget's name. */
  readonly totals: ReadonlyMap<string, number>
  /** Budgets that are exceeded or cannot be found in the build, one line each. */
  readonly problems: readonly string[]
}

/** Weighs the built site in `dist`. */
export function measureSite(root: string, wanted: readonly Budget[] = budgets): SizeReport {
  const dist = join(root, 'dist')
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
  const assets = readdirSync(join(dist, 'assets'))
  const problems: string[] = []
  const totals = new Map<string, number>()
  const counted = new Map<string, ReadonlySet<string>>()
  const rows = wanted.flatMap((budget) => {
    const missing = (name: string): void =>
      void problems.push(`size: ${budget.name}: the build has no ${name}, expected it`)
    const all = [
      ...chunksOf(budget.modules, manifest, missing),
      ...budget.files.flatMap((name) =>
        assets.filter((asset) => hasName(asset, name)).map((asset) => `assets/${asset}`),
      ),
    ]
    counted.set(budget.name, new Set(all))
    const files = all.filter((file) => !counted.get(budget.after ?? '')?.has(file))
    for (const name of budget.files) if (!assets.some((asset) => hasName(asset, name))) missing(name)
    const sizes = files.map((file) => ({
      file,
      size: gzipSync(readFileSync(join(dist, file))).length / 1000,
    }))
    const total = sizes.reduce((sum, { size }) => sum + size, 0)
    totals.set(budget.name, total)
    if (total > budget.limit)
      problems.push(`size: ${budget.name}: ${kB(total)}, expected at most ${kB(budget.limit)}`)
    return [
      ...sizes.map(({ file, size }) => [`  ${file}`, kB(size)]),
      [`${budget.name} (at most ${kB(budget.limit)})`, kB(total)],
    ]
  })
  return { table: formatTable(['file', 'gzip'], rows), totals, problems }
}

function chunksOf(
  sources: readonly string[],
  manifest: Manifest,
  missing: (name: string) => void,
): Set<string> {
  const files = new Set<string>()
  const add = (source: string): void => {
    const chunk = manifest[source]
    if (!chunk) return missing(source)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(add)
  }
  sources.forEach(add)
  return files
}

/** `compile-worker-Bx3_91ac.js` is `compile-worker.js`. */
function hasName(asset: string, name: string): boolean {
  return asset.replace(/-[\w-]{8}(\.\w+)$/, '$1') === name
}

function kB(size: number): string {
  return `${size.toFixed(1)} kB`
}
