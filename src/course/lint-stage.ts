import type { Moment } from '../wire/moment.ts'
import type { DrawnSpec } from './lesson-stage.ts'
import type { Lesson, Translation } from './lesson.ts'
import type { Report } from './problem.ts'

/** What a stage draws and asks about stands in the code of the step, and a translation has the words of all questions. */
export function lintStage(
  { stage, starter, solution, files }: Pick<Lesson, 'stage' | 'starter' | 'solution' | 'files'>,
  translation: Translation | null,
  folder: string,
  report: Report,
): void {
  const { drawn = [], predictions = [], isRecorded = false } = stage ?? {}
  const code = [starter, solution, ...files.map(({ text }) => text)].join('\n')
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
  for (const { before } of predictions) {
    const name = nameIn(before)
    if (name !== null && !hasName(code, name))
      complain(`the stage asks before ${before.text}, expected a name that the step's code has`)
    if ((before.what === 'call' || before.what === 'line') && !isRecorded)
      complain(`the stage asks before a ${before.what}, expected 'lines: true', without which none is seen`)
  }
  const translated = translation?.predictions?.length ?? 0
  if (translation && translated !== predictions.length)
    report({
      file: `${folder}/lesson.zh.md`,
      message: `has the words of ${translated} questions, expected ${predictions.length} as in lesson.md`,
    })
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
