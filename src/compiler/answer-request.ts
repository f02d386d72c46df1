import type { CompileOutcome } from '../wire/program.ts'
import { compileModules, type CompileParts, type CompileRequest } from './compile-modules.ts'
import { emitModule } from './emit-module.ts'

/** What only some programs need. */
export interface LaterParts {
  /** For checks. */
  readonly emitFunction: () => Promise<typeof import('./emit-function.ts')>
  /** For programs that do not parse. */
  readonly syntaxMessages: () => Promise<typeof import('./syntax-messages.ts')>
  readonly instrument: () => Promise<typeof import('./instrument.ts')>
}

const laterParts: LaterParts = {
  emitFunction: () => import('./emit-function.ts'),
  syntaxMessages: () => import('./syntax-messages.ts'),
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
  const isForCheck = request.target === 'function'
  const emit = isForCheck
    ? (await loaded(load.emitFunction, 'checks your code', 'try again')).emitFunction
    : emitModule
  const outcome = await compileAndExplain(request, emit, load)
  if (!request.isRecorded || isForCheck || outcome.kind !== 'compiled') return outcome
  const advice = 'try again, or run plainly'
  const { instrumentModule } = await loaded(load.instrument, 'records a run line by line', advice)
  return { kind: 'compiled', modules: outcome.modules.map(instrumentModule) }
}

/** A program that turns out not to parse is compiled once more, with words for what is wrong. */
async function compileAndExplain(
  request: CompileRequest,
  emit: CompileParts['emit'],
  load: LaterParts,
): Promise<CompileOutcome> {
  let isUnexplained = false
  const explain: CompileParts['explain'] = (_, { message }) => {
    isUnexplained = true
    return { message, start: 0, end: 0 }
  }
  const outcome = compileModules(request, { emit, explain })
  if (!isUnexplained) return outcome
  const { explainSyntaxError } = await loaded(load.syntaxMessages, 'explains syntax errors', 'try again')
  return compileModules(request, { emit, explain: explainSyntaxError })
}

async function loaded<T>(load: () => Promise<T>, job: string, advice: string): Promise<T> {
  return await load().catch((cause: unknown) => {
    const message = `The part that ${job} could not be downloaded. Check your connection and ${advice}.`
    throw new Error(message, { cause })
  })
}
