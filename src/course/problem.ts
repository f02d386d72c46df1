/** Something wrong in a lesson's files. `file` is relative to the project: `lessons/01-lists/02-stack/lesson.md`. */
export interface Problem {
  readonly file: string
  /** From 1; absent where the whole file is meant. */
  readonly line?: number
  /** What is there, what was expected: "minutes is 'abc', expected a number". */
  readonly message: string
}

/** Where readers put what they find, so that an author sees all problems at once. */
export type Report = (problem: Problem) => void

/** `lessons/01-lists/02-stack/lesson.md:3: minutes is 'abc', expected a number` */
export function formatProblem({ file, line, message }: Problem): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`
}

/** The course on disk cannot be read as it stands. */
export class CourseError extends Error {
  override readonly name = 'CourseError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** Runs a reader and throws all it reported at once. */
export function orThrow<T>(read: (report: Report) => T): T {
  const problems: Problem[] = []
  const result = read((problem) => problems.push(problem))
  if (problems.length > 0) throw new CourseError(problems)
  return result
}

/** The candidate that a mistyped name most likely means, or undefined if none is near. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined
}

/** Levenshtein's: how many letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...b].entries()) {
      const replace = (previous[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(replace, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
