import type { Plugin } from 'vite'

const errorsOf = (name: string, plugin: string): [RegExp, string] => [
  new RegExp(`const ${name} = ParseErrorEnum\`${plugin}\`\\(\\{[^]*?\\n\\}\\);`),
  `const ${name} = {};`,
]

/** What is replaced, and by what. */
const cuts: readonly (readonly [RegExp, string])[] = [
  [/const mixinPlugins = \{[^}]*\};/, 'const mixinPlugins = { typescript };'],
  errorsOf('FlowErrors', 'flow'),
  errorsOf('JsxErrors', 'jsx'),
  errorsOf('PlaceholderErrors', 'placeholders'),
  [/, ParseErrorEnum`pipelineOperator`\(\w+\), ParseErrorEnum`functionBind`\(\w+\)/, ''],
]

/**
 * Leaves out of @babel/parser what the course never parses: Flow, JSX, ESTree's shape, placeholders, proposals. They hang
 * in one table, and their errors are made by calls, where no bundler can see that they are not needed; without them the
 * page is 19 kB (gzip) smaller. The parser is pinned to an exact version, and a version that looks otherwise fails the
 * build instead of passing untrimmed.
 */
export function trimParser(): Plugin {
  return {
    name: 'mailroom:trim-parser',
    apply: 'build',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith('@babel/parser/lib/index.js')) return null
      const trimmed = cuts.reduce((text, [from, to]) => {
        if (!from.test(text)) throw new Error(`@babel/parser changed: nothing in it is like ${from.source}`)
        return text.replace(from, to)
      }, code)
      return { code: trimmed, map: null }
    },
  }
}
