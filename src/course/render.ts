import { Marked, type RendererObject, type Tokens } from 'marked'
import { momentOfLink } from './moment.ts'
import type { Report } from './problem.ts'

/** Code as HTML, coloured as in the editor. */
export type Highlighter = (code: string) => string

/** A Markdown text and where it stands, for what is reported about it. */
export interface MarkdownSource {
  readonly text: string
  /** Relative to the project. */
  readonly file: string
  /** Line of the file on which the text begins. */
  readonly line: number
}

export interface RenderOptions {
  readonly report: Report
  readonly highlight?: Highlighter | undefined
  /** The text of a drawing in the step's folder, or null if there is none. */
  readDrawing(name: string): string | null
}

/**
 * Markdown as HTML, not sanitised: code highlighted, drawings of the step's folder put in as `<figure>`.
 *
 *     renderMarkdown({ text: '![A queue](queue.svg)', file, line: 8 }, { report, highlight, readDrawing })
 */
export function renderMarkdown(source: MarkdownSource, options: RenderOptions): string {
  return markedFor(source, options).parse(source.text, { async: false })
}

/** A line of Markdown as HTML that stands inside a line: no paragraphs, no drawings. */
export function renderInline(source: MarkdownSource, options: RenderOptions): string {
  return markedFor(source, options).parseInline(source.text, { async: false })
}

function markedFor(source: MarkdownSource, options: RenderOptions): Marked {
  const renderer: RendererObject = {
    code: ({ text, lang }) => codeBlock(text, lang ?? '', options.highlight),
    paragraph({ tokens }) {
      const [only, ...rest] = tokens.filter((token) => token.type !== 'text' || token.raw.trim() !== '')
      // A figure cannot stand inside a paragraph: a browser would close the paragraph before it.
      if (only?.type === 'image' && rest.length === 0) return figure(only as Tokens.Image, source, options)
      return `<p>${this.parser.parseInline(tokens)}</p>\n`
    },
    image({ href }) {
      const message = `the image ${href} stands inside a line of text, expected a paragraph of its own`
      options.report({ file: source.file, line: findLine(source, `](${href}`), message })
      return ''
    },
    link({ href, tokens }) {
      const moment = momentOfLink(href)
      if (moment === null) return false
      // The page leads there, to a moment of the learner's own run.
      const attributes = `class="see" href="${escapeHtml(href)}" data-moment="${escapeHtml(moment)}"`
      return `<a ${attributes}>${this.parser.parseInline(tokens)}</a>`
    },
  }
  return new Marked({ async: false, renderer })
}

/** Line of the file where `part` first stands. */
export function findLine({ text, line }: MarkdownSource, part: string): number {
  const offset = text.indexOf(part)
  return line + (offset < 0 ? 0 : text.slice(0, offset).split('\n').length - 1)
}

function codeBlock(code: string, language: string, highlight: Highlighter | undefined): string {
  const isTypeScript = ['ts', 'typescript', 'js', 'javascript'].includes(language)
  const html = isTypeScript && highlight ? highlight(code) : escapeHtml(code)
  // Wide code scrolls, and what scrolls must be reachable by keyboard.
  return `<pre tabindex="0"><code>${html}</code></pre>\n`
}

function figure({ href, text, title }: Tokens.Image, source: MarkdownSource, options: RenderOptions): string {
  const complain = (message: string): string => {
    options.report({ file: source.file, line: findLine(source, `](${href}`), message })
    return ''
  }
  if (!/^[\w-]+\.svg$/.test(href)) {
    return complain(`the image is ${href}, expected an SVG file of the step's folder, like queue.svg`)
  }
  if (text.trim() === '')
    return complain(`the image ${href} has no description, expected ![what it shows](${href})`)
  const drawing = options.readDrawing(href)
  if (drawing === null) return complain(`the image ${href} does not exist, expected it beside this file`)
  const start = drawing.search(/<svg[\s>]/)
  if (start < 0) return complain(`the image ${href} has no <svg> in it, expected an SVG drawing`)
  const named = drawing
    .slice(start)
    .trim()
    .replace(/^<svg/, `<svg role="img" aria-label="${escapeHtml(text)}"`)
  const caption = title ? `<figcaption>${escapeHtml(title)}</figcaption>` : ''
  return `<figure>${named}${caption}</figure>\n`
}

function escapeHtml(text: string): string {
  const entities: { readonly [character: string]: string } = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
