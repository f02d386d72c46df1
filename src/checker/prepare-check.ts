import type { CheckReport } from '../wire/outcome.ts'
import {
  linesModule,
  type CompiledModule,
  type CompileOutcome,
  type Diagnostic,
  type SourceFile,
} from '../wire/program.ts'
import type { CheckJob, RunProgram } from '../wire/sandbox-messages.ts'
import { exerciseFile, testFile } from './step-files.ts'

/** What is needed of a step to check an answer to it. */
export interface StepTests {
  readonly test: string
  /** Full names of the tests in `test`. */
  readonly tests: readonly string[]
  /** Files given with the step. */
  readonly files: readonly SourceFile[]
}

/** The compiler, wherever it runs. */
export type Compile = (request: {
  readonly files: readonly SourceFile[]
  readonly entry: string
  readonly target: 'function' | 'module'
  readonly builtins: readonly string[]
  readonly isRecorded?: boolean
}) => CompileOutcome | Promise<CompileOutcome>

/** A job for the checker, or the report if the answer cannot even be compiled. */
export type Prepared =
  | { readonly kind: 'ready'; readonly job: CheckJob }
  | { readonly kind: 'judged'; readonly report: CheckReport }

/** How a check is made ready. */
export interface PrepareOptions {
  readonly compile: Compile
  readonly builtins: readonly string[]
  readonly timeLimitMs: number
  /** Full name of a test in which the answer is to tell of its lines; `compile` must know how to record. */
  readonly linesOf?: string | undefined
}

/**
 * Compiles an answer and the tests that judge it.
 * @throws whatever `compile` throws: that is no fault of the answer
 */
export async function prepareCheck(
  text: string,
  step: StepTests,
  { compile, builtins, timeLimitMs, linesOf }: PrepareOptions,
): Promise<Prepared> {
  const files = [...step.files, { name: exerciseFile, text }]
  const test = { name: testFile, text: step.test }
  // Both at once: neither needs the other's result, and a person waits.
  const [tests, learner] = await Promise.all([
    compile({
      files: [...files, test],
      entry: testFile,
      target: 'function',
      builtins: [...builtins, 'vitest', 'inbox'],
    }),
    compile({ files, entry: exerciseFile, target: 'function', builtins }),
  ])
  if (learner.kind === 'refused') return { kind: 'judged', report: learner }
  if (tests.kind === 'refused')
    return { kind: 'judged', report: reportOfRefusedTest(tests.diagnostics, text) }
  // The answer is evaluated apart from the tests, never as one of their own modules.
  const trusted = tests.modules.filter(({ name }) => name !== exerciseFile)
  const hasThreads = [...tests.modules, ...learner.modules].some(({ imports }) =>
    imports.some(({ resolved }) => resolved === 'threading'),
  )
  const given = trusted.map(({ name }) => name).filter((name) => name !== testFile)
  const isRecorded = linesOf !== undefined
  const threads = hasThreads ? await compileThreads(files, given, { compile, builtins, isRecorded }) : null
  const told = isRecorded ? await compileTelling(files, { compile, builtins }) : null
  return {
    kind: 'ready',
    job: {
      test: trusted,
      learner: told ?? learner.modules,
      threads,
      expectedTests: step.tests,
      timeLimitMs,
      ...(isRecorded && { linesOf }),
    },
  }
}

type CompileOptions = Pick<PrepareOptions, 'compile' | 'builtins'>

/**
 * The answer's modules, of which the answer itself tells of its lines: what is written for modules is compiled once more, as
 * if it were the answer. Null if that cannot be done: then it is checked as it was written.
 */
async function compileTelling(
  files: readonly SourceFile[],
  { compile, builtins }: CompileOptions,
): Promise<readonly CompiledModule[] | null> {
  const request = { entry: exerciseFile, builtins }
  const recorded = await compile({ ...request, files, target: 'module', isRecorded: true })
  const answer = recorded.kind === 'compiled' && recorded.modules.find(({ name }) => name === exerciseFile)
  if (!answer) return null
  const outcome = await compile({
    entry: exerciseFile,
    files: files.map(({ name, text }) => ({ name, text: name === exerciseFile ? answer.code : text })),
    target: 'function',
    builtins: [...builtins, linesModule],
  })
  return outcome.kind === 'compiled' ? outcome.modules : null
}

/**
 * What threads load: plain ES modules, for a thread needs no room apart from the tests. It is a worker of its own that
 * sends back copies only.
 */
async function compileThreads(
  files: readonly SourceFile[],
  given: readonly string[],
  { compile, builtins, isRecorded }: CompileOptions & { readonly isRecorded: boolean },
): Promise<RunProgram | null> {
  const modules = new Map<string, CompiledModule>()
  // Given files first: those that only the tests import are not behind the exercise, which alone tells of its lines.
  for (const entry of [...given, exerciseFile]) {
    if (modules.has(entry)) continue
    const tells = isRecorded && entry === exerciseFile
    const compiled = await compile({
      files,
      entry,
      target: 'module',
      builtins,
      ...(tells && { isRecorded: true }),
    })
    // What compiles for one target does so for the other; a file that does not is one no thread can run.
    if (compiled.kind !== 'compiled') continue
    for (const module of compiled.modules) if (!modules.has(module.name)) modules.set(module.name, module)
  }
  if (!modules.has(exerciseFile)) return null
  return { modules: [...modules.values()], entry: exerciseFile, ...(isRecorded && { isRecorded: true }) }
}

/** The answer compiles and the test does not: it asks for names that the answer lacks, or the step itself is broken. */
function reportOfRefusedTest(diagnostics: readonly Diagnostic[], text: string): CheckReport {
  const missing = new Map<string, Diagnostic>()
  for (const { file, message } of diagnostics) {
    const [, name, rest = ''] = /^exercise\.ts exports no "([^"]+)"(?! as a value)(.*)/.exec(message) ?? []
    if (file === testFile && name !== undefined) missing.set(name, missingExport(name, rest, text))
  }
  if (missing.size > 0) return { kind: 'refused', diagnostics: [...missing.values()] }
  const first = diagnostics[0]
  const message = first
    ? `${first.file}:${first.line}: ${first.message}`
    : 'The tests of this step do not compile.'
  return { kind: 'crashed', reason: 'checker', error: { name: 'CheckError', message, frames: [] } }
}

/** Says it where the name is declared, if it is; `rest` is what the compiler had to add. */
function missingExport(name: string, rest: string, text: string): Diagnostic {
  const lines = text.split('\n')
  const declaration = new RegExp(
    `^(?:async )?(?:abstract )?(class|function\\*?|const|let|var) ${name.replaceAll('$', '\\$')}\\b`,
  )
  const line = lines.findIndex((source) => declaration.test(source))
  const keyword = declaration.exec(lines[line] ?? '')?.[1]
  const exported = /It exports .*/.exec(rest)?.[0] ?? ''
  const advice = keyword ? `Is the word export still in front of ${keyword}?` : exported
  return {
    file: exerciseFile,
    line: Math.max(line, 0) + 1,
    column: 1,
    endLine: Math.max(line, 0) + 1,
    endColumn: Math.max((lines[line] ?? '').length, 1),
    severity: 'error',
    source: 'syntax',
    message: `${exerciseFile} must export ${name}: the tests import it. ${advice}`.trim(),
  }
}
