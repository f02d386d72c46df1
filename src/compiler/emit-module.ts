import type { CompiledModule, ImportSite } from '../wire/program.ts'
import { Edits } from './edits.ts'
import { eraseTypes, eraseWhole } from './erase.ts'
import { separateOperators } from './forbidden-texts.ts'
import { globalsOf, type LinkedModule, type LiveLink } from './module.ts'
import { isTypeSpecifier } from './module-shape.ts'
import { rangeOf, type Node, type Range } from './source-unit.ts'
import { isTypeOnly } from './type-only.ts'

/** A module as an ES module, at the lines and columns of its source. */
export function emitModule(module: LinkedModule): CompiledModule {
  const { unit, shape } = module
  const edits = new Edits(unit.text)
  separateOperators(unit, edits)
  eraseTypes(module, edits)
  const live = new Map<Node, LiveLink>(module.links.map((link) => [link.link.node, link]))
  for (const node of unit.program.body) {
    if (isTypeOnly(node)) continue
    if (node.type === 'ImportDeclaration') keepImports(module, edits, node, live.get(node))
    if (node.type === 'ExportNamedDeclaration' && !node.declaration) {
      if (node.source && !live.has(node)) eraseWhole(edits, node)
      else keepExports(module, edits, node)
    }
    if (
      node.type === 'ExportDefaultDeclaration' &&
      !module.exports.some(({ exported }) => exported === 'default')
    ) {
      eraseWhole(edits, node)
    }
  }
  const { code, offsetOf } = edits.finish()
  const site = (specifier: string, resolved: string, { start, end }: Range): ImportSite => ({
    specifier,
    resolved,
    start: offsetOf(start),
    end: offsetOf(end),
  })
  const imports = [
    ...module.links.flatMap(({ link, resolved }) =>
      link.node.source ? [site(link.specifier, resolved, rangeOf(link.node.source))] : [],
    ),
    ...shape.dynamicLinks.flatMap(({ specifier, site: range }) => {
      const resolved = specifier === null ? undefined : module.resolved.get(specifier)
      return specifier === null || resolved === undefined ? [] : [site(specifier, resolved, range)]
    }),
  ]
  return {
    name: unit.name,
    code,
    imports,
    exports: module.exports.map(({ exported }) => exported),
    globals: globalsOf(module),
  }
}

type ImportNode = Extract<Node, { type: 'ImportDeclaration' }>
type ExportNode = Extract<Node, { type: 'ExportNamedDeclaration' }>

function keepImports(
  { unit }: LinkedModule,
  edits: Edits,
  node: ImportNode,
  live: LiveLink | undefined,
): void {
  if (!live) return eraseWhole(edits, node)
  const kept = new Set(live.names.map(({ start }) => start))
  let hasDefault = false
  for (const specifier of node.specifiers) {
    const { start } = rangeOf(specifier)
    const isKept = kept.has(start)
    if (specifier.type === 'ImportDefaultSpecifier') hasDefault = isKept
    if (isKept) continue
    if (specifier.type === 'ImportNamespaceSpecifier' && hasDefault) {
      const comma = unit.previous(start) - 1
      edits.blank(comma, comma + 1)
    }
    blankListed(edits, unit, specifier)
  }
}

function keepExports(module: LinkedModule, edits: Edits, node: ExportNode): void {
  const kept = new Set(module.exports.map(({ exported }) => exported))
  for (const specifier of node.specifiers) {
    const { exported } = specifier
    const name = exported.type === 'StringLiteral' ? exported.value : exported.name
    if (isTypeSpecifier(specifier) || !kept.has(name)) blankListed(edits, module.unit, specifier)
  }
}

/** Blanks one of a list's names and the comma behind it. */
function blankListed(edits: Edits, unit: LinkedModule['unit'], specifier: Node): void {
  const { start, end } = rangeOf(specifier)
  edits.blank(start, end)
  const comma = unit.next(end)
  if (unit.text[comma] === ',') edits.blank(comma, comma + 1)
}
