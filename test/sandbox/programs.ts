import type { CompiledModule, ImportSite } from '../../src/wire/program.ts'
import type { RunProgram } from '../../src/wire/sandbox-messages.ts'

/** A module as the compiler would give it for the target `module`, from plain JavaScript. */
export function moduleOf(name: string, code: string): CompiledModule {
  const imports: ImportSite[] = []
  for (const match of code.matchAll(/from ('([^']+)')/g)) {
    const start = match.index + 'from '.length
    const specifier = match[2] ?? ''
    imports.push({
      specifier,
      resolved: specifier.replace('./', ''),
      start,
      end: start + (match[1]?.length ?? 0),
    })
  }
  return { name, code, imports, exports: [], globals: globalsIn(code) }
}

/** Of the names that the sandbox looks for. */
function globalsIn(code: string): string[] {
  return ['fetch', 'globalThis'].filter((name) => code.includes(name))
}

/** A program of one file whose `main()` has this body. */
export function mainWith(body: string, before = ''): RunProgram {
  return {
    modules: [moduleOf('exercise.ts', `${before}export async function main() {\n${body}\n}`)],
    entry: 'exercise.ts',
  }
}
