import { contract, givenFiles } from './contract.ts'
import type { Lesson, StepId } from './lesson.ts'
import { plainSpaces, type Mistake } from './mistakes.ts'
import type { Report } from './problem.ts'
import { childrenOf, parseTypeScript, textPieces, type Statement, type SyntaxNode } from './syntax.ts'

/** Values a module exports; types are not counted. */
function exportedNames(source: string, file: string, report: Report): readonly string[] | null {
  return parseTypeScript(source, file, report)?.body.flatMap((statement) => namesOf(statement)) ?? null
}

function namesOf(statement: Statement): string[] {
  if (statement.type === 'ExportDefaultDeclaration') return ['default']
  if (statement.type !== 'ExportNamedDeclaration' || statement.exportKind === 'type') return []
  const { declaration, specifiers } = statement
  if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
    return declaration.id ? [declaration.id.name] : []
  }
  if (declaration?.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  return specifiers.flatMap((specifier) => {
    if (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type') return []
    const { exported } = specifier
    return exported.type === 'Identifier' ? [exported.name] : [exported.value]
  })
}

/** Starter and solution export the same names, `main` and those of the contract among them. */
export function lintExports(step: StepId, starter: string, solution: string, report: Report): void {
  const [starterFile, solutionFile] = [`lessons/${step}/exercise.ts`, `lessons/${step}/solution.ts`]
  const inStarter = exportedNames(starter, starterFile, report)
  const inSolution = exportedNames(solution, solutionFile, report)
  if (!inStarter || !inSolution) return
  const promised = [...(contract[step] ?? []), 'main']
  for (const [names, file] of [
    [inStarter, starterFile],
    [inSolution, solutionFile],
  ] as const) {
    const missing = promised.filter((name) => !names.includes(name))
    if (missing.length > 0)
      report({ file, message: `does not export ${missing.join(', ')}, expected ${promised.join(', ')}` })
  }
  const isPromised = (name: string): boolean => promised.includes(name)
  const onlyStarter = inStarter.filter((name) => !inSolution.includes(name) && !isPromised(name))
  const onlySolution = inSolution.filter((name) => !inStarter.includes(name) && !isPromised(name))
  if (onlyStarter.length > 0)
    report({
      file: starterFile,
      message: `exports ${onlyStarter.join(', ')}, expected the same names as solution.ts`,
    })
  if (onlySolution.length > 0)
    report({
      file: solutionFile,
      message: `exports ${onlySolution.join(', ')}, expected the same names as exercise.ts`,
    })
}

/** Requests can be suggested only where something answers them. */
export function lintRequests(
  { requests, solution }: Pick<Lesson, 'requests' | 'solution'>,
  folder: string,
  report: Report,
): void {
  if (!requests || exportedNames(solution, '', () => undefined)?.includes('app')) return
  report({ file: `${folder}/lesson.md`, message: 'suggests requests, expected solution.ts to export app' })
}

/** A step has the files that the course promises to give. `names` are those of its folder. */
export function lintGivenFiles(step: StepId, names: readonly string[], report: Report): void {
  for (const name of givenFiles[step] ?? []) {
    if (!names.includes(name))
      report({
        file: `lessons/${step}/${name}`,
        message: 'is missing, expected this file for the exercise to import',
      })
  }
}

/** Each mistake's words must be able to stand in a message of the tests, as far as the source shows it. */
export function lintMistakeWords(
  test: string,
  testFile: string,
  mistakes: readonly Mistake[],
  report: Report,
): void {
  const program = parseTypeScript(test, testFile, () => undefined)
  if (!program) return
  const texts: (readonly string[])[] = []
  collectTexts(program, texts)
  for (const { file, words } of mistakes) {
    if (texts.some((pieces) => canShow(words, pieces))) continue
    report({
      file,
      line: 1,
      message: `its words '${words}' stand in no message of the tests, expected them in exercise.test.ts`,
    })
  }
}

function collectTexts(node: SyntaxNode, texts: (readonly string[])[]): void {
  const pieces = textPieces(node)
  if (pieces) texts.push(pieces.map((piece) => piece.replace(/\s+/g, ' ')))
  for (const child of childrenOf(node)) collectTexts(child, texts)
}

/**
 * Could a text show these words if its template holes become something short? They must begin and end in what is
 * written out, since a hole could become anything.
 */
function canShow(words: string, pieces: readonly string[]): boolean {
  return pieces.some((piece, index) => {
    if (plainSpaces(piece).includes(words)) return true
    for (let length = 1; length <= Math.min(piece.length, words.length); length++) {
      const begins = piece.endsWith(words.slice(0, length))
      if (
        begins &&
        words.slice(0, length).trim() &&
        canContinue(words.slice(length), pieces.slice(index + 1))
      )
        return true
    }
    return false
  })
}

const longestHole = 60

/** `rest` begins with what a hole became, then goes on in the next pieces. */
function canContinue(rest: string, [piece, ...others]: readonly string[]): boolean {
  if (piece === undefined || rest === '') return false
  for (let skipped = 0; skipped <= Math.min(rest.length - 1, longestHole); skipped++) {
    const after = rest.slice(skipped)
    if (piece.startsWith(after)) return true
    if (after.startsWith(piece) && piece !== '' && canContinue(after.slice(piece.length), others)) return true
    if (piece === '' && canContinue(after, others)) return true
  }
  return false
}
