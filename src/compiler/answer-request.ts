import type { CompileOutcome } from '../wire/program.ts'
import { compileProgram, type CompileRequest } from './compile.ts'

/**
 * Compiles, and prepares what is to be recorded line by line. The code for that is loaded with the first such program:
 * rejects with a sentence for the learner if it does not come.
 *
 *     const outcome = await answerRequest({ ...request, isRecorded: true })
 */
export async function answerRequest(
  request: CompileRequest,
  loadInstrumenter: () => Promise<typeof import('./instrument.ts')> = () => import('./instrument.ts'),
): Promise<CompileOutcome> {
  const outcome = compileProgram(request)
  if (!request.isRecorded || request.target !== 'module' || outcome.kind !== 'compiled') return outcome
  const { instrumentModule } = await loadInstrumenter().catch((cause: unknown) => {
    const message =
      'The part that records a run line by line could not be downloaded. Check your connection and try again, or run plainly.'
    throw new Error(message, { cause })
  })
  return { kind: 'compiled', modules: outcome.modules.map(instrumentModule) }
}
