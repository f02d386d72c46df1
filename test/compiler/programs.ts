import { ScriptTarget, ModuleKind, transpileModule } from 'typescript'
import { compileProgram } from '../../src/compiler/compile.ts'
import { builtinModules as builtins } from '../../src/runtime/builtins.ts'
import type { CompiledModule, Diagnostic, SourceFile } from '../../src/wire/program.ts'

export type Files = Readonly<Record<string, string>>
export type Names = Record<string, unknown>

function request(files: Files | string, target: 'module' | 'function') {
  const texts: Files = typeof files === 'string' ? { 'exercise.ts': files } : files
  const list: SourceFile[] = Object.entries(texts).map(([name, text]) => ({ name, text }))
  return compileProgram({ files: list, entry: list[0]?.name ?? '', target, builtins })
}

/** Compiles files, the first is the entry. A refusal fails the test. */
export function compile(
  files: Files | string,
  target: 'module' | 'function' = 'module',
): readonly CompiledModule[] {
  const outcome = request(files, target)
  if (outcome.kind === 'compiled') return outcome.modules
  throw new Error(
    outcome.diagnostics.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'),
  )
}

/** Code of the only, or the entry, module. */
export function codeOf(files: Files | string, target: 'module' | 'function' = 'module'): string {
  return compile(files, target).at(-1)?.code ?? ''
}

export function refusalOf(
  files: Files | string,
  target: 'module' | 'function' = 'module',
): readonly Diagnostic[] {
  const outcome = request(files, target)
  return outcome.kind === 'refused' ? outcome.diagnostics : []
}

/** `line:column message` of everything that is wrong. */
export function problems(files: Files | string, target: 'module' | 'function' = 'module'): string[] {
  return refusalOf(files, target).map(({ line, column, message }) => `${line}:${column} ${message}`)
}

/** Runs the module target: each import site replaced by a data: URL, as the sandbox does it with blobs. */
export async function runModules(files: Files | string): Promise<Names> {
  const urls = new Map<string, string>(builtins.map((name) => [name, name]))
  for (const { name, code, imports } of compile(files)) {
    let linked = code
    for (const { start, end, resolved } of [...imports].sort((a, b) => b.start - a.start)) {
      linked = `${linked.slice(0, start)}'${urls.get(resolved)}'${linked.slice(end)}`
    }
    urls.set(name, dataUrl(linked))
  }
  return { ...(await importText([...urls.values()].at(-1) ?? '')) }
}

/** Runs the function target: dependencies first, exports as getters. */
export async function runFunctions(files: Files | string): Promise<Names> {
  const loaded = new Map<string, Names>([
    ['node:timers/promises', { ...(await import('node:timers/promises')) }],
  ])
  for (const { name, code, imports } of compile(files, 'function')) {
    const namespace: Names = Object.create(null) as Names
    loaded.set(name, namespace)
    const run = (0, eval)(code) as (...parameters: unknown[]) => Promise<void>
    await run(
      (resolved: string) => loaded.get(resolved),
      (getters: Record<string, () => unknown>) => {
        for (const [key, get] of Object.entries(getters))
          Object.defineProperty(namespace, key, { get, enumerable: true })
      },
      async (specifier: string) =>
        loaded.get(imports.find((site) => site.specifier === specifier)?.resolved ?? ''),
    )
  }
  return [...loaded.values()].at(-1) ?? {}
}

/** What TypeScript itself makes of a file. */
export async function runByTypeScript(source: string): Promise<Names> {
  const { outputText } = transpileModule(source, {
    compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ESNext },
  })
  return { ...(await importText(dataUrl(outputText))) }
}

function dataUrl(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
}

function importText(url: string): Promise<Names> {
  return import(/* @vite-ignore */ url) as Promise<Names>
}
