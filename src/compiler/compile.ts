import type { CompileOutcome } from '../wire/program.ts'
import { compileModules, type CompileRequest } from './compile-modules.ts'
import { emitFunction } from './emit-function.ts'
import { emitModule } from './emit-module.ts'
import { explainSyntaxError } from './syntax-messages.ts'

export type { CompileRequest } from './compile-modules.ts'

/**
 * Compiles a file and what it imports from TypeScript to JavaScript. Types become spaces, so that places in errors stay
 * true. Whatever is wrong with the program is in the outcome; nothing is thrown.
 *
 *     const outcome = compileProgram({ files: [{ name: 'exercise.ts', text }], entry: 'exercise.ts', target: 'module', builtins: [] })
 *     if (outcome.kind === 'compiled') run(outcome.modules)
 */
export function compileProgram(request: CompileRequest): CompileOutcome {
  const emit = request.target === 'module' ? emitModule : emitFunction
  return compileModules(request, { emit, explain: explainSyntaxError })
}
