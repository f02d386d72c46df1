/** `node:path`, the POSIX kind. */

interface ParsedPath {
  readonly root: string
  readonly dir: string
  readonly base: string
  readonly ext: string
  readonly name: string
}

export const sep = '/'

export function isAbsolute(path: string): boolean {
  return path.startsWith('/')
}

export function normalize(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.length > 0 && segments.at(-1) !== '..') segments.pop()
    else if (!isAbsolute(path)) segments.push('..')
  }
  const end = path.endsWith('/') && segments.length > 0 ? '/' : ''
  return (isAbsolute(path) ? '/' : '') + segments.join('/') + end || '.'
}

export function join(...paths: string[]): string {
  return normalize(paths.filter((path) => path !== '').join('/'))
}

/** From the right, until it is absolute; the current folder is `/`. */
export function resolve(...paths: string[]): string {
  const start = paths.findLastIndex(isAbsolute)
  const resolved = normalize(`/${paths.slice(Math.max(start, 0)).join('/')}`)
  return resolved.length > 1 ? resolved.replace(/\/$/, '') : resolved
}

export function basename(path: string, ending = ''): string {
  const base = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return base !== ending && base.endsWith(ending) ? base.slice(0, base.length - ending.length) : base
}

export function extname(path: string): string {
  return /[^.](\.[^.]*)$/.exec(basename(path))?.[1] ?? ''
}

export function dirname(path: string): string {
  const dir = path.replace(/\/+$/, '').replace(/\/*[^/]*$/, '')
  return dir || (isAbsolute(path) ? '/' : '.')
}

export function parse(path: string): ParsedPath {
  const base = basename(path)
  const ext = extname(path)
  const root = isAbsolute(path) ? '/' : ''
  const dir = path.includes('/') ? dirname(path) : ''
  return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) }
}
