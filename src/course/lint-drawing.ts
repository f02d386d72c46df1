import type { Report } from './problem.ts'

/** What a drawing must not hold, since it becomes part of the page: scripts, rules for the whole page, handlers, other files. */
const refused: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /<script\b/gi, what: 'has a <script>, expected a drawing only' },
  { pattern: /<style\b/gi, what: 'has a <style>, expected colours as attributes' },
  { pattern: /<foreignObject\b/gi, what: 'has a <foreignObject>, expected a drawing only' },
  { pattern: /\son\w+\s*=/gi, what: 'has an event handler, expected a drawing only' },
  {
    pattern: /\bhref\s*=\s*["'](?!#)[^"']*/gi,
    what: 'refers to another file, expected only #names of its own',
  },
]

/** `name` is the file's: the ids of `queue.svg` begin with `queue-`, so that two drawings never share one. */
export function lintDrawing(text: string, file: string, report: Report): void {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  for (const { pattern, what } of refused) {
    for (const match of text.matchAll(pattern)) report({ file, line: lineAt(match.index), message: what })
  }
  const prefix = `${/([^/]+)\.svg$/.exec(file)?.[1] ?? ''}-`
  for (const match of text.matchAll(/\sid\s*=\s*["']([^"']*)["']/g)) {
    const id = match[1] ?? ''
    if (id.startsWith(prefix)) continue
    report({
      file,
      line: lineAt(match.index),
      message: `has the id '${id}', expected one that begins with '${prefix}'`,
    })
  }
}
