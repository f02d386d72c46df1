import { linesModule, type CompiledModule } from '../wire/program.ts'
import { sourceUrl } from './stack.ts'

/** Names and values of a built-in module. Without a `default` of its own, the default is all of them. */
export type BuiltinModules = { readonly [specifier: string]: { readonly [name: string]: unknown } }

/** The blob URLs of a program's modules, and back. */
export interface LoadedUrls {
  readonly urlOf: (name: string) => string
  readonly fileOf: (url: string) => string | undefined
}

/**
 * Makes a blob module of each file, dependencies first, each import site replaced by the URL of what it names: import
 * maps do not reach workers, and a relative specifier means nothing to a blob (ENGINES).
 */
export async function makeBlobModules(
  modules: readonly CompiledModule[],
  builtins: BuiltinModules,
  scope: object,
): Promise<LoadedUrls> {
  const urls = new Map<string, string>()
  const files = new Map<string, string>()
  const used = new Set(modules.flatMap((module) => module.imports.map((site) => site.resolved)))
  for (const specifier of used) {
    if (Object.hasOwn(builtins, specifier)) {
      urls.set(specifier, await makeBuiltin(specifier, builtins[specifier] ?? {}, scope))
    }
  }
  const urlOf = (name: string): string => {
    const url = urls.get(name)
    if (url === undefined) throw new Error(`Module '${name}' was imported before it was made`)
    return url
  }
  for (const module of modules) {
    const url = blobUrl(`${linkImports(module, urlOf)}\n//# sourceURL=${sourceUrl(module.name)}`)
    urls.set(module.name, url)
    files.set(url, module.name)
  }
  return { urlOf, fileOf: (url) => files.get(url) }
}

/** Names of the program's modules that a module imports, by way of others as well; without itself. */
export function importedModules(modules: readonly CompiledModule[], name: string): readonly string[] {
  const found = new Set<string>()
  const visit = (visited: string): void => {
    const module = modules.find((one) => one.name === visited)
    if (!module || found.has(visited)) return
    found.add(visited)
    for (const { resolved } of module.imports) visit(resolved)
  }
  visit(name)
  return [...found].slice(1)
}

function linkImports({ code, imports }: CompiledModule, urlOf: (name: string) => string): string {
  let linked = code
  // From the end, so that offsets before stay right.
  for (const site of [...imports].sort((a, b) => b.start - a.start)) {
    linked = `${linked.slice(0, site.start)}'${urlOf(site.resolved)}'${linked.slice(site.end)}`
  }
  return linked
}

/** A blob module cannot close over anything: it takes its values from a global name that exists only while it loads. */
async function makeBuiltin(
  specifier: string,
  values: Record<string, unknown>,
  scope: object,
): Promise<string> {
  const key = `mailroom:${specifier}`
  const place = `globalThis[${JSON.stringify(key)}]`
  const names = Object.keys(values).filter((name) => name !== 'default')
  const code = [
    `const values = ${place}; delete ${place}`,
    ...names.map(
      (name, index) => `const v${index} = values[${JSON.stringify(name)}]; export { v${index} as ${name} }`,
    ),
    `export default ${'default' in values ? 'values.default' : 'values'}`,
  ].join('\n')
  const url = blobUrl(code)
  Object.defineProperty(scope, key, { value: values, configurable: true })
  const made = import(/* @vite-ignore */ url)
  // Every module imports the lines before any of its code runs: so much need not be waited for.
  if (specifier !== linesModule) await made
  return url
}

function blobUrl(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
}
