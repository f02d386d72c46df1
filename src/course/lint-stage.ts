import type { Moment } from '../wire/moment.ts'
import type { DrawnSpec } from './lesson-stage.ts'
import type { Lesson, Translation } from './lesson.ts'
import { anyText, momentExpectation, momentsNamedIn } from './moment.ts'
import type { Report } from './problem.ts'

/**
 * What a stage draws and asks about, and what the tests name as the moment at which something went wrong, stands in the code
 * of the step; and a translation has the words of all questions.
 */
export function lintStage(
  lesson: Pick<Lesson, 'stage' | 'starter' | 'solution' | 'files' | 'test'>,
  translation: Translation | null,
  folder: string,
  report: Report,
): void {
  const { drawn = [], predictions = [], isRecorded = false } = lesson.stage ?? {}
  const code = codeOf(lesson)
  const complain = (message: string): void => report({ file: `${folder}/lesson.md`, message })
  for (const spec of drawn) {
    const name = nameOf(spec)
    if (!hasName(code, name)) complain(`the stage draws ${name}, expected a name that the step's code has`)
    const isOfLines = spec.kind !== 'list' && spec.kind !== 'zset'
    if (isOfLines && !isRecorded)
      complain(
        `the stage draws ${spec.kind} ${name}, expected 'lines: true', without which nothing of it is seen`,
      )
  }
  for (const { before } of predictions)
    for (const problem of momentProblems(before, code, isRecorded))
      complain(`the stage asks before ${problem}`)
  lintTestMoments(lesson, `${folder}/exercise.test.ts`, report)
  const translated = translation?.predictions?.length ?? 0
  if (translation && translated !== predictions.length)
    report({
      file: `${folder}/lesson.zh.md`,
      message: `has the words of ${translated} questions, expected ${predictions.length} as in lesson.md`,
    })
}

/** Tests say where to look with `(see lpop letters #3)`; what is no moment would only be words. */
function lintTestMoments(
  lesson: Pick<Lesson, 'stage' | 'starter' | 'solution' | 'files' | 'test'>,
  file: string,
  report: Report,
): void {
  const { test, stage } = lesson
  const named = new Map(momentsNamedIn(test).map((one) => [one.start, one]))
  for (const { index, 0: opening } of test.matchAll(/\(see /g)) {
    const { moment, source } = named.get(index + opening.length) ?? { moment: null }
    const line = test.slice(0, index).split('\n').length
    const tell = (problem: string): void => report({ file, line, message: `says to see ${problem}` })
    if (moment) momentProblems(moment, codeOf(lesson), stage?.isRecorded === true).forEach(tell)
    else tell(`${source === undefined ? 'something' : `'${source}'`}, expected ${momentExpectation}`)
  }
}

function codeOf({ starter, solution, files }: Pick<Lesson, 'starter' | 'solution' | 'files'>): string {
  return [starter, solution, ...files.map(({ text }) => text)].join('\n')
}

function momentProblems(moment: Moment, code: string, isRecorded: boolean): readonly string[] {
  const problems: string[] = []
  const name = nameIn(moment)
  if (name !== null && name !== anyText && !hasName(code, name))
    problems.push(`${moment.text}, expected a name that the step's code has`)
  if ((moment.what === 'call' || moment.what === 'line') && !isRecorded)
    problems.push(`a ${moment.what}, expected 'lines: true', without which none is seen`)
  return problems
}

function nameOf(spec: DrawnSpec): string {
  return 'key' in spec ? spec.key : spec.name
}

/** What must stand in the code for a moment to come: a function's name, a key. */
function nameIn({ what, text }: Moment): string | null {
  if (what === 'call') return text.split('.').at(-1) ?? null
  return what === 'command' ? (text.split(' ')[1] ?? null) : null
}

function hasName(code: string, name: string): boolean {
  const word = /[\p{L}\p{N}_$]/u
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
    if (!word.test(code[at - 1] ?? ' ') && !word.test(code[at + name.length] ?? ' ')) return true
  }
  return false
}
