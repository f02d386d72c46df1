import type { CompileOutcome } from '../wire/program.ts'
import { compileModules, type CompileRequest } from './compile-modules.ts'
import { emitModule } from './emit-module.ts'

/** What only some programs need. */
export interface LaterParts {
  /** For the target `function`: for checks. */
  readonly emitFunction: () => Promise<typeof import('./emit-function.ts')>
  readonly instrument: () => Promise<typeof import('./instrument.ts')>
}

const laterParts: LaterParts = {
  emitFunction: () => import('./emit-function.ts'),
  instrument: () => import('./instrument.ts'),
}

/**
 * Compiles, and prepares what is to be recorded line by line. What most programs do not need is loaded with the first
 * that does: rejects with a sentence for the learner if it does not come.
 *
 *     const outcome = await answerRequest({ ...request, isRecorded: true })
 */
export async function answerRequest(
  request: CompileRequest,
  load: LaterParts = laterParts,
): Promise<CompileOutcome> {
  if (request.target === 'function') {
    const { emitFunction } = await loaded(load.emitFunction, 'checks your code', 'try again')
    return compileModules(request, emitFunction)
  }
  const outcome = compileModules(request, emitModule)
  if (!request.isRecorded || outcome.kind !== 'compiled') return outcome
  const advice = 'try again, or run plainly'
  const { instrumentModule } = await loaded(load.instrument, 'records a run line by line', advice)
  return { kind: 'compiled', modules: outcome.modules.map(instrumentModule) }
}

async function loaded<T>(load: () => Promise<T>, job: string, advice: string): Promise<T> {
  return await load().catch((cause: unknown) => {
    const message = `The part that ${job} could not be downloaded. Check your connection and ${advice}.`
    throw new Error(message, { cause })
  })
}
