import { serve, type Port } from '../wire/channel.ts'
import { answerRequest } from './answer-request.ts'
import type { CompileRequest } from './compile.ts'

/** What the page asks of the compiler's worker. */
export type CompilerCalls = { compile: (request: CompileRequest) => ReturnType<typeof answerRequest> }

// The project's types see a window here; in a worker `self` is a port.
serve<CompilerCalls>(self as unknown as Port, { compile: (request) => answerRequest(request) })
