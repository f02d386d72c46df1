import type { Report } from './problem.ts'

/** A seed shows what a step begins with, so it stays readable. */
const mostLines = 200

/** As redis-cli splits a line: words, of which the end may stand in quotation marks. */
const line = /^\s*(?:(?:[^\s"']*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\'|\\(?!'))*')|[^\s"']+)(?:\s+|$))*$/

/** Commands that are put in before a run, one a line. That the server takes them is for its own tests to say. */
export function lintSeed(text: string, file: string, report: Report): void {
  const lines = text.trimEnd().split('\n')
  if (lines.length > mostLines)
    report({ file, message: `has ${lines.length} lines, expected at most ${mostLines}` })
  for (const [index, command] of lines.entries()) {
    if (command.trimStart().startsWith('#') || line.test(command)) continue
    report({
      file,
      line: index + 1,
      message: `is '${command.trim()}', expected words as at a redis-cli prompt, with quotation marks closed`,
    })
  }
  if (!lines.some((command) => command.trim() !== '' && !command.trimStart().startsWith('#')))
    report({ file, message: 'has no command, expected some, or no such file' })
}
