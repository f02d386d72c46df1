import { parse } from '@babel/parser'
import { linesModule, type CompiledModule, type ImportSite } from '../wire/program.ts'
import { columnShifts } from './column-shifts.ts'
import { Edits } from './edits.ts'
import { Instrumenter } from './instrument-walk.ts'
import { Lines } from './lines.ts'
import { RecorderCalls } from './recorder-calls.ts'

/**
 * A compiled module (target `module`) that tells a recorder of each line before it runs. Its lines stay where they are;
 * `shifts` says how to find the columns of the source. The recorder is the default export of the module `mailroom:lines`.
 *
 *     const recorded = instrumentModule(module)
 *
 * A module for which this cannot be done is returned as it is: it runs, and nothing is seen of it.
 */
export function instrumentModule(module: CompiledModule): CompiledModule {
  try {
    return instrument(module)
  } catch (error) {
    // Too deep for the stack, or a form that was not thought of.
    if (error instanceof RangeError || error instanceof SyntaxError) return module
    throw error
  }
}

function instrument(module: CompiledModule): CompiledModule {
  const { program } = parse(module.code, {
    sourceType: 'module',
    attachComment: false,
    createParenthesizedExpressions: true,
    createImportExpressions: true,
  })
  const edits = new Edits(module.code)
  const calls = new RecorderCalls(module.name, program)
  const ending = new Instrumenter(calls, edits, new Lines(module.code)).program(program)
  const { code: body, offsetOf } = edits.finish()
  const start = `${body}\n;${ending}import ${calls.recorder} from`
  const code = `${start}'${linesModule}'`
  parse(code, { sourceType: 'module', attachComment: false })
  const recorder: ImportSite = {
    specifier: linesModule,
    resolved: linesModule,
    start: start.length,
    end: code.length,
  }
  const imports = module.imports.map((site) => ({
    ...site,
    start: offsetOf(site.start),
    end: offsetOf(site.end),
  }))
  return { ...module, code, imports: [...imports, recorder], shifts: columnShifts(module.code, offsetOf) }
}
