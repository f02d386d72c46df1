import type { CompiledModule, CompileOutcome, Diagnostic, SourceFile } from '../wire/program.ts'
import { Lines } from './lines.ts'
import { Linker } from './link.ts'
import type { LinkedModule, Module } from './module.ts'
import { readShape, type DynamicLink } from './module-shape.ts'
import { orderModules } from './order.ts'
import { checkOutput, parseFile, tooDeep, type Explain } from './parse.ts'
import { findRefusals } from './refusals.ts'
import { Resolver } from './resolve.ts'
import { analyseScopes } from './scopes.ts'
import { rangeOf, type Range, type SourceUnit } from './source-unit.ts'

export interface CompileRequest {
  readonly files: readonly SourceFile[]
  /** Name of the file to begin with. */
  readonly entry: string
  readonly target: 'module' | 'function'
  /** Specifiers that may be imported besides the files. */
  readonly builtins: readonly string[]
  /** For `answerRequest`: the modules, of the target `module`, are to tell of their lines as they run. */
  readonly isRecorded?: boolean
}

/** What compiling takes that not every program needs. */
export interface CompileParts {
  /** Writes a module as JavaScript, for the request's target. */
  readonly emit: (module: LinkedModule) => CompiledModule | readonly Diagnostic[]
  readonly explain: Explain
}

/**
 * Compiles a file and what it imports. Whatever is wrong with the program is in the outcome; nothing is thrown but what
 * the parts throw.
 */
export function compileModules(request: CompileRequest, parts: CompileParts): CompileOutcome {
  const resolver = new Resolver(request.files, request.builtins)
  const entry = resolver.file(request.entry)
  if (!entry) {
    const message = `There is no file ${request.entry} in this step.`
    return refused([new Lines('').diagnostic(request.entry, message, 0, 0)])
  }
  const { modules, diagnostics } = readModules(entry, resolver, parts.explain)
  if (diagnostics.length > 0) return refused(diagnostics)

  const linker = new Linker(modules, resolver)
  const linked = new Map([...modules].map(([name, module]) => [name, linker.link(module)]))
  const first = linked.get(entry.name)
  const order = first ? orderModules(first, linked) : { modules: [], diagnostics: [] }
  const problems = [...linker.diagnostics, ...order.diagnostics]
  if (problems.length > 0) return refused(problems)

  const emitted = order.modules.map((module) => emit(module, request.target, parts))
  const refusals = emitted.flatMap((result) => ('code' in result ? [] : result))
  if (refusals.length > 0) return refused(refusals)
  return { kind: 'compiled', modules: emitted.filter((result) => 'code' in result) }
}

function refused(diagnostics: readonly Diagnostic[]): CompileOutcome {
  return { kind: 'refused', diagnostics }
}

/** Reads the entry and all that it names, directly or not. */
function readModules(
  entry: SourceFile,
  resolver: Resolver,
  explain: Explain,
): { modules: Map<string, Module>; diagnostics: Diagnostic[] } {
  const modules = new Map<string, Module>()
  const diagnostics: Diagnostic[] = []
  const pending = [entry]
  const seen = new Set(pending)
  for (const file of pending) {
    const read = guarded(file, () => readModule(file, explain))
    if (!('unit' in read)) {
      diagnostics.push(...read)
      continue
    }
    modules.set(file.name, read)
    const { unit, shape } = read
    const follow = (specifier: string, site: Range): void => {
      const resolution = resolver.resolve(specifier)
      if (resolution.kind === 'unknown') {
        diagnostics.push(unit.lines.diagnostic(unit.name, resolution.message, site.start, site.end))
      } else if (resolution.kind === 'file' && !seen.has(resolution.file)) {
        seen.add(resolution.file)
        pending.push(resolution.file)
      }
    }
    for (const { specifier, node } of shape.links) follow(specifier, rangeOf(node.source ?? node))
    for (const link of shape.dynamicLinks) {
      const problem = dynamicProblem(unit, link)
      if (problem) diagnostics.push(problem)
      else follow(link.specifier ?? '', link.site)
    }
  }
  return { modules, diagnostics }
}

function readModule(file: SourceFile, explain: Explain): Module | readonly Diagnostic[] {
  const unit = parseFile(file, explain)
  if (!('program' in unit)) return unit
  const scopes = analyseScopes(unit.program)
  const refusals = findRefusals(unit, scopes)
  return refusals.length > 0 ? refusals : { unit, scopes, shape: readShape(unit) }
}

function dynamicProblem({ lines, name }: SourceUnit, link: DynamicLink): Diagnostic | null {
  if (link.specifier === null) {
    const message = "import(…) only works with a name in quotes here, as in import('./stack.ts')."
    return lines.diagnostic(name, message, link.site.start, link.site.end)
  }
  if (!link.hasOptions) return null
  return lines.diagnostic(
    name,
    'import(…) takes one argument here, the name in quotes.',
    link.start,
    link.end,
  )
}

function emit(
  module: LinkedModule,
  target: CompileRequest['target'],
  parts: CompileParts,
): CompiledModule | readonly Diagnostic[] {
  const { name, text } = module.unit
  return guarded({ name, text }, () => {
    const result = parts.emit(module)
    if (!('code' in result)) return result
    const problems = checkOutput(result, target === 'module' ? 0 : 1, parts.explain)
    return problems.length > 0 ? problems : result
  })
}

/** Trees are walked by recursion, and the stack of a thread is only so deep. */
function guarded<T>(file: SourceFile, work: () => T): T | readonly Diagnostic[] {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [new Lines('').diagnostic(file.name, tooDeep(file.name), 0, 0)]
  }
}
