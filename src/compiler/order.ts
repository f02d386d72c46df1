import type { Diagnostic } from '../wire/program.ts'
import type { LinkedModule } from './module.ts'
import type { Range } from './source-unit.ts'
import { rangeOf } from './source-unit.ts'

/** Modules with each after the ones it imports, or the cycles that make this impossible. */
export interface Order {
  readonly modules: readonly LinkedModule[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Puts what the entry reaches in order. A cycle is refused: blob URLs cannot be made for one. */
export function orderModules(entry: LinkedModule, modules: ReadonlyMap<string, LinkedModule>): Order {
  const ordered: LinkedModule[] = []
  const diagnostics: Diagnostic[] = []
  const done = new Set<LinkedModule>()
  const path: LinkedModule[] = []

  const visit = (module: LinkedModule): void => {
    path.push(module)
    for (const { target, site } of dependencies(module, modules)) {
      const index = path.indexOf(target)
      if (index >= 0) {
        const cycle = [...path.slice(index), target].map(({ unit }) => unit.name)
        const message = `These files import each other in a circle: ${cycle.join(' → ')}. Move what both need into one of them.`
        diagnostics.push(module.unit.lines.diagnostic(module.unit.name, message, site.start, site.end))
      } else if (!done.has(target)) visit(target)
    }
    path.pop()
    done.add(module)
    ordered.push(module)
  }
  visit(entry)
  return { modules: ordered, diagnostics }
}

function dependencies(
  module: LinkedModule,
  modules: ReadonlyMap<string, LinkedModule>,
): { target: LinkedModule; site: Range }[] {
  const sites: { name: string | undefined; site: Range }[] = [
    ...module.links.map(({ link, resolved }) => ({
      name: resolved,
      site: link.node.source ? rangeOf(link.node.source) : rangeOf(link.node),
    })),
    ...module.shape.dynamicLinks.map(({ specifier, site }) => ({
      name: module.resolved.get(specifier ?? ''),
      site,
    })),
  ]
  return sites.flatMap(({ name, site }) => {
    const target = name === undefined ? undefined : modules.get(name)
    return target ? [{ target, site }] : []
  })
}
