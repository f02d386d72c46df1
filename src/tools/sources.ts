import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface SourceText {
  /** From the project's folder, with `/`: `src/wire/channel.ts`. */
  readonly path: string
  readonly text: string
}

/** All files below the given folders or files that have one of the endings, in order of their paths. */
export function readSources(
  root: string,
  places: readonly string[],
  endings: readonly string[],
): readonly SourceText[] {
  return places
    .flatMap((place) => filesBelow(join(root, place)))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => ({ path: relative(root, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** When the newest of them was changed, in ms since 1970. */
export function newestChange(root: string, places: readonly string[]): number {
  return Math.max(
    0,
    ...places.flatMap((place) => filesBelow(join(root, place))).map((file) => statSync(file).mtimeMs),
  )
}

function filesBelow(place: string): readonly string[] {
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
