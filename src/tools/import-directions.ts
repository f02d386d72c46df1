import { posix } from 'node:path'
import type { SourceText } from './sources.ts'

interface Room {
  /** Rooms whose code it may import. */
  readonly code: readonly string[]
  /** Rooms of which it may import types only. */
  readonly types?: readonly string[]
}

/** DESIGN's table: which folder of `src` may import which. A room may always import itself. Nothing imports `app` or `grade`. */
export const rooms: { readonly [room: string]: Room } = {
  wire: { code: [] },
  course: { code: [], types: ['wire'] },
  trace: { code: [], types: ['wire'] },
  network: { code: ['wire'] },
  services: { code: ['network', 'trace'], types: ['wire'] },
  runtime: { code: ['network', 'wire'] },
  compiler: { code: ['wire'] },
  sandbox: { code: ['wire', 'services', 'runtime', 'trace'] },
  // What learner code finds when it imports a built-in module is the same in a run and in a check.
  checker: { code: ['wire', 'sandbox', 'runtime'], types: ['network'] },
  workspace: { code: ['course', 'wire'] },
  app: {
    // A recording is replayed in the page: the reducer is the same wherever it runs.
    code: ['wire', 'course', 'workspace', 'sandbox', 'checker', 'compiler', 'runtime', 'trace'],
    types: ['network', 'services'],
  },
  grade: { code: ['course', 'checker', 'services', 'wire', 'compiler', 'sandbox', 'runtime', 'tools'] },
  // Runs in Node only: of the course's tools, none is for the page.
  tools: {
    code: [
      'wire',
      'course',
      'trace',
      'network',
      'services',
      'runtime',
      'compiler',
      'sandbox',
      'checker',
      'workspace',
    ],
  },
}

interface Import {
  readonly line: number
  /** The file it means, from the project's folder, without a query. */
  readonly target: string
  readonly isType: boolean
}

const forms = [
  /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"](\.[^'"]+)['"]/gm,
  /^\s*import\s+()['"](\.[^'"]+)['"]/gm,
  /\bimport\(()\s*['"](\.[^'"]+)['"]/g,
  /new URL\(()\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g,
]

/** Relative imports of a file, also dynamic ones and workers' addresses. */
function importsOf({ path, text }: SourceText): readonly Import[] {
  return forms.flatMap((form) =>
    [...text.matchAll(form)].map((match) => ({
      line: text.slice(0, match.index + match[0].search(/\S/)).split('\n').length,
      target: posix.join(posix.dirname(path), (match[2] ?? '').replace(/\?.*$/, '')),
      isType: Boolean(match[1]),
    })),
  )
}

/** Imports against the table, one line each: `src/wire/x.ts:3: imports src/app/y.ts, but wire may import nothing`. */
export function wrongDirections(sources: readonly SourceText[]): readonly string[] {
  return sources.flatMap((source) => {
    const from = roomOf(source.path)
    const room = rooms[from ?? '']
    if (!from) return []
    if (!room)
      return [`${source.path}: is in ${from}, expected one of the rooms ${Object.keys(rooms).join(', ')}`]
    return importsOf(source).flatMap(({ target, line, isType }) => {
      const to = roomOf(target)
      // What lies outside of src, like the project's own folder, is nobody's room.
      if (to === null || to === from || room.code.includes(to) || (isType && room.types?.includes(to)))
        return []
      const allowed = room.code.length > 0 ? room.code.join(', ') : 'nothing'
      return [`${source.path}:${line}: imports ${target}, but ${from} may import ${allowed}`]
    })
  })
}

/** Files that import each other in a circle, each circle once: `a.ts → b.ts → a.ts`. Types do not count: they are gone at run time. */
export function importCycles(sources: readonly SourceText[]): readonly string[] {
  const targets = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(({ isType }) => !isType)
        .map(({ target }) => target),
    ]),
  )
  const isDone = new Set<string>()
  const cycles: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0)
      cycles.push(`${[...trail.slice(start), path].join(' → ')}: a circle of imports, expected none`)
    if (start >= 0 || isDone.has(path)) return
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path])
    isDone.add(path)
  }
  for (const path of targets.keys()) walk(path, [])
  return cycles
}

function roomOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null
}
