import { highlightCode as walkTokens, tagHighlighter, tags } from '@lezer/highlight'
import { parser } from '@lezer/javascript'

/** What a piece of code is → the class it is drawn with, here, in the editor and in the comparison. See `codeStyles`. */
export const codeHighlighter = tagHighlighter([
  {
    tag: [
      tags.keyword,
      tags.controlKeyword,
      tags.definitionKeyword,
      tags.moduleKeyword,
      tags.operatorKeyword,
      tags.modifier,
    ],
    class: 'tok-keyword',
  },
  { tag: [tags.self, tags.null, tags.bool, tags.atom, tags.number], class: 'tok-number' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.escape], class: 'tok-string' },
  { tag: tags.comment, class: 'tok-comment' },
  {
    tag: [tags.typeName, tags.className, tags.definition(tags.className), tags.namespace],
    class: 'tok-type',
  },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.definition(tags.variableName),
      tags.definition(tags.propertyName),
    ],
    class: 'tok-name',
  },
  { tag: [tags.operator, tags.punctuation], class: 'tok-punctuation' },
])

const typescript = parser.configure({ dialect: 'ts' })

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

/**
 * TypeScript as HTML in the editor's colours, for code in a text.
 *
 *     highlightCode('const a = 1')        // '<span class="tok-keyword">const</span> <span …'
 */
export function highlightCode(code: string): string {
  let html = ''
  walkTokens(
    code,
    typescript.parse(code),
    codeHighlighter,
    (text, classes) => {
      html += classes ? `<span class="${classes}">${escape(text)}</span>` : escape(text)
    },
    () => {
      html += '\n'
    },
  )
  return html
}
